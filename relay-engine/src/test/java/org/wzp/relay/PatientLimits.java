package org.wzp.relay;

import java.time.Duration;
import org.wzp.relay.api.RelayConfig;

/**
 * The default limits, but media may be a minute old. A machine that does something else for half a second would have relays and
 * clients drop, as they should, a packet that a test sends once and waits for.
 */
public final class PatientLimits {
    private static final Duration MEDIA_MAX_AGE = Duration.ofMinutes(1);

    private PatientLimits() {}

    public static RelayConfig.Limits limits() {
        RelayConfig.Limits base = RelayConfig.Limits.defaults();
        return new RelayConfig.Limits(
                base.handshakesInFlight(),
                base.handshakesPerPrefix(),
                base.firstFrame(),
                base.setup(),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                base.mediaOutbox(),
                MEDIA_MAX_AGE,
                base.stopGrace(),
                base.quotas());
    }
}
