package org.wzp.relay.api;

/** Why a datagram was not sent. */
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
    HANDOVER_FULL("handover-full");

    private final String key;

    DropCause(String key) {
        this.key = key;
    }

    /** Stable name for metrics and tables. */
    public String key() {
        return key;
    }
}
