package org.wzp.relay.transport;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.SignalMessage;

/**
 * Signals that wait for one peer's stream credit. Bounded; of a {@link Connection.Slot} only the newest is kept, at the
 * place of the one it replaces, so that a client that never reads costs one entry for each slot. Confined to the
 * connection's loop.
 */
final class SignalOutbox {
    /** Signals kept for one peer (concurrency design, section 2). */
    static final int BOUND = 64;

    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private final Map<Connection.Slot, Entry> latest = new EnumMap<>(Connection.Slot.class);

    private static final class Entry {
        final Connection.@Nullable Slot slot;
        SignalMessage message;

        Entry(Connection.@Nullable Slot slot, SignalMessage message) {
            this.slot = slot;
            this.message = message;
        }
    }

    /** False when the queue is full: the peer does not read. */
    boolean offer(SignalMessage message) {
        if (queue.size() >= BOUND) {
            return false;
        }
        queue.add(new Entry(null, message));
        return true;
    }

    /** Always finds a place: there are no more entries than slots beside the bound. */
    void offerLatest(Connection.Slot slot, SignalMessage message) {
        Entry waiting = latest.get(slot);
        if (waiting != null) {
            waiting.message = message;
            return;
        }
        Entry entry = new Entry(slot, message);
        latest.put(slot, entry);
        queue.add(entry);
    }

    @Nullable
    SignalMessage poll() {
        Entry entry = queue.poll();
        if (entry == null) {
            return null;
        }
        if (entry.slot != null) {
            latest.remove(entry.slot);
        }
        return entry.message;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    void clear() {
        queue.clear();
        latest.clear();
    }
}
