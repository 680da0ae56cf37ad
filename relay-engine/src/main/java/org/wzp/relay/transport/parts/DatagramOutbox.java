package org.wzp.relay.transport.parts;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.contention.FlightEvents;
import org.wzp.relay.transport.DropCause;
import org.wzp.relay.transport.OutboxCounters;

/**
 * Datagrams that one receiver is not ready for. Bounded: the oldest makes room, because in a conversation the newest is
 * worth most. Empty, and without any memory of its own, for a receiver that keeps up. Confined to the connection's loop.
 */
public final class DatagramOutbox {
    private final int bound;
    private final OutboxCounters counters;
    private @Nullable ArrayDeque<ByteBuf> queue;

    /** @param bound most datagrams that wait */
    public DatagramOutbox(int bound, OutboxCounters counters) {
        this.bound = bound;
        this.counters = counters;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return queue == null || queue.isEmpty();
    }

    int size() {
        return queue == null ? 0 : queue.size();
    }

    /** Copies the readable bytes. */
    public void offer(ByteBuf datagram) {
        ArrayDeque<ByteBuf> waiting = queue;
        if (waiting == null) {
            waiting = new ArrayDeque<>();
            queue = waiting;
        }
        if (waiting.size() >= bound) {
            waiting.remove().release();
            counters.dropped(DropCause.OUTBOX_FULL);
            FlightEvents.queueDrop("datagram outbox", DropCause.OUTBOX_FULL.key(), bound);
        }
        int bytes = datagram.readableBytes();
        ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
        copy.writeBytes(datagram, datagram.readerIndex(), bytes);
        waiting.add(copy);
        counters.kept(OutboxCounters.Queue.DATAGRAMS, waiting.size());
    }

    /** The oldest; stays the outbox's. */
    @Nullable
    public ByteBuf peek() {
        return queue == null ? null : queue.peek();
    }

    /** Releases the oldest, which has been sent. */
    public void removeFirst() {
        ArrayDeque<ByteBuf> waiting = queue;
        if (waiting != null) {
            waiting.remove().release();
            counters.waiting(OutboxCounters.Queue.DATAGRAMS, waiting.size());
        }
    }

    /** Drops and counts what is left. */
    public void close() {
        while (!isEmpty()) {
            removeFirst();
            counters.dropped(DropCause.CLOSED);
        }
    }
}
