package org.wzp.relay.rates;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many places for each key at one time. Only who holds one has an entry, so whoever takes places under many keys is
 * bounded by what bounds all places together. Any thread; the map's own cell locks hold for a few instructions.
 *
 * @param <K> whom it counts, such as an address
 */
public final class KeyedPlaces<K> {
    private final int perKey;
    private final Map<K, Integer> held = new ConcurrentHashMap<>();

    /**
     * @param perKey places of each key, at least 1
     * @throws IllegalArgumentException if it is less: nobody would ever get one
     */
    public KeyedPlaces(int perKey) {
        if (perKey < 1) {
            throw new IllegalArgumentException("Places of each key are " + perKey + ", but must be at least 1.");
        }
        this.perKey = perKey;
    }

    /** Takes a place; false where the key has all of its own. */
    public boolean take(K key) {
        boolean[] granted = new boolean[1];
        held.compute(key, (same, before) -> {
            int now = before == null ? 0 : before;
            granted[0] = now < perKey;
            return granted[0] ? Integer.valueOf(now + 1) : before;
        });
        return granted[0];
    }

    /** Gives one back that was taken. */
    public void giveBack(K key) {
        held.computeIfPresent(key, (same, before) -> before <= 1 ? null : Integer.valueOf(before - 1));
    }

    /** Places that the key holds now. */
    public int held(K key) {
        return held.getOrDefault(key, 0);
    }

    /** Places of each key. */
    public int perKey() {
        return perKey;
    }

    /** Keys that hold one now. */
    public int size() {
        return held.size();
    }
}
