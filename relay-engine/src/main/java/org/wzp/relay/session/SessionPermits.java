package org.wzp.relay.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The places for participants that the relay has. A place is one atomic reference to the permit that holds it, so taking,
 * giving back and passing on are one compare-and-set each: two joins can't share the last place, one given back twice
 * counts once, and nobody gets in between when a newer connection takes over its older one's. Any thread.
 */
public final class SessionPermits {
    private final AtomicReferenceArray<@Nullable Permit> places;
    /** Follows the places by a moment; nothing is decided by it. */
    private final AtomicInteger taken = new AtomicInteger();
    /** Where to look first. */
    private final AtomicInteger hint = new AtomicInteger();

    /** @param limit at least 1 */
    public SessionPermits(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A relay needs at least one session, not " + limit + ".");
        }
        places = new AtomicReferenceArray<>(limit);
    }

    /** A permit to be taken: it holds no place yet. */
    public Permit vacant() {
        return new Permit();
    }

    public int taken() {
        return taken.get();
    }

    public int limit() {
        return places.length();
    }

    /** One session's place: not taken yet, then held, then over for good. One thread takes it, any thread may end it. */
    public final class Permit {
        private static final int NONE = -1;
        private volatile int place = NONE;

        private Permit() {}

        /** Takes a place if one is free; true if it holds one now. */
        public boolean take() {
            int first = hint.get();
            for (int i = 0; i < limit() && place == NONE; i++) {
                int at = (first + i) % limit();
                if (places.get(at) == null) {
                    occupy(at);
                }
            }
            return isHeld();
        }

        /**
         * Takes the place that another permit of the same relay holds, which then is over. Where that one gave its place
         * back before, takes a free one.
         */
        public boolean takeOver(Permit other) {
            int at = other.place;
            if (place != NONE || at == NONE) {
                return take();
            }
            if (places.compareAndSet(at, other, this)) {
                place = at;
                return true;
            }
            occupy(at);
            return take();
        }

        private void occupy(int at) {
            if (places.compareAndSet(at, null, this)) {
                place = at;
                hint.set((at + 1) % limit());
                taken.incrementAndGet();
            }
        }

        public boolean isHeld() {
            int at = place;
            return at != NONE && places.get(at) == this;
        }

        /** Places there are in all. */
        public int limit() {
            return SessionPermits.this.limit();
        }

        /** Gives the place back; again, or without one, is a no-op. */
        public void release() {
            int at = place;
            if (at != NONE && places.compareAndSet(at, this, null)) {
                hint.set(at);
                taken.decrementAndGet();
            }
        }
    }
}
