package org.wzp.relay.api;

import java.time.Instant;

/** Something that happened, for the journal and the status bar. */
public sealed interface RelayEvent {
    Instant at();

    record StateChanged(Instant at, RelayState state) implements RelayEvent {}

    record Joined(Instant at, String room, long participant, String alias, String fingerprint) implements RelayEvent {}

    record Left(Instant at, String room, long participant, String alias, String why) implements RelayEvent {}

    record TurnedAway(Instant at, String room, String who, String why) implements RelayEvent {}

    record Commanded(Instant at, String actor, OperatorCommand command, Outcome outcome) implements RelayEvent {}
}
