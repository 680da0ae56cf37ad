package org.wzp.relay.engine;

import java.io.IOException;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.Subject;
import org.wzp.relay.config.Settings;
import org.wzp.relay.identity.IdentityFileException;
import org.wzp.relay.text.StartTroubles;
import org.wzp.relay.text.StartWords;
import org.wzp.relay.transport.choice.TransportUnavailable;

/** What keeps a relay from starting, with the setting that would help. */
final class StartFailures {
    private StartFailures() {}

    static RelayStartException of(IdentityFileException problem) {
        return StartWords.exception(new RelayFailure(problem.why()), problem);
    }

    /** There is no endpoint to be had where the relay was to listen. */
    static RelayStartException ofBinding(RelayConfig config, IOException problem) {
        if (problem instanceof TransportUnavailable none) {
            boolean wasAskedFor = none.why() instanceof FailureCause.NoTransport no
                    && no.kind() == FailureCause.NoTransport.Kind.DIRECT;
            Subject subject = wasAskedFor ? new Subject.Setting(Settings.TRANSPORT.key()) : new Subject.Relay();
            return StartWords.exception(new RelayFailure(none.why(), subject), problem);
        }
        FailureCause.Address why = StartTroubles.bind(config.listen(), problem);
        boolean anotherHelps = why.trouble() != FailureCause.Address.Trouble.TOO_MANY_OPEN;
        return StartWords.exception(
                new RelayFailure(why, anotherHelps ? new Subject.Setting(Settings.LISTEN.key()) : new Subject.Relay()),
                problem);
    }
}
