package org.wzp.relay.admission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.rates.KeyedPlaces;

/**
 * The places for participants that the relay has. A place is one atomic reference to the permit that holds it, so taking,
 * giving back and passing on are one compare-and-set each: two joins can't share the last place, one given back twice
 * counts once, and nobody gets in between when a newer connection takes over its older one's. Whoever holds a place is
 * counted for its address as well, which may have so many. Any thread.
 */
public final class SessionPermits {
    private final AtomicReferenceArray<@Nullable Permit> places;
    /** Follows the places by a moment; nothing is decided by it. */
    private final AtomicInteger taken = new AtomicInteger();
    /** Where to look first. */
    private final AtomicInteger hint = new AtomicInteger();

    private final KeyedPlaces<AddressKey> byAddress;

    /** @param limit at least 1; one address may take all of them */
    public SessionPermits(int limit) {
        this(limit, limit);
    }

    /**
     * @param limit at least 1
     * @param perAddress places that one address may take, at least 1
     */
    public SessionPermits(int limit, int perAddress) {
        if (limit < 1) {
            throw new IllegalArgumentException("A relay needs at least one session, not " + limit + ".");
        }
        places = new AtomicReferenceArray<>(limit);
        byAddress = new KeyedPlaces<>(perAddress);
    }

    /** A permit to be taken, counted for no address: it holds no place yet. */
    public Permit vacant() {
        return new Permit(null);
    }

    /** A permit to be taken by somebody from there: it holds no place yet. */
    public Permit vacant(AddressKey address) {
        return new Permit(address);
    }

    /** Places that one address may take. */
    public int perAddress() {
        return byAddress.perKey();
    }

    /** Addresses that have somebody here now. */
    int addresses() {
        return byAddress.size();
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
        private volatile @Nullable AddressKey countedFor;
        /** Whether places were free when this was to be taken, but none for its address. */
        private volatile boolean addressFull;

        private Permit(@Nullable AddressKey address) {
            countedFor = address;
        }

        /** Takes a place if one is free and its address may have one more; true if it holds one now. */
        public boolean take() {
            if (place != NONE) {
                return isHeld();
            }
            if (!count(countedFor)) {
                addressFull = taken.get() < limit();
            } else if (!search()) {
                discount(countedFor);
            }
            return isHeld();
        }

        private boolean search() {
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
         * Takes the place that another permit of the same relay holds, which then is over, and is counted where that one
         * was. Where that one gave its place back before, takes a free one.
         */
        public boolean takeOver(Permit other) {
            int at = other.place;
            if (place != NONE || at == NONE) {
                return take();
            }
            AddressKey counted = other.countedFor;
            if (places.compareAndSet(at, other, this)) {
                countedFor = counted;
                place = at;
                return true;
            }
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

        private boolean count(@Nullable AddressKey address) {
            return address == null || byAddress.take(address);
        }

        private void discount(@Nullable AddressKey address) {
            if (address != null) {
                byAddress.giveBack(address);
            }
        }

        /** Why it holds no place although it was to be taken, and the bound that keeps it out. */
        public Denial denial() {
            return addressFull
                    ? new Denial.Full(Refusal.ADDRESS_FULL, perAddress())
                    : new Denial.Full(Refusal.RELAY_FULL, limit());
        }

        /** Gives the place back; again, or without one, is a no-op. */
        public void release() {
            int at = place;
            if (at != NONE && places.compareAndSet(at, this, null)) {
                hint.set(at);
                taken.decrementAndGet();
                discount(countedFor);
            }
        }
    }
}
