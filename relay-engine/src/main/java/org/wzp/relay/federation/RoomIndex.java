package org.wzp.relay.federation;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds a room by its 8-byte hash, without an object and in constant time. Immutable; the hashes are SHA-256, so their low bits
 * are spread already. Two names with one hash would take 2^32 names to find; the first stays.
 */
final class RoomIndex<T> {
    private final long[] hashes;
    private final @Nullable Object[] values;

    RoomIndex(List<T> rooms, ToLongFunction<T> hash) {
        int size = Integer.highestOneBit(Math.max(2, rooms.size()) * 2 - 1) * 2;
        hashes = new long[size];
        values = new Object[size];
        for (T room : rooms) {
            long key = hash.applyAsLong(room);
            int at = at(key);
            while (values[at] != null && hashes[at] != key) {
                at = at + 1 & size - 1;
            }
            if (values[at] == null) {
                hashes[at] = key;
                values[at] = room;
            }
        }
    }

    @SuppressWarnings("unchecked") // the constructor put nothing else in
    @Nullable
    T get(long hash) {
        int at = at(hash);
        while (values[at] != null) {
            if (hashes[at] == hash) {
                return (T) values[at];
            }
            at = at + 1 & values.length - 1;
        }
        return null;
    }

    private int at(long hash) {
        return (int) hash & hashes.length - 1;
    }
}
