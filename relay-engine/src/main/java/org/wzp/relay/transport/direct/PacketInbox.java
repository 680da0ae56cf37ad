package org.wzp.relay.transport.direct;

import java.lang.foreign.Arena;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.transport.linux.PacketBatch;

/**
 * Packets for a loop that another loop has read: the first ones of a connection that shall live here, and, on a kernel that can't
 * tell the loops' packets apart, any. Any thread offers, the loop takes. Bounded over all loops; QUIC sends again what
 * finds no place.
 */
final class PacketInbox {
    private static final int BOUND = 1024;
    private static final int SLOTS = 64;

    private final Queue<PacketBatch.Packet> waiting = new ConcurrentLinkedQueue<>();
    private final QueueGauge gauge;
    private final PacketBatch packets;

    /**
     * @param local the socket's own address, which outlives this
     * @param withControl whether the kernel tells which address a packet was sent to
     */
    PacketInbox(LockLedger ledger, Arena arena, long local, int localLength, boolean withControl) {
        this.gauge = ledger.queue("packets for another loop", BOUND);
        this.packets = PacketBatch.forReceiving(arena, SLOTS, local, localLength, withControl);
    }

    /** False when too many wait. */
    boolean offer(PacketBatch.Packet packet) {
        return gauge.offer() && waiting.add(packet);
    }

    /** Where the packets of {@link #take} are. */
    PacketBatch packets() {
        return packets;
    }

    /** Fills slots from the first on; returns how many. */
    int take() {
        int taken = 0;
        while (taken < SLOTS) {
            PacketBatch.Packet next = waiting.poll();
            if (next == null) {
                break;
            }
            gauge.taken();
            packets.put(taken++, next);
        }
        return taken;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
