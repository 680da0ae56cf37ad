package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.transport.Connection;

/**
 * The rooms as a login sees them: the access rules decide and the room takes the applicant in, in one step. Called on the
 * applicant's event loop; returns at once.
 */
@FunctionalInterface
public interface Entrance {

    /**
     * Lets the applicant in or turns it away.
     *
     * @param permit its place; not held when all are taken: then only somebody may enter who replaces an older connection
     *     of the same identity, whose place it takes over
     */
    Entry enter(Applicant applicant, SessionPermits.Permit permit);

    /**
     * Somebody whose identity is proven.
     *
     * @param room a legal room name
     * @param fingerprint what the token service said, else the identity fingerprint
     * @param alias the display name as sent, cut after 128 characters; empty when none
     */
    record Applicant(Connection connection, String room, String fingerprint, String alias) {}

    /** What the rooms said. */
    sealed interface Entry {
        record Admitted(Seat seat) implements Entry {}

        /**
         * @param detail which rule decided, for the operator
         * @param told what the person reads, printable; empty for the refusal's usual words
         */
        record TurnedAway(Refusal refusal, String detail, String told) implements Entry {
            public TurnedAway(Refusal refusal, String detail) {
                this(refusal, detail, "");
            }
        }
    }

    /** A place in a room. Used on the connection's loop only. */
    interface Seat {

        /** A datagram of this participant; its readable bytes are valid during the call only. */
        void datagram(ByteBuf datagram);

        /** The read batch is over. */
        default void batchEnd() {}

        /**
         * Gives the place up. Called exactly once; does nothing if a kick or a newer connection of the same identity
         * emptied it before.
         *
         * @param why for the operator
         */
        void leave(String why);
    }
}
