package org.wzp.relay.session;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.wzp.relay.api.RelayConfig;

/**
 * Everybody who is connected and not yet in a room, with the two limits that keep them few (relay behaviour D-20, D-21).
 * Any thread. Time limits cost one sweep a second over this map instead of a timer each.
 */
final class Logins {
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 7;

    private final RelayConfig.Limits limits;
    /** Each login with the prefix it was counted under: the client may move while it logs in. */
    private final ConcurrentHashMap<Login, String> open = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, Integer> byPrefix = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Logins(RelayConfig.Limits limits) {
        this.limits = limits;
    }

    /** False when too many are logging in, over all or from this one's address prefix. */
    boolean enter(Login login, InetAddress address) {
        if (count.incrementAndGet() > limits.handshakesInFlight()) {
            count.decrementAndGet();
            return false;
        }
        String prefix = prefix(address);
        if (byPrefix.merge(prefix, 1, Integer::sum) > limits.handshakesPerPrefix()) {
            forget(prefix);
            return false;
        }
        open.put(login, prefix);
        return true;
    }

    /** Takes it out once; again is a no-op. */
    void leave(Login login) {
        String prefix = open.remove(login);
        if (prefix != null) {
            forget(prefix);
        }
    }

    /** Tells every login the time; the late ones end. */
    void sweep(long nowNanos) {
        for (Login login : open.keySet()) {
            login.checkDeadline(nowNanos);
        }
    }

    int size() {
        return count.get();
    }

    private void forget(String prefix) {
        byPrefix.computeIfPresent(prefix, (key, n) -> n == 1 ? null : n - 1);
        count.decrementAndGet();
    }

    /** The /24 or /56 that shares a limit: about what one household has, so that one can't take it all. */
    private static String prefix(InetAddress address) {
        int keep = address instanceof Inet4Address ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), keep));
    }
}
