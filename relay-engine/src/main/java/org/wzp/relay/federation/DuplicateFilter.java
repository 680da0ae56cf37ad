package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers packets for two to four seconds, so that one which comes twice, over two ways or round a ring, is let through
 * once. Two generations: new ones go into the current, both are searched, and every two seconds the older is forgotten.
 *
 * <p>Any loop; one slot is taken by compare-and-set, so of two loops with the same packet one wins. Nothing is allocated but
 * a generation every two seconds, by whoever turns them. Where eight neighbours are taken, one of them is overwritten: then a
 * second copy of that packet would get through.
 *
 * <p>The reference's key (wire specification 9.3) folds 16 bytes together, so that different packets can have the same.
 */
final class DuplicateFilter {
    /** Two seconds of 25,000 packets a second fill a third; 1 MiB. */
    private static final int SLOTS = 1 << 17;

    private static final int NEIGHBOURS = 8;
    static final long GENERATION_NANOS = 2_000_000_000L;

    private final SipHash hash;
    private volatile AtomicLongArray current = new AtomicLongArray(SLOTS);
    private volatile AtomicLongArray previous = current;
    /** Whether something was entered since the last turn. */
    private volatile boolean entered;

    private long turnedNanos;

    DuplicateFilter(SipHash hash, long nowNanos) {
        this.hash = hash;
        this.turnedNanos = nowNanos;
    }

    /** Whether it is the first of its kind; it is remembered then. */
    boolean isFirst(long room, ByteBuf packet) {
        long key = hash.of(room, packet);
        // 0 is a free slot
        key = key == 0 ? 1 : key;
        if (!entered) {
            entered = true;
        }
        return !holds(previous, key) && enter(current, key);
    }

    private static boolean holds(AtomicLongArray generation, long key) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            long found = generation.getOpaque(at(key, i));
            if (found == key) {
                return true;
            }
            if (found == 0) {
                return false;
            }
        }
        return false;
    }

    private static boolean enter(AtomicLongArray generation, long key) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            long found = generation.compareAndExchange(at(key, i), 0, key);
            if (found == 0) {
                return true;
            }
            if (found == key) {
                return false;
            }
        }
        generation.setOpaque(at(key, (int) (key >>> Integer.SIZE) & NEIGHBOURS - 1), key);
        return true;
    }

    private static int at(long key, int neighbour) {
        return (int) key + neighbour & SLOTS - 1;
    }

    /** Forgets what is too old. Call often, on one thread. */
    void turn(long nowNanos) {
        if (nowNanos - turnedNanos >= GENERATION_NANOS) {
            turnedNanos = nowNanos;
            previous = current;
            // an empty one stays: a relay without links has nothing to remember
            if (entered) {
                entered = false;
                current = new AtomicLongArray(SLOTS);
            }
        }
    }
}
