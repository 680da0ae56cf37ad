package org.wzp.relay.api;

import java.time.Instant;

/** Something that happened, for the journal and the status bar. */
public sealed interface RelayEvent {
    Instant at();

    record StateChanged(Instant at, RelayState state) implements RelayEvent {}

    record Joined(Instant at, String room, long participant, String alias, String fingerprint) implements RelayEvent {}

    /** @param why what ended it, in words, such as {@code removed by the operator}; empty where they left by themselves */
    record Left(Instant at, String room, long participant, String alias, String fingerprint, String why)
            implements RelayEvent {}

    /**
     * The same identity joined again from another address, and its older connection was closed.
     *
     * @param before address and port of the older connection
     * @param now address and port of the newer one
     */
    record TakenOver(
            Instant at, String room, long participant, String alias, String fingerprint, String before, String now)
            implements RelayEvent {}

    record TurnedAway(Instant at, String room, String who, String why) implements RelayEvent {}

    record Commanded(Instant at, String actor, OperatorCommand command, Outcome outcome) implements RelayEvent {}
}
