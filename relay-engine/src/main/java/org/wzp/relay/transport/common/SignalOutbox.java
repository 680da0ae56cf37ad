package org.wzp.relay.transport.common;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.SignalMessage;

/**
 * Signals that wait for one peer's stream credit. Bounded; of a {@link Connection.Slot} only the newest is kept, at the
 * place of the one it replaces, so that a client that never reads costs one entry for each slot. Confined to the
 * connection's loop.
 */
public final class SignalOutbox {
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private final Map<Connection.Slot, Entry> latest = new EnumMap<>(Connection.Slot.class);
    private final OutboxCounters counters;

    private static final class Entry {
        final Connection.@Nullable Slot slot;
        SignalMessage message;

        Entry(Connection.@Nullable Slot slot, SignalMessage message) {
            this.slot = slot;
            this.message = message;
        }
    }

    /** @param counters of the connection whose signals these are */
    public SignalOutbox(OutboxCounters counters) {
        this.counters = counters;
    }

    /** False when the queue is full: the peer does not read. */
    public boolean offer(SignalMessage message) {
        if (queue.size() >= QuicEndpoint.MAX_SIGNALS_WAITING) {
            return false;
        }
        add(new Entry(null, message));
        return true;
    }

    /** Always finds a place: there are no more entries than slots beside the bound. */
    public void offerLatest(Connection.Slot slot, SignalMessage message) {
        Entry waiting = latest.get(slot);
        if (waiting != null) {
            waiting.message = message;
            return;
        }
        Entry entry = new Entry(slot, message);
        latest.put(slot, entry);
        add(entry);
    }

    private void add(Entry entry) {
        queue.add(entry);
        counters.queued(OutboxCounters.Queue.SIGNALS, queue.size());
    }

    /** The next to send, taken out; null when nothing waits. */
    @Nullable
    public SignalMessage poll() {
        Entry entry = queue.poll();
        if (entry == null) {
            return null;
        }
        counters.waiting(OutboxCounters.Queue.SIGNALS, queue.size());
        if (entry.slot != null) {
            latest.remove(entry.slot);
        }
        return entry.message;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    /** Drops what waits; the connection has ended. */
    public void clear() {
        queue.clear();
        latest.clear();
        counters.waiting(OutboxCounters.Queue.SIGNALS, 0);
    }
}
