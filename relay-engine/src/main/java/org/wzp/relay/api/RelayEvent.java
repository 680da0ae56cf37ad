package org.wzp.relay.api;

import java.time.Instant;

/** Something that happened, for the journal and the status bar. */
public sealed interface RelayEvent {
    Instant at();

    record StateChanged(Instant at, RelayState state) implements RelayEvent {}

    record Joined(Instant at, String room, long participant, String alias, String fingerprint) implements RelayEvent {}

    record Left(Instant at, String room, long participant, String alias, String fingerprint, LeaveReason reason)
            implements RelayEvent {
        /** What ended it, in words, such as {@code removed by the operator}; empty where they left by themselves. */
        public String why() {
            return reason.words();
        }
    }

    /**
     * The same identity joined again from another address, and its older connection was closed.
     *
     * @param before address and port of the older connection
     * @param now address and port of the newer one
     */
    record TakenOver(
            Instant at, String room, long participant, String alias, String fingerprint, String before, String now)
            implements RelayEvent {}

    /**
     * @param who address and port
     * @param detail who or which rule, printable; may be empty
     */
    record TurnedAway(Instant at, String room, String who, Refusal refusal, String detail) implements RelayEvent {
        /** What happened, without a subject. */
        public String why() {
            return detail.isEmpty() ? refusal.sentence() : refusal.sentence() + " (" + detail + ")";
        }
    }

    record Commanded(Instant at, String actor, OperatorCommand command, Outcome outcome) implements RelayEvent {}
}
