package org.wzp.relay.transport;

import java.lang.foreign.Arena;

/** The packets a loop has written and not yet handed to the kernel. Confined to the loop. */
final class PacketSender {
    private static final int SLOTS = 64;
    /** Packets written before the kernel gets them, so that the first receivers don't wait for the last. */
    private static final int CHUNK = 32;

    private static final long WAIT_NANOS = 2_000_000L;

    private final PacketBatch batch;
    private final LinuxSocket socket;
    private int filled;

    PacketSender(Arena arena, LinuxSocket socket) {
        this.batch = PacketBatch.forSending(arena, SLOTS);
        this.socket = socket;
    }

    /** A free slot to write the next packet into; hands the filled ones to the kernel first if there is none. */
    int slot() {
        if (filled == SLOTS) {
            transmit();
        }
        return filled;
    }

    /** Where to write the packet, {@link PacketBatch#BUFFER_BYTES} long. */
    long buffer(int slot) {
        return batch.buffer(slot);
    }

    /** Where quiche writes the destination. */
    long info(int slot) {
        return batch.info(slot);
    }

    void commit(int slot, int bytes) {
        batch.ready(slot, bytes);
        filled++;
    }

    /** Like {@link #commit}, to where a received packet came from. */
    void commitReply(int slot, int bytes, PacketBatch received, int receivedSlot) {
        batch.readyTo(slot, bytes, received, receivedSlot);
        filled++;
    }

    void transmitIfMany() {
        if (filled >= CHUNK) {
            transmit();
        }
    }

    /**
     * Hands everything to the kernel. When its buffer is full it gets a moment; then the packet counts as lost on the way,
     * which QUIC knows how to deal with. A packet it refuses (no route, too large) is skipped likewise.
     */
    void transmit() {
        int from = 0;
        while (from < filled) {
            int sent = socket.send(batch.message(from), filled - from);
            if (sent == -LinuxSocket.EAGAIN) {
                socket.awaitWritable(WAIT_NANOS);
                sent = socket.send(batch.message(from), filled - from);
            }
            from += Math.max(sent, 1);
        }
        filled = 0;
    }
}
