package org.wzp.relay.transport.common;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.rates.KeyedPlaces;

/**
 * How many connections may be logging in at one time, over all addresses and from one prefix (IPv4 /24, IPv6 /56), of
 * which a single address can take three quarters. A place is held from a connection's first packet until it has logged in
 * or is gone.
 *
 * <p>Connecting costs a stranger next to nothing, and a client of the first edition may be silent for half a minute before
 * its first signal. So when a bound is reached, a silent connection makes room for the new one: of those the bound is
 * about, one from the address that holds most places, and of its the oldest. Whoever connects in numbers so only takes
 * places from itself; who has begun to log in, which takes a moment, keeps its place. Refusing the new one instead
 * would let whoever came first keep everybody else out.
 *
 * <p>Any loop: bounds hold over all of them together, and nothing is locked but the cells of a map for a few instructions.
 */
public final class HandshakeLimits {
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 7;

    /** Failed handshakes in this second or the last after which everyone new proves its address first. */
    private static final int SUSPICIOUS_FAILURES = 64;

    /** One part in so many of a prefix's places is out of reach for any one of its addresses. */
    private static final int LEFT_TO_NEIGHBOURS = 4;

    /** Who has said something and still isn't in after so long makes room as well, if nobody is silent. */
    private static final long LOGIN_NANOS = 2_000_000_000L;

    /** Bounds that may be reached for one arrival, with one to spare for each in case another loop is as quick. */
    private static final int MOST_TO_MAKE_ROOM = 6;

    private final int bound;
    private final LongSupplier nanos;
    /** Who holds a place, in the order of arrival. */
    private final ConcurrentNavigableMap<Long, Place> taken = new ConcurrentSkipListMap<>();

    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicInteger all = new AtomicInteger();
    private final KeyedPlaces<Prefix> byPrefix;
    private final KeyedPlaces<InetAddress> byAddress;
    private final AtomicInteger failuresNow = new AtomicInteger();
    private volatile int failuresBefore;

    private record Prefix(long bits, int bytes) {
        static Prefix of(InetAddress address) {
            byte[] ip = address.getAddress();
            int bytes = ip.length == 4 ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
            long bits = 0;
            for (byte b : Arrays.copyOf(ip, bytes)) {
                bits = bits << 8 | (b & 0xff);
            }
            return new Prefix(bits, bytes);
        }
    }

    /** A place among those that are logging in. Any thread. */
    public final class Place {
        private final long number = arrivals.incrementAndGet();
        private final InetAddress address;
        private final Prefix prefix;
        private final long since = nanos.getAsLong();
        private final AtomicBoolean held = new AtomicBoolean();
        private volatile @Nullable Runnable makeRoom;
        private volatile boolean heard;

        private Place(InetAddress address) {
            this.address = address;
            this.prefix = Prefix.of(address);
        }

        /** @param closing ends the connection, which gives its place back by that; called on the loop of whoever arrives */
        public void onMakeRoom(Runnable closing) {
            makeRoom = closing;
        }

        /** The peer has sent a whole signal. */
        public void heard() {
            heard = true;
        }

        /** Gives the place back; again is a no-op. */
        public void leave() {
            if (held.compareAndSet(true, false)) {
                taken.remove(number);
                all.decrementAndGet();
                byPrefix.giveBack(prefix);
                byAddress.giveBack(address);
            }
        }

        /** Null when it has got one, else whom the bound is about that leaves it none. */
        private @Nullable Predicate<Place> take() {
            if (!byAddress.take(address)) {
                return place -> place.address.equals(address);
            }
            if (!byPrefix.take(prefix)) {
                byAddress.giveBack(address);
                return place -> place.prefix.equals(prefix);
            }
            if (all.incrementAndGet() > bound) {
                all.decrementAndGet();
                byPrefix.giveBack(prefix);
                byAddress.giveBack(address);
                return place -> true;
            }
            held.set(true);
            taken.put(number, this);
            return null;
        }

        private boolean isSilent() {
            return !heard && makeRoom != null;
        }

        private boolean isSlow() {
            return makeRoom != null && nanos.getAsLong() - since > LOGIN_NANOS;
        }
    }

    /**
     * Positive bounds on handshakes in flight: over all addresses, and from one prefix.
     *
     * @param nanos monotonic clock, ns
     */
    public HandshakeLimits(int bound, int boundPerPrefix, LongSupplier nanos) {
        this.bound = bound;
        this.nanos = nanos;
        this.byPrefix = new KeyedPlaces<>(boundPerPrefix);
        // the neighbours of one hostile machine, in the same home or office, still get in
        this.byAddress = new KeyedPlaces<>(boundPerPrefix - boundPerPrefix / LEFT_TO_NEIGHBOURS);
    }

    /**
     * True when a new connection from there should prove its address first: half of all places, of its prefix's or of its
     * address's are taken, or handshakes are failing in numbers. So packets with a forged sender can take no more than half
     * of any of these places, can put nobody out, and a flood of them costs little.
     */
    public boolean wantsValidation(InetAddress address) {
        return all.get() * 2 >= bound
                || failuresNow.get() >= SUSPICIOUS_FAILURES
                || failuresBefore >= SUSPICIOUS_FAILURES
                || isHalfTaken(byPrefix, Prefix.of(address))
                || isHalfTaken(byAddress, address);
    }

    private static <K> boolean isHalfTaken(KeyedPlaces<K> places, K key) {
        return places.held(key) * 2 >= places.perKey();
    }

    /** A handshake has come to nothing. */
    public void failed() {
        failuresNow.incrementAndGet();
    }

    /** Call once a second, on one thread. */
    public void second() {
        failuresBefore = failuresNow.getAndSet(0);
    }

    /** What became of a new connection. */
    public sealed interface Entry {
        /** @param madeRoom the address of the connection that was closed for it, null if none had to be */
        record Taken(Place place, @Nullable InetAddress madeRoom) implements Entry {}

        /** All places are taken by those who are logging in just now. */
        record Full() implements Entry {}
    }

    /** Takes a place, for which somebody else may have to make room. */
    public Entry enter(InetAddress address) {
        Place arriving = new Place(address);
        InetAddress left = null;
        for (int made = 0; made <= MOST_TO_MAKE_ROOM; made++) {
            Predicate<Place> sharing = arriving.take();
            if (sharing == null) {
                return new Entry.Taken(arriving, left);
            }
            Place leaving = whoMakesRoom(sharing);
            if (leaving == null) {
                break;
            }
            left = leaving.address;
            Runnable makeRoom = leaving.makeRoom;
            if (makeRoom != null) {
                makeRoom.run();
            }
            leaving.leave();
        }
        return new Entry.Full();
    }

    private @Nullable Place whoMakesRoom(Predicate<Place> sharing) {
        Place silent = oldestOfTheMost(sharing.and(Place::isSilent));
        return silent != null ? silent : oldestOfTheMost(sharing.and(Place::isSlow));
    }

    private @Nullable Place oldestOfTheMost(Predicate<Place> eligible) {
        Place chosen = null;
        int most = 0;
        for (Place place : taken.values()) {
            int held = byAddress.held(place.address);
            if (held > most && eligible.test(place)) {
                chosen = place;
                most = held;
            }
        }
        return chosen;
    }

    int inFlight() {
        return all.get();
    }
}
