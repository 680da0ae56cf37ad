package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.common.DatagramOutbox;
import org.wzp.relay.transport.quiche.QuicheCalls;
import org.wzp.relay.transport.quiche.QuicheLibrary;

/**
 * Datagrams on their way to one peer: straight into quiche's own small queue while it takes them, else into the bounded
 * outbox. Confined to the loop.
 */
final class DirectDatagrams {
    /** Room for a datagram in a packet of {@link PacketLimit#BASE_BYTES}, whatever the length of the peer's connection id. */
    private static final int SURELY_FITS_BYTES = PacketLimit.BASE_BYTES - 44;

    /** How often a path that takes nothing is tried, beside when its peer is heard and when timers are due. */
    private static final long BLOCKED_NANOS = 5_000_000L;

    /** How long QUIC's queue is searched for what is too large, once packets have become smaller. */
    static final long DISCARD_NANOS = 3_000_000_000L;

    private final DirectLoop loop;
    private final long quiche;
    private final OutboxCounters counters;
    private final DirectPath path;
    private final DatagramOutbox outbox;
    private final long maxAgeNanos;
    /** quiche's queue is full and the path takes nothing more until the peer is heard again. */
    private boolean blocked;
    /** The longest that quiche's queue may hold of those that need more than the smallest packet, bytes; 0 for none. */
    private int largest;
    /** quiche's queue has been full, and nothing was put into it, since {@link #fullSinceNanos}. */
    private boolean full;

    private long fullSinceNanos;
    private long triedNanos;
    /** Longest datagram handed over since the last flush, bytes: what a packet must have room for to be called not full. */
    private int longest;

    DirectDatagrams(DirectLoop loop, long quiche, OutboxCounters counters, DirectPath path) {
        this.loop = loop;
        this.quiche = quiche;
        this.counters = counters;
        this.path = path;
        this.maxAgeNanos = loop.settings().limits().mediaMaxAge().toNanos();
        this.outbox = new DatagramOutbox(loop.settings().limits().mediaOutbox(), maxAgeNanos, counters);
    }

    /** Hands a datagram over or keeps it; false when quiche's queue is full and a flush might make room. */
    boolean send(ByteBuf datagram) {
        if (blocked || !outbox.isEmpty()) {
            outbox.offer(datagram, loop.nanos());
            return true;
        }
        return handOver(datagram);
    }

    /** After a flush: hands it over if there is room now, else keeps it until the peer is heard again. */
    void sendOrKeep(ByteBuf datagram) {
        if (blocked || !outbox.isEmpty() || !handOver(datagram)) {
            blocked = true;
            outbox.offer(datagram, loop.nanos());
        }
    }

    private boolean handOver(ByteBuf datagram) {
        int bytes = datagram.readableBytes();
        if (bytes > path.datagramBytes()) {
            counters.dropped(DropCause.TOO_LARGE);
            return true;
        }
        if (bytes > SURELY_FITS_BYTES) {
            largest = Math.max(largest, bytes);
        }
        int result = QuicheCalls.sendDatagram(quiche, loop.memory().addressOf(datagram), bytes);
        if (result == QuicheLibrary.DONE) {
            if (!full) {
                full = true;
                fullSinceNanos = loop.nanos();
            }
            return false;
        }
        full = false;
        if (result >= 0) {
            counters.sent(bytes);
            longest = Math.max(longest, bytes);
        } else {
            counters.dropped(DropCause.TOO_LARGE);
        }
        return true;
    }

    /** Moves what waits into quiche's queue as far as it goes; true if anything moved. */
    boolean refill() {
        boolean moved = false;
        while (!blocked) {
            ByteBuf next = outbox.peek(loop.nanos());
            if (next == null) {
                break;
            }
            if (!handOver(next)) {
                blocked = true;
                break;
            }
            outbox.removeFirst();
            moved = true;
        }
        return moved;
    }

    /** Before packets are written: refills, and tells how long the longest datagram among them is. */
    int beginFlush(boolean established) {
        if (established) {
            var _ = refill();
        }
        int mark = longest;
        longest = 0;
        return mark;
    }

    /** The peer was heard: it may have acknowledged something. */
    void unblock() {
        blocked = false;
    }

    /** Whether a flush may send something; while the path takes nothing, now and then only. */
    boolean isWorthFlush() {
        long now = loop.nanos();
        if (blocked && now - triedNanos < BLOCKED_NANOS) {
            return false;
        }
        triedNanos = now;
        return true;
    }

    boolean hasWaiting() {
        return !outbox.isEmpty();
    }

    /** Whether quiche's queue may hold a datagram that the smallest packet has no room for. */
    boolean mayHoldLarge() {
        return largest > 0;
    }

    /** Bytes of the longest of these. */
    int largest() {
        return largest;
    }

    /** Whether the path takes nothing until the peer is heard or a timer is due. */
    boolean isBlocked() {
        return blocked;
    }

    /** Whether all that quiche's queue holds has waited too long. */
    boolean holdsStale(long now) {
        return full && maxAgeNanos > 0 && now - fullSinceNanos > maxAgeNanos;
    }

    /** What quiche's queue held was taken out of it, because it had waited too long. */
    void staleTaken() {
        full = false;
        blocked = false;
        for (int i = 0; i < DirectEndpoint.NATIVE_SEND_QUEUE; i++) {
            counters.dropped(DropCause.STALE);
        }
    }

    /** Those were taken out of quiche's queue, because they do not fit into a packet any more. */
    void discarded(int datagrams) {
        // where nothing is left in the queue, nothing is on the way that the peer could answer
        blocked &= datagrams == 0;
        for (int i = 0; i < datagrams; i++) {
            counters.dropped(DropCause.TOO_LARGE);
        }
    }

    void close() {
        outbox.close();
    }
}
