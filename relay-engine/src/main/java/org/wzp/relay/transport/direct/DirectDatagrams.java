package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.transport.DropCause;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.parts.DatagramOutbox;
import org.wzp.relay.transport.quiche.QuicheCalls;
import org.wzp.relay.transport.quiche.QuicheLibrary;

/**
 * Datagrams on their way to one peer: straight into quiche's own small queue while it takes them, else into the bounded
 * outbox. Confined to the loop.
 */
final class DirectDatagrams {
    private final DirectLoop loop;
    private final long quiche;
    private final OutboxCounters counters;
    private final DatagramOutbox outbox;
    /** quiche's queue is full and the path takes nothing more until the peer is heard again. */
    private boolean blocked;
    /** Longest datagram handed over since the last flush, bytes: what a packet must have room for to be called not full. */
    private int longest;

    DirectDatagrams(DirectLoop loop, long quiche, OutboxCounters counters) {
        this.loop = loop;
        this.quiche = quiche;
        this.counters = counters;
        this.outbox = new DatagramOutbox(loop.limits().mediaOutbox(), counters);
    }

    /** Hands a datagram over or keeps it; false when quiche's queue is full and a flush might make room. */
    boolean send(ByteBuf datagram) {
        if (blocked || !outbox.isEmpty()) {
            outbox.offer(datagram);
            return true;
        }
        return handOver(datagram);
    }

    /** After a flush: hands it over if there is room now, else keeps it until the peer is heard again. */
    void sendOrKeep(ByteBuf datagram) {
        if (blocked || !outbox.isEmpty() || !handOver(datagram)) {
            blocked = true;
            outbox.offer(datagram);
        }
    }

    private boolean handOver(ByteBuf datagram) {
        int bytes = datagram.readableBytes();
        int result = QuicheCalls.sendDatagram(quiche, loop.memory().addressOf(datagram), bytes);
        if (result == QuicheLibrary.DONE) {
            return false;
        }
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
            ByteBuf next = outbox.peek();
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
            boolean ignored = refill();
        }
        int mark = longest;
        longest = 0;
        return mark;
    }

    /** The peer was heard: it may have acknowledged something. */
    void unblock() {
        blocked = false;
    }

    boolean hasWaiting() {
        return !outbox.isEmpty();
    }

    void close() {
        outbox.close();
    }
}
