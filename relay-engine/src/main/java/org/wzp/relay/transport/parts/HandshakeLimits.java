package org.wzp.relay.transport.parts;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections may be logging in at one time, over all addresses and from one prefix (IPv4 /24, IPv6 /56), of
 * which a single address can take three quarters. A place is held from a connection's first packet until it has logged in
 * or is gone. Any thread.
 */
public final class HandshakeLimits {
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 7;

    /** Failed handshakes in this second or the last after which every newcomer proves its address first. */
    private static final int SUSPICIOUS_FAILURES = 64;

    /** One part in so many of a prefix's places is out of reach for any one of its addresses. */
    private static final int LEFT_TO_NEIGHBOURS = 4;

    private final int bound;
    private final int boundPerPrefix;
    private final int boundPerAddress;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failuresNow = new AtomicInteger();
    private volatile int failuresBefore;
    private final Map<Prefix, Integer> byPrefix = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    private record Prefix(long bits, int bytes) {
        static Prefix of(InetAddress address) {
            byte[] ip = address.getAddress();
            int bytes = ip.length == 4 ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
            long bits = 0;
            for (byte b : Arrays.copyOf(ip, bytes)) {
                bits = bits << 8 | b & 0xff;
            }
            return new Prefix(bits, bytes);
        }
    }

    /** Positive bounds on handshakes in flight: over all addresses, and from one prefix. */
    public HandshakeLimits(int bound, int boundPerPrefix) {
        this.bound = bound;
        this.boundPerPrefix = boundPerPrefix;
        // the neighbours of one hostile machine, in the same home or office, still get in
        this.boundPerAddress = boundPerPrefix - boundPerPrefix / LEFT_TO_NEIGHBOURS;
    }

    /**
     * True when a newcomer from there should prove its address first: half of all places, of its prefix's or of its
     * address's are taken, or handshakes are failing in numbers. So packets with a forged sender can take no more than half
     * of any of these places, and a flood of them costs little.
     */
    public boolean wantsValidation(InetAddress address) {
        return inFlight.get() * 2 >= bound
                || failuresNow.get() >= SUSPICIOUS_FAILURES
                || failuresBefore >= SUSPICIOUS_FAILURES
                || byPrefix.getOrDefault(Prefix.of(address), 0) * 2 >= boundPerPrefix
                || byAddress.getOrDefault(address, 0) * 2 >= boundPerAddress;
    }

    /** A handshake has come to nothing. */
    public void failed() {
        failuresNow.incrementAndGet();
    }

    /** Call once a second, on one thread. */
    public void second() {
        failuresBefore = failuresNow.getAndSet(0);
    }

    /** Takes a place; false when there is none. */
    public boolean tryEnter(InetAddress address) {
        if (inFlight.incrementAndGet() > bound) {
            inFlight.decrementAndGet();
            return false;
        }
        if (!take(byAddress, address, boundPerAddress)) {
            inFlight.decrementAndGet();
            return false;
        }
        if (!take(byPrefix, Prefix.of(address), boundPerPrefix)) {
            giveBack(byAddress, address);
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a place back; exactly once for each that was taken. */
    public void leave(InetAddress address) {
        giveBack(byPrefix, Prefix.of(address));
        giveBack(byAddress, address);
        inFlight.decrementAndGet();
    }

    private static <K> boolean take(Map<K, Integer> places, K key, int bound) {
        boolean[] taken = new boolean[1];
        places.compute(key, (same, held) -> {
            int now = held == null ? 0 : held;
            taken[0] = now < bound;
            return taken[0] ? Integer.valueOf(now + 1) : held;
        });
        return taken[0];
    }

    private static <K> void giveBack(Map<K, Integer> places, K key) {
        places.computeIfPresent(key, (same, held) -> held <= 1 ? null : Integer.valueOf(held - 1));
    }

    int inFlight() {
        return inFlight.get();
    }
}
