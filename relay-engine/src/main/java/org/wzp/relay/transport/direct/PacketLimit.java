package org.wzp.relay.transport.direct;

/**
 * How large packets to one peer may be, found by trying (RFC 8899). quiche finds the size of a path once, by probes of its own,
 * and never doubts it again: after a link has become smaller, every full packet is lost for good. So it is told 1,452 bytes
 * and given only as much room for each packet as this class says.
 *
 * <p>Every path carries {@link #BASE_BYTES}, where it begins. When something larger wants to be sent, one packet may be, as a
 * probe: it carries what it would have carried anyway, because a probe of its own would be a datagram that the peer takes for
 * media. Once enough time has passed without quiche having lost that much, its size is the limit. A refusal by the kernel, or
 * several large packets lost while smaller ones arrive, lead back to the base at once; the next search begins
 * {@link #COOL_DOWN_NANOS} later, and after one that found nothing larger {@link #SEARCH_NANOS} later (both wire specification
 * 1.4). What fires on a timer is written in packets of the base size, so that something always gets through and tells which
 * others did not. Confined to the loop.
 */
final class PacketLimit {
    /** UDP payload that every path of QUIC carries (RFC 9000 section 14). */
    static final int BASE_BYTES = 1200;
    /** Largest UDP payload ever sent, that of a path of 1,500 bytes over IPv6 (wire specification 1.4). */
    static final int MOST_BYTES = 1452;

    static final long COOL_DOWN_NANOS = 30_000_000_000L;
    static final long SEARCH_NANOS = 300_000_000_000L;
    /** A new path is searched so long after the last change of address. */
    static final long NEW_PATH_NANOS = 3_000_000_000L;

    /** The whole path, 20 bytes for each of four layers of tunnels less, a link of 1,280 bytes over IPv4. */
    private static final int[] TRIED = {MOST_BYTES, 1372, 1252};

    private static final long VERDICT_NANOS = 250_000_000L;
    private static final int VERDICT_ROUND_TRIPS = 6;
    private static final int LOST_TO_FALL = 3;
    /** Large packets after which the account of the lost ones begins anew, unless half were lost. */
    private static final int SENT_TO_FORGET = 8;

    private int limit = BASE_BYTES;
    private long searchAt;
    private int next;
    private int probe;
    private long probeNanos;
    private long lostBytesAtProbe;
    private int largeSent;
    private long largeBytes;
    private long lost;
    private long lostBytes;
    private long lostAtStart;
    private long lostBytesAtStart;
    private long lookAt;

    PacketLimit(long now) {
        searchAt = now;
    }

    /** UDP payload that the next packet may have, bytes. */
    int bytes(long now) {
        return probe == 0 && limit < MOST_BYTES && now - searchAt >= 0 ? Math.max(limit, TRIED[next]) : limit;
    }

    /** What is known to arrive, bytes. */
    int known() {
        return limit;
    }

    /** A packet was written. */
    void sent(int bytes, long now) {
        if (bytes <= BASE_BYTES) {
            return;
        }
        largeSent++;
        largeBytes += bytes;
        if (bytes > limit && probe == 0) {
            probe = bytes;
            probeNanos = now;
            lostBytesAtProbe = lostBytes;
        }
    }

    /** Whether {@link #look} would find out something; true at most four times a second. */
    boolean wantsLook(long now) {
        if ((largeSent == 0 && probe == 0) || now - lookAt < 0) {
            return false;
        }
        lookAt = now + VERDICT_NANOS;
        return true;
    }

    /**
     * Judges by what quiche has lost; true when the limit is another now.
     *
     * @param lostNow packets lost so far
     * @param lostBytesNow their bytes
     * @param heardNanos when the peer was heard last
     */
    boolean look(long now, long lostNow, long lostBytesNow, long rttNanos, long heardNanos) {
        lost = lostNow;
        lostBytes = lostBytesNow;
        boolean changed = false;
        if (probe != 0
                && now - probeNanos >= Math.max(VERDICT_NANOS, VERDICT_ROUND_TRIPS * rttNanos)
                && heardNanos - probeNanos > 0) {
            if (lostBytes - lostBytesAtProbe >= probe) {
                probeFailed(now);
            } else {
                limit = probe;
                probe = 0;
                changed = true;
                if (TRIED[next] <= limit) {
                    searchFrom(now + SEARCH_NANOS);
                }
            }
            forgetLosses();
            return changed;
        }
        long bytes = lostBytes - lostBytesAtStart;
        boolean half = 2 * bytes >= largeBytes;
        if (limit > BASE_BYTES
                && lost - lostAtStart >= LOST_TO_FALL
                && bytes > (long) LOST_TO_FALL * BASE_BYTES
                && half) {
            fall(now);
            return true;
        }
        if ((largeSent >= SENT_TO_FORGET && !half) || largeSent == 0) {
            forgetLosses();
        }
        return false;
    }

    /** The kernel refused a packet of so many bytes; true when the limit is another now. */
    boolean refused(int bytes, long now) {
        if (bytes <= BASE_BYTES) {
            return false;
        }
        if (bytes > limit) {
            if (probe != 0) {
                probeFailed(now);
            }
            return false;
        }
        fall(now);
        return true;
    }

    /** The peer is elsewhere now: what was known of the way there is worth nothing. */
    void newPath(long now) {
        limit = BASE_BYTES;
        searchFrom(now + NEW_PATH_NANOS);
    }

    private void fall(long now) {
        limit = BASE_BYTES;
        searchFrom(now + COOL_DOWN_NANOS);
    }

    private void searchFrom(long nanos) {
        searchAt = nanos;
        next = 0;
        probe = 0;
        forgetLosses();
    }

    private void probeFailed(long now) {
        int failed = probe;
        probe = 0;
        while (next < TRIED.length && TRIED[next] >= failed) {
            next++;
        }
        if (next == TRIED.length || TRIED[next] <= limit) {
            next = 0;
            searchAt = now + SEARCH_NANOS;
        }
    }

    private void forgetLosses() {
        largeSent = 0;
        largeBytes = 0;
        lostAtStart = lost;
        lostBytesAtStart = lostBytes;
    }
}
