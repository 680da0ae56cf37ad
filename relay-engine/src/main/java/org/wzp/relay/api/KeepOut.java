package org.wzp.relay.api;

import java.time.Duration;
import java.time.Instant;

/** Whether, where and for how long somebody who is removed can't rejoin. */
public sealed interface KeepOut {

    /** They can rejoin right away. */
    record Nothing() implements KeepOut {}

    /**
     * They can't rejoin.
     *
     * @param addressToo also everybody at the person's address: the one IPv4 address, or the /64 of an IPv6 address, since a
     *     household or a machine has a /64 for itself (RFC 6177)
     */
    record Held(Scope scope, Term term, boolean addressToo) implements KeepOut {}

    /** Where. */
    enum Scope {
        /** Only the room from which they are removed. */
        ROOM,
        /** Every room of this relay; they are removed from all. */
        RELAY
    }

    /** For how long. */
    sealed interface Term {}

    /**
     * Counted from now, whatever the wall clock is set to meanwhile.
     *
     * @param duration longer than nothing
     */
    record For(Duration duration) implements Term {}

    /**
     * Until a moment by the wall clock.
     *
     * @param moment later than now
     */
    record Until(Instant moment) implements Term {}

    /** Until the operator lifts it. */
    record ForGood() implements Term {}

    /** They can rejoin right away. */
    static KeepOut nothing() {
        return new Nothing();
    }

    /** Out of the room they are in. */
    static KeepOut outOfRoom(Term term) {
        return new Held(Scope.ROOM, term, false);
    }

    /** Out of every room. */
    static KeepOut outOfRelay(Term term) {
        return new Held(Scope.RELAY, term, false);
    }
}
