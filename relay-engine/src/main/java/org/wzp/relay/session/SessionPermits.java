package org.wzp.relay.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of participants the relay takes. Any thread; one atomic word, so two joins can't share the last permit and a
 * permit given back twice counts once.
 */
public final class SessionPermits {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    /** @param limit at least 1 */
    public SessionPermits(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A relay needs at least one session, not " + limit + ".");
        }
        this.limit = limit;
    }

    /** Empty when all are taken. */
    public Optional<Permit> tryTake() {
        int now = taken.get();
        while (now < limit) {
            int witness = taken.compareAndExchange(now, now + 1);
            if (witness == now) {
                return Optional.of(new Permit());
            }
            now = witness;
        }
        return Optional.empty();
    }

    public int taken() {
        return taken.get();
    }

    public int limit() {
        return limit;
    }

    /** One session. */
    public final class Permit {
        private final AtomicBoolean released = new AtomicBoolean();

        private Permit() {}

        /** Gives it back; again is a no-op. */
        public void release() {
            if (released.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        }
    }
}
