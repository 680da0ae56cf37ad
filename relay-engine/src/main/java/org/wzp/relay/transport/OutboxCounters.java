package org.wzp.relay.transport;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What became of the datagrams offered to one connection. Written by the connection's loop with opaque stores, read by
 * any thread; a reader may see a value that is a moment old, never a torn one.
 */
public final class OutboxCounters {
    private static final int SENT = 0;
    private static final int SENT_BYTES = 1;
    private static final int FIRST_CAUSE = 2;

    private final AtomicLongArray values = new AtomicLongArray(FIRST_CAUSE + DropCause.values().length);

    /** Call on the connection's loop. */
    public void sent(int bytes) {
        values.setOpaque(SENT, values.getPlain(SENT) + 1);
        values.setOpaque(SENT_BYTES, values.getPlain(SENT_BYTES) + bytes);
    }

    /** Any thread: drops are rare. */
    public void dropped(DropCause cause) {
        values.getAndIncrement(FIRST_CAUSE + cause.ordinal());
    }

    /** Datagrams handed to QUIC, total. */
    public long sent() {
        return values.getOpaque(SENT);
    }

    /** Bytes handed to QUIC, total. */
    public long sentBytes() {
        return values.getOpaque(SENT_BYTES);
    }

    public long dropped() {
        long sum = 0;
        for (DropCause cause : DropCause.values()) {
            sum += droppedBy(cause);
        }
        return sum;
    }

    public long droppedBy(DropCause cause) {
        return values.getOpaque(FIRST_CAUSE + cause.ordinal());
    }
}
