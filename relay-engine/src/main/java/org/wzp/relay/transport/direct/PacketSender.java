package org.wzp.relay.transport.direct;

import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.CalledAddresses;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.quiche.QuicheLibrary;

/** The packets a loop has written and not yet handed to the kernel. Confined to the loop. */
final class PacketSender {
    private static final int SLOTS = 64;
    /** Packets written before the kernel gets them, so that the first receivers don't wait for the last. */
    private static final int CHUNK = 32;

    private static final long WAIT_NANOS = 2_000_000L;

    private final PacketBatch batch;
    private final LinuxSocket socket;
    private final CalledAddresses called;
    private final int controlBytes;
    /** Whose packet is in a slot; null for one that belongs to no connection. */
    private final @Nullable DirectPath[] paths = new DirectPath[SLOTS];

    private int filled;

    PacketSender(Arena arena, LinuxSocket socket) {
        this.batch = PacketBatch.forSending(arena, SLOTS);
        this.socket = socket;
        this.called = new CalledAddresses(arena, socket);
        this.controlBytes = called.controlBytes();
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

    /** The socket address that the packet in this slot goes to. */
    long destination(int slot) {
        return batch.info(slot) + QuicheLibrary.SEND_INFO_TO;
    }

    /** @param path the way of the connection whose packet it is */
    void commit(int slot, int bytes, DirectPath path) {
        batch.ready(slot, bytes);
        batch.from(slot, path.answersFrom(), controlBytes);
        paths[slot] = path;
        filled++;
    }

    /** Which of our addresses a received packet was sent to. */
    long calledAddress(PacketBatch received, int receivedSlot) {
        return called.of(received, receivedSlot);
    }

    CalledAddresses calledAddresses() {
        return called;
    }

    /** Like {@link #commit}, from where a received packet was sent to, to where it came from. */
    void commitReply(int slot, int bytes, PacketBatch received, int receivedSlot) {
        batch.readyTo(slot, bytes, received, receivedSlot);
        batch.from(slot, calledAddress(received, receivedSlot), controlBytes);
        paths[slot] = null;
        filled++;
    }

    /** Answers a received packet with these bytes. */
    void reply(byte[] packet, PacketBatch received, int receivedSlot) {
        int free = slot();
        NativeMemory.put(buffer(free), packet);
        commitReply(free, packet.length, received, receivedSlot);
    }

    void transmitIfMany() {
        if (filled >= CHUNK) {
            transmit();
        }
    }

    /**
     * Hands everything to the kernel. When its buffer is full it gets a moment; then the packet counts as lost on the way,
     * which QUIC knows how to deal with. A packet it refuses (no route, too large) is skipped likewise, and the connection
     * learns of one that was too large.
     */
    void transmit() {
        int from = 0;
        while (from < filled) {
            int sent = socket.send(batch.message(from), filled - from);
            if (sent == -LinuxSocket.EAGAIN) {
                socket.awaitWritable(WAIT_NANOS);
                sent = socket.send(batch.message(from), filled - from);
            }
            if (sent == -LinuxSocket.EMSGSIZE) {
                refused(from);
            }
            from += Math.max(sent, 1);
        }
        filled = 0;
    }

    private void refused(int slot) {
        DirectPath path = paths[slot];
        if (path != null) {
            path.refused(batch.readyBytes(slot));
        }
    }
}
