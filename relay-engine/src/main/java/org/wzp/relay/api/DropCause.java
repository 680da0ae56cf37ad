package org.wzp.relay.api;

/** Why a datagram or a signal was not delivered. */
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
    /** A queue between two threads was full. */
    QUEUE_FULL("full");

    private final String key;

    DropCause(String key) {
        this.key = key;
    }

    /** Stable name for metrics and tables. */
    public String key() {
        return key;
    }

    /** Whether a receiver missed what it should have got; the others were never on their way to anybody, or to nobody any more. */
    public boolean isMissed() {
        return switch (this) {
            case OUTBOX_FULL, TOO_LARGE, STALE, HANDOVER_FULL -> true;
            case CLOSED, OVER_PACKETS, OVER_BYTES, MALFORMED, EARLY, OVERFLOW, QUEUE_FULL -> false;
        };
    }
}
