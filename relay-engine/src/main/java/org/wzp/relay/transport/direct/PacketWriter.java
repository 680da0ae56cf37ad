package org.wzp.relay.transport.direct;

import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.quiche.QuicheCalls;

/**
 * Writes what quiche has for one peer into the loop's send batch, and knows when it need not ask quiche again.
 *
 * <p>Asking once more only to hear "nothing" costs a good part of a packet, so a packet with room to spare normally ends a
 * flush: it held all datagrams and acknowledgements there were. Streams are different, since quiche never puts two of them
 * into one packet: fifty short signals are fifty short packets. While streams may be waiting, quiche is asked until it has
 * nothing. That is so for {@link #SETTLE_NANOS} after a stream was written or found waiting, and once a second in case a
 * congestion window kept some back for longer. Confined to the loop.
 */
final class PacketWriter {
    /** A packet that leaves at least this much of the smallest path unused held all there was to send beside streams. */
    private static final int SURELY_NOT_FULL_BYTES = 1100;
    /** Longer than the round trip and the loss detection of nearly every path. */
    private static final long SETTLE_NANOS = 1_000_000_000L;

    private final DirectLoop loop;
    private final long quiche;
    private final DirectDatagrams datagrams;
    private final DirectPath path;
    private long thoroughUntilNanos;

    PacketWriter(DirectLoop loop, long quiche, DirectDatagrams datagrams, DirectPath path) {
        this.loop = loop;
        this.quiche = quiche;
        this.datagrams = datagrams;
        this.path = path;
        this.thoroughUntilNanos = loop.nanos();
    }

    /** Something was written to a stream. */
    void streamWritten() {
        thoroughUntilNanos = loop.nanos() + SETTLE_NANOS;
    }

    /** Lost streams may want to be sent again, or an opened window lets waiting ones out: look once. */
    void lookForStreams() {
        thoroughUntilNanos = Math.max(thoroughUntilNanos, loop.nanos() + LoopTimers.TICK_NANOS);
    }

    /**
     * Writes everything; true if anything was.
     *
     * @param thorough ask quiche until it has nothing, as before the handshake is complete
     */
    boolean write(long now, int longestDatagram, boolean thorough) {
        return write(now, longestDatagram, thorough, PacketBatch.BUFFER_BYTES);
    }

    /** Like {@link #write}, in packets that every path carries: what a timer sends must not be lost for its size. */
    boolean writeSmall(long now, int longestDatagram, boolean thorough) {
        return write(now, longestDatagram, thorough, PacketLimit.BASE_BYTES);
    }

    private boolean write(long now, int longestDatagram, boolean thorough, int most) {
        boolean toTheEnd = thorough || now - thoroughUntilNanos < 0;
        boolean notFull = false;
        boolean any = false;
        PacketSender sender = loop.sender();
        while (true) {
            int slot = sender.slot();
            int bytes = QuicheCalls.send(
                    quiche, sender.buffer(slot), Math.min(most, path.packetBytes()), sender.info(slot));
            if (bytes <= 0) {
                return any;
            }
            path.readdress(sender.destination(slot));
            sender.commit(slot, bytes, path);
            path.sent(bytes, now);
            any = true;
            if (notFull && toTheEnd) {
                streamWritten();
            }
            notFull = bytes + longestDatagram < SURELY_NOT_FULL_BYTES;
            if (notFull && !toTheEnd && !datagrams.hasWaiting()) {
                return true;
            }
        }
    }

    /**
     * Takes everything out of quiche's queue, because it has waited too long; what else was in those packets is lost as on the
     * way. False when the path takes nothing yet.
     */
    boolean discardStale() {
        boolean any = false;
        PacketSender sender = loop.sender();
        int slot = sender.slot();
        while (QuicheCalls.send(quiche, sender.buffer(slot), path.packetBytes(), sender.info(slot)) > 0) {
            any = true;
        }
        return any;
    }

    /**
     * Takes out of quiche's queue what has become too large for the path since it was put there: it would block the queue for
     * ever. quiche writes it into a packet that nobody sends, and alone, if it is the longest.
     *
     * @param longest packet that such a one needs, bytes
     * @return packets that were too large
     */
    int discardTooLarge(long now, int longest) {
        int discarded = 0;
        PacketSender sender = loop.sender();
        while (true) {
            int slot = sender.slot();
            int bytes = QuicheCalls.send(
                    quiche, sender.buffer(slot), Math.min(longest, PacketBatch.BUFFER_BYTES), sender.info(slot));
            if (bytes <= 0) {
                return discarded;
            }
            if (bytes > path.knownPacketBytes()) {
                discarded++;
            } else {
                path.readdress(sender.destination(slot));
                sender.commit(slot, bytes, path);
                path.sent(bytes, now);
            }
        }
    }
}
