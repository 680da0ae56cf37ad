package org.wzp.relay.config;

import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.StartWords;

/** Refuses a configuration that can't work, wherever it comes from, before anything is bound or written. */
public final class ConfigCheck {
    /** A CallOffer of a stock client is under 2 KiB (wire specification F31), and no signal is longer than 1 MiB (1.5). */
    private static final WholeNumber SIGNAL = new WholeNumber(2_048, 1_048_576, "bytes");

    private ConfigCheck() {}

    public static void check(RelayConfig config) throws RelayStartException {
        for (Setting<?> setting : Settings.all()) {
            check(setting, config);
        }
        // nothing that an operator sets
        check("The largest signal before login", SIGNAL, config.limits().signalBytesBeforeLogin());
        check("The largest signal", SIGNAL, config.limits().signalBytes());
    }

    private static <T> void check(Setting<T> setting, RelayConfig config) throws RelayStartException {
        check(setting.key(), setting.type(), setting.from().apply(config));
    }

    private static <T> void check(String what, SettingType<T> type, T value) throws RelayStartException {
        try {
            type.check(value);
        } catch (Unfit e) {
            throw StartWords.exception(
                    new RelayFailure(
                            new FailureCause.Setting(what, e.misfit()),
                            Settings.ofKey(what).isPresent() ? new Subject.Setting(what) : new Subject.Relay()),
                    e);
        }
    }
}
