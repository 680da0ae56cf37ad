package org.wzp.relay.transport.common;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.contention.FlightEvents;
import org.wzp.relay.transport.OutboxCounters;

/**
 * Datagrams that one receiver is not ready for. Bounded in number and in age: the oldest makes room, because in a conversation
 * the newest is worth most, and what has waited too long is not sent at all, because nobody can talk with somebody who is
 * heard seconds late. Empty, and without any memory of its own, for a receiver that keeps up. Confined to the connection's
 * loop.
 */
public final class DatagramOutbox {
    private static final int FIRST_ROOM = 16;

    private final int bound;
    private final long maxAgeNanos;
    private final OutboxCounters counters;
    /** A ring: both arrays have the same length, a power of two. */
    private @Nullable ByteBuf[] waiting = {};

    private long[] since = {};
    private int first;
    private int size;

    /**
     * @param bound most datagrams that wait
     * @param maxAgeNanos how long each may wait; 0 for any time
     */
    public DatagramOutbox(int bound, long maxAgeNanos, OutboxCounters counters) {
        this.bound = bound;
        this.maxAgeNanos = maxAgeNanos;
        this.counters = counters;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Copies the readable bytes. */
    public void offer(ByteBuf datagram, long now) {
        if (size >= bound) {
            removeFirst();
            counters.dropped(DropCause.OUTBOX_FULL);
            FlightEvents.queueDrop("datagram outbox", DropCause.OUTBOX_FULL.key(), bound);
        }
        if (size == waiting.length) {
            grow();
        }
        int bytes = datagram.readableBytes();
        ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
        copy.writeBytes(datagram, datagram.readerIndex(), bytes);
        int at = first + size & waiting.length - 1;
        waiting[at] = copy;
        since[at] = now;
        size++;
        counters.queued(OutboxCounters.Queue.DATAGRAMS, size);
    }

    /** The oldest that is not too old; stays the outbox's. Drops and counts those that are. */
    @Nullable
    public ByteBuf peek(long now) {
        while (size > 0 && maxAgeNanos > 0 && now - since[first] > maxAgeNanos) {
            removeFirst();
            counters.dropped(DropCause.STALE);
        }
        return size == 0 ? null : waiting[first];
    }

    /** Releases the oldest, which has been sent. */
    public void removeFirst() {
        if (size > 0) {
            ByteBuf oldest = waiting[first];
            waiting[first] = null;
            first = first + 1 & waiting.length - 1;
            size--;
            if (oldest != null) {
                oldest.release();
            }
            counters.waiting(OutboxCounters.Queue.DATAGRAMS, size);
        }
    }

    /** Drops and counts what is left. */
    public void close() {
        while (!isEmpty()) {
            removeFirst();
            counters.dropped(DropCause.CLOSED);
        }
    }

    private void grow() {
        int room = Math.max(FIRST_ROOM, 2 * waiting.length);
        @Nullable ByteBuf[] buffers = Arrays.copyOf(waiting, room);
        long[] times = Arrays.copyOf(since, room);
        for (int i = 0; i < size; i++) {
            int from = first + i & waiting.length - 1;
            buffers[i] = waiting[from];
            times[i] = since[from];
        }
        waiting = buffers;
        since = times;
        first = 0;
    }
}
