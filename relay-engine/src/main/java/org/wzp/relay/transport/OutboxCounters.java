package org.wzp.relay.transport;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import org.wzp.relay.api.DropCause;

/**
 * What became of the datagrams offered to one connection, and how full its outboxes are. Written by the connection's loop
 * with opaque stores, read by any thread; a reader may see a value that is a moment old, never a torn one.
 */
public final class OutboxCounters {
    /** What can wait for a peer. */
    public enum Queue {
        DATAGRAMS,
        SIGNALS
    }

    private static final int SENT = 0;
    private static final int SENT_BYTES = 1;
    private static final int FIRST_CAUSE = 2;
    private static final int FIRST_QUEUE = FIRST_CAUSE + DropCause.ON_THE_WAY.size();
    private static final int WAITING = 0;
    private static final int MOST_WAITING = 1;
    private static final int QUEUED = 2;
    private static final int QUEUE_VALUES = 3;

    private final AtomicLongArray values = new AtomicLongArray(FIRST_QUEUE + Queue.values().length * QUEUE_VALUES);

    /** Call on the connection's loop. */
    public void sent(int bytes) {
        values.setOpaque(SENT, values.getPlain(SENT) + 1);
        values.setOpaque(SENT_BYTES, values.getPlain(SENT_BYTES) + bytes);
    }

    /**
     * Any thread: drops are rare.
     *
     * @param cause one of {@link DropCause#ON_THE_WAY}
     */
    public void dropped(DropCause cause) {
        values.getAndIncrement(at(cause));
    }

    /** Call on the connection's loop: one more has to wait, which makes so many. */
    public void queued(Queue queue, int waiting) {
        int at = at(queue, QUEUED);
        values.setOpaque(at, values.getPlain(at) + 1);
        waiting(queue, waiting);
        if (waiting > values.getPlain(at(queue, MOST_WAITING))) {
            values.setOpaque(at(queue, MOST_WAITING), waiting);
        }
    }

    /** Call on the connection's loop: some went, so many are left. */
    public void waiting(Queue queue, int waiting) {
        values.setOpaque(at(queue, WAITING), waiting);
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
        for (DropCause cause : DropCause.ON_THE_WAY) {
            sum += droppedBy(cause);
        }
        return sum;
    }

    /** @param cause one of {@link DropCause#ON_THE_WAY} */
    public long droppedBy(DropCause cause) {
        return values.getOpaque(at(cause));
    }

    private static int at(DropCause cause) {
        return FIRST_CAUSE + Objects.checkIndex(cause.ordinal(), DropCause.ON_THE_WAY.size());
    }

    /** How many wait for the peer now. */
    public int waiting(Queue queue) {
        return (int) values.getOpaque(at(queue, WAITING));
    }

    /** The most that ever waited for the peer. */
    public int mostWaiting(Queue queue) {
        return (int) values.getOpaque(at(queue, MOST_WAITING));
    }

    /** Total of those that had to wait, however shortly. */
    public long queued(Queue queue) {
        return values.getOpaque(at(queue, QUEUED));
    }

    private static int at(Queue queue, int value) {
        return FIRST_QUEUE + queue.ordinal() * QUEUE_VALUES + value;
    }
}
