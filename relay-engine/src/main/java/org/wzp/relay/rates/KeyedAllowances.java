package org.wzp.relay.rates;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An {@link Allowance} for each of many keys that strangers choose. Only who was seen lately has an entry: one that has
 * refilled is like a new one and is swept away. Beyond the bound nobody new is counted, so that whoever fills it gains
 * nothing but that others are not counted either. Any thread; the map's own cell locks hold for a few instructions.
 *
 * @param <K> whom it counts, such as an address
 */
public final class KeyedAllowances<K> {
    /** Entries at most; about 100 bytes each. */
    public static final int MOST_KEYS = 65_536;

    private final long perMinute;
    private final Map<K, PerMinute> entries = new ConcurrentHashMap<>();

    /** Guarded by the map's cell. */
    private static final class PerMinute {
        /** One costs this many units, of which as many come back in a second as ones may be taken in a minute. */
        private static final long UNITS = 60;

        private final Allowance allowance;

        PerMinute(long perMinute) {
            allowance = new Allowance(perMinute, perMinute * UNITS);
        }

        boolean take(long nowNanos) {
            return allowance.take(nowNanos, UNITS);
        }
    }

    /** @param perMinute how often each key may, at least 1; also all at once */
    public KeyedAllowances(long perMinute) {
        this.perMinute = perMinute;
    }

    /** Takes one for this key; false when its minute is used up. */
    public boolean take(K key, long nowNanos) {
        if (entries.size() >= MOST_KEYS && !entries.containsKey(key)) {
            return true;
        }
        boolean[] granted = new boolean[1];
        entries.compute(key, (same, before) -> {
            PerMinute allowance = before == null ? new PerMinute(perMinute) : before;
            granted[0] = allowance.take(nowNanos);
            return allowance;
        });
        return granted[0];
    }

    /** Forgets whoever has rested. Call about once a second. */
    public void sweep(long nowNanos) {
        for (K key : entries.keySet()) {
            entries.computeIfPresent(key, (same, entry) -> entry.allowance.isRested(nowNanos) ? null : entry);
        }
    }

    /** Keys that are counted now. */
    public int size() {
        return entries.size();
    }
}
