package org.wzp.relay.transport.common;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
 * <p>Confined to the loop.
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

    private final int bound;
    private final int boundPerPrefix;
    private final int boundPerAddress;
    private final LongSupplier nanos;
    private final SequencedSet<Place> taken = new LinkedHashSet<>();
    private final Map<Prefix, Integer> byPrefix = new HashMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int failuresNow;
    private int failuresBefore;

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

    /** A place among those that are logging in. Confined to the loop. */
    public final class Place {
        private final InetAddress address;
        private final Prefix prefix;
        private final long since = nanos.getAsLong();
        private @Nullable Runnable makeRoom;
        private boolean heard;

        private Place(InetAddress address) {
            this.address = address;
            this.prefix = Prefix.of(address);
        }

        /** @param closing ends the connection, which gives its place back by that */
        public void onMakeRoom(Runnable closing) {
            makeRoom = closing;
        }

        /** The peer has sent a whole signal. */
        public void heard() {
            heard = true;
        }

        /** Gives the place back; again is a no-op. */
        public void leave() {
            if (taken.remove(this)) {
                giveBack(byPrefix, prefix);
                giveBack(byAddress, address);
            }
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
        this.boundPerPrefix = boundPerPrefix;
        this.nanos = nanos;
        // the neighbours of one hostile machine, in the same home or office, still get in
        this.boundPerAddress = boundPerPrefix - boundPerPrefix / LEFT_TO_NEIGHBOURS;
    }

    /**
     * True when a new connection from there should prove its address first: half of all places, of its prefix's or of its
     * address's are taken, or handshakes are failing in numbers. So packets with a forged sender can take no more than half
     * of any of these places, can put nobody out, and a flood of them costs little.
     */
    public boolean wantsValidation(InetAddress address) {
        return taken.size() * 2 >= bound
                || failuresNow >= SUSPICIOUS_FAILURES
                || failuresBefore >= SUSPICIOUS_FAILURES
                || byPrefix.getOrDefault(Prefix.of(address), 0) * 2 >= boundPerPrefix
                || byAddress.getOrDefault(address, 0) * 2 >= boundPerAddress;
    }

    /** A handshake has come to nothing. */
    public void failed() {
        failuresNow++;
    }

    /** Call once a second. */
    public void second() {
        failuresBefore = failuresNow;
        failuresNow = 0;
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
        for (Predicate<Place> sharing = fullFor(arriving); sharing != null; sharing = fullFor(arriving)) {
            Place leaving = whoMakesRoom(sharing);
            if (leaving == null) {
                return new Entry.Full();
            }
            left = leaving.address;
            if (leaving.makeRoom != null) {
                leaving.makeRoom.run();
            }
            leaving.leave();
        }
        taken.add(arriving);
        byPrefix.merge(arriving.prefix, 1, Integer::sum);
        byAddress.merge(address, 1, Integer::sum);
        return new Entry.Taken(arriving, left);
    }

    /** Whom the bound is about that leaves no place for this one; null when there is a place. */
    private @Nullable Predicate<Place> fullFor(Place arriving) {
        if (byAddress.getOrDefault(arriving.address, 0) >= boundPerAddress) {
            return place -> place.address.equals(arriving.address);
        }
        if (byPrefix.getOrDefault(arriving.prefix, 0) >= boundPerPrefix) {
            return place -> place.prefix.equals(arriving.prefix);
        }
        return taken.size() >= bound ? place -> true : null;
    }

    private @Nullable Place whoMakesRoom(Predicate<Place> sharing) {
        Place silent = oldestOfTheMost(sharing.and(Place::isSilent));
        return silent != null ? silent : oldestOfTheMost(sharing.and(Place::isSlow));
    }

    private @Nullable Place oldestOfTheMost(Predicate<Place> eligible) {
        Place chosen = null;
        int most = 0;
        for (Place place : taken) {
            int held = byAddress.getOrDefault(place.address, 0);
            if (held > most && eligible.test(place)) {
                chosen = place;
                most = held;
            }
        }
        return chosen;
    }

    private static <K> void giveBack(Map<K, Integer> places, K key) {
        places.computeIfPresent(key, (same, held) -> held <= 1 ? null : Integer.valueOf(held - 1));
    }

    int inFlight() {
        return taken.size();
    }
}
