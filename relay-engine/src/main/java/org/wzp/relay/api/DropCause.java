package org.wzp.relay.api;

import java.util.List;

/** Why a datagram or a signal was not delivered. First those of datagrams that were on their way to one receiver. */
public enum DropCause {
    /** The receiver did not keep up; the oldest in its outbox made room. */
    OUTBOX_FULL("outbox-full"),
    /** Larger than the path to this receiver carries. */
    TOO_LARGE("too-large"),
    /** It has waited too long to be of use: for this receiver, or unread while the relay stood still. */
    STALE("stale"),
    /** The connection was closed, or closed with datagrams still in its outbox. */
    CLOSED("closed"),
    /** The other loop's hand-over queue was full. */
    HANDOVER_FULL("handover-full"),
    /** Its sender sent more packets than one participant may. */
    OVER_PACKETS("over-packets"),
    /** Its sender sent more bytes than one participant may. */
    OVER_BYTES("over-bytes"),
    /** It was no media packet. */
    MALFORMED("malformed"),
    /** It came before its sender had logged in, beyond what is kept until then. */
    EARLY("early"),
    /** A signal for somebody whose outbox was full of them. */
    OVERFLOW("overflow"),
    /** A linked relay sent what had come before. */
    DUPLICATE("duplicate"),
    /** A linked relay sent more packets for a room than it may. */
    OVER_RATE("over-rate"),
    /** A linked relay sent it for a room that is not global here. */
    UNKNOWN_ROOM("unknown-room"),
    /** Enough relays have passed it on. */
    HOP_LIMIT("hop-limit"),
    /** A queue between two threads was full. */
    QUEUE_FULL("full");

    /** Of datagrams that were on their way to one receiver: the first ones, in their order. */
    public static final List<DropCause> ON_THE_WAY = List.of(OUTBOX_FULL, TOO_LARGE, STALE, CLOSED, HANDOVER_FULL);

    private final String key;

    DropCause(String key) {
        this.key = key;
    }

    /** Stable name for metrics and tables. */
    public String key() {
        return key;
    }

    /**
     * Whether a receiver missed what it should have got; the others were never on their way to anybody, or to nobody any
     * more.
     */
    public boolean isMissed() {
        return switch (this) {
            case OUTBOX_FULL, TOO_LARGE, STALE, HANDOVER_FULL -> true;
            case CLOSED,
                    OVER_PACKETS,
                    OVER_BYTES,
                    MALFORMED,
                    EARLY,
                    OVERFLOW,
                    DUPLICATE,
                    OVER_RATE,
                    UNKNOWN_ROOM,
                    HOP_LIMIT,
                    QUEUE_FULL -> false;
        };
    }
}
