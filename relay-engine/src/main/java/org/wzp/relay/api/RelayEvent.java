package org.wzp.relay.api;

import java.time.Instant;
import java.util.Optional;

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
     * @param address with its port
     * @param person who they are; empty if they were refused before they had proven it
     */
    record TurnedAway(Instant at, String room, String address, Optional<Person> person, Denial why)
            implements RelayEvent {}

    /**
     * A link to another relay stands: media and lists of people go both ways.
     *
     * @param relay its label
     * @param fingerprint of its certificate, 64 lower-case hex digits
     * @param address with its port
     * @param proof how sure it is that it is that relay
     */
    record LinkUp(Instant at, String relay, String fingerprint, String address, FederationStatus.Proof proof)
            implements RelayEvent {}

    /**
     * It stands no longer.
     *
     * @param why as the end that closed it has put it, printable; empty where nobody said
     */
    record LinkDown(Instant at, String relay, String fingerprint, String why) implements RelayEvent {}

    /**
     * A relay that nobody trusts here wanted a link, for the first time.
     *
     * @param fingerprint that it claims or has proven
     * @param address with its port
     * @param proven whether it has proven it
     */
    record Knocked(Instant at, String fingerprint, String address, boolean proven) implements RelayEvent {}

    record Commanded(Instant at, String actor, OperatorCommand command, Outcome outcome) implements RelayEvent {}
}
