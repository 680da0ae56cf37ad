package org.wzp.relay.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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

    /** A permit to be taken: nothing is counted yet. */
    public Permit vacant() {
        return new Permit();
    }

    public int taken() {
        return taken.get();
    }

    public int limit() {
        return limit;
    }

    private boolean tryTake() {
        int now = taken.get();
        while (now < limit) {
            int witness = taken.compareAndExchange(now, now + 1);
            if (witness == now) {
                return true;
            }
            now = witness;
        }
        return false;
    }

    private enum State {
        VACANT,
        HELD,
        /** Given back or passed on; final. */
        OVER
    }

    /** One session's place: vacant, then held, then over. One thread takes it, any thread may end it. */
    public final class Permit {
        private final AtomicReference<State> state = new AtomicReference<>(State.VACANT);

        private Permit() {}

        /** Takes a place if one is free; true if it is held now. */
        public boolean take() {
            if (state.get() == State.VACANT && tryTake()) {
                state.set(State.HELD);
            }
            return isHeld();
        }

        /**
         * Takes the place that another permit of the same relay holds, which then is over, in one step: nobody can get in
         * between, and the number of places taken stays. Where that one gave its place back before, takes a free one.
         */
        public boolean takeOver(Permit other) {
            if (state.get() != State.VACANT) {
                return isHeld();
            }
            if (other.state.compareAndSet(State.HELD, State.OVER)) {
                state.set(State.HELD);
                return true;
            }
            return take();
        }

        public boolean isHeld() {
            return state.get() == State.HELD;
        }

        /** Places there are in all. */
        public int limit() {
            return limit;
        }

        /** Gives the place back; again, or without one, is a no-op. */
        public void release() {
            if (state.getAndSet(State.OVER) == State.HELD) {
                taken.decrementAndGet();
            }
        }
    }
}
