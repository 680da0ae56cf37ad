package org.wzp.relay.api;

import java.time.Instant;

/** Why somebody was turned away, with the rule or the bound that decided. Its words are made in package {@code text}. */
public sealed interface Denial {

    /** The kind, by which it is counted and by which the connection is closed. */
    Refusal refusal();

    /** The kind says all there is. */
    record Plain(Refusal refusal) implements Denial {}

    /** @param limit sessions that there may be, of the relay or of one address */
    record Full(Refusal refusal, int limit) implements Denial {}

    /**
     * @param ban that covers them; its end as the wall clock had it then
     * @param at when that was decided
     */
    record Banned(Ban ban, Instant at) implements Denial {
        @Override
        public Refusal refusal() {
            return Refusal.BANNED;
        }
    }

    /** @param rule of the room, which is closed or does not have them on its list */
    record NotAllowed(RoomRule rule) implements Denial {
        @Override
        public Refusal refusal() {
            return Refusal.NOT_ALLOWED;
        }
    }

    /** @param kind of the signal that they sent instead of their login */
    record Unexpected(String kind) implements Denial {
        @Override
        public Refusal refusal() {
            return Refusal.UNEXPECTED_SIGNAL;
        }
    }

    /** @param problem what the decoder met, printable and short */
    record Unreadable(String problem) implements Denial {
        @Override
        public Refusal refusal() {
            return Refusal.UNREADABLE_SIGNAL;
        }
    }

    record Token(Refusal refusal, TokenProblem problem) implements Denial {}
}
