package org.wzp.relay.admission;

import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.TokenProblem;

/** What the token service said about a token. */
public sealed interface TokenVerdict {

    Outcome outcome();

    /** @param fingerprint who the bearer is, in the form used everywhere else in the relay where it can be */
    record Accepted(String fingerprint) implements TokenVerdict {
        @Override
        public Outcome outcome() {
            return Outcome.OK;
        }
    }

    record Denied(Outcome outcome, TokenProblem problem) implements TokenVerdict {}

    /** The kinds that are counted. */
    enum Outcome {
        OK("ok", Refusal.INTERNAL),
        /** The service answered, and the answer was no. */
        REFUSED("fail", Refusal.TOKEN_REFUSED),
        TIMEOUT("timeout", Refusal.TOKEN_TIMEOUT),
        /** The service could not be reached, failed itself, or answered nonsense. */
        ERROR("error", Refusal.TOKEN_ERROR),
        /** As many requests as may be were under way already. */
        BUSY("busy", Refusal.TOKEN_BUSY),
        /** The client's first signal was no token. */
        MISSING("missing", Refusal.TOKEN_MISSING);

        private final String key;
        private final Refusal refusal;

        Outcome(String key, Refusal refusal) {
            this.key = key;
            this.refusal = refusal;
        }

        /** Stable name for metrics and tables. */
        public String key() {
            return key;
        }

        /** How a client with this outcome is refused; meaningless for {@link #OK}. */
        Refusal refusal() {
            return refusal;
        }
    }
}
