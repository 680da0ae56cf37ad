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
 * <p>A copy that may go no further is remembered under another key: it must not keep one back that comes after it over a shorter
 * way, and which others wait for behind this relay.
 *
 * <p>The reference's key (wire specification 9.3) folds 16 bytes together, so that different packets can have the same.
 */
final class DuplicateFilter {
    /** Two seconds of 25,000 packets a second fill a third; 1 MiB. */
    private static final int SLOTS = 1 << 17;

    private static final int NEIGHBOURS = 8;
    static final long GENERATION_NANOS = 2_000_000_000L;

    /** Turns the key of a packet into the one of a copy that may go no further. */
    private static final long LAST = 0x5bd1_e995_9d1b_899fL;
    /** Turns after which none of those that were entered is searched any more. */
    private static final int LAST_TURNS = 3;

    /** What becomes of a copy. */
    enum Copy {
        /** Heard here, and it goes on if it may. */
        FIRST,
        /** A copy that may go no further was heard here before: it goes on, if it may. */
        ONWARDS,
        AGAIN
    }

    private final SipHash hash;
    private volatile AtomicLongArray current = new AtomicLongArray(SLOTS);
    private volatile AtomicLongArray previous = current;
    /** Whether something was entered since the last turn. */
    private volatile boolean entered;
    /** More than 0 while copies that go no further may be found; nearly always 0, so that nothing is searched for. */
    private volatile int lastTurns;

    private long turnedNanos;

    DuplicateFilter(SipHash hash, long nowNanos) {
        this.hash = hash;
        this.turnedNanos = nowNanos;
    }

    /** Whether it is the first of its kind; it is remembered then. */
    boolean isFirst(long room, ByteBuf packet) {
        return look(room, packet, false) == Copy.FIRST;
    }

    /**
     * Looks at a copy, and remembers it.
     *
     * @param last whether it may go no further
     */
    Copy look(long room, ByteBuf packet, boolean last) {
        long key = hash.of(room, packet);
        if (!entered) {
            entered = true;
        }
        if (last) {
            lastTurns = LAST_TURNS;
            boolean known = holds(previous, filled(key)) || holds(current, filled(key));
            return !known && isNew(key ^ LAST) ? Copy.FIRST : Copy.AGAIN;
        }
        if (!isNew(key)) {
            return Copy.AGAIN;
        }
        boolean heard = lastTurns > 0 && (holds(previous, filled(key ^ LAST)) || holds(current, filled(key ^ LAST)));
        return heard ? Copy.ONWARDS : Copy.FIRST;
    }

    private boolean isNew(long key) {
        return !holds(previous, filled(key)) && enter(current, filled(key));
    }

    /** 0 is a free slot. */
    private static long filled(long key) {
        return key == 0 ? 1 : key;
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
            lastTurns = Math.max(0, lastTurns - 1);
            // an empty one stays: a relay without links has nothing to remember
            if (entered) {
                entered = false;
                current = new AtomicLongArray(SLOTS);
            }
        }
    }
}
