package org.wzp.relay.transport.direct;

import java.lang.foreign.Arena;
import org.wzp.relay.transport.linux.PacketBatch;

/**
 * First packets of new connections, until their loop has time for them. A handshake costs the loop about 0.6 ms, as much as a
 * hundred media packets, since it signs; so the packets of a read batch that belong to somebody go first, and then {@link
 * #PER_TURN} handshakes may begin before the loop reads again. A crowd that comes at once, honest or not, so waits a little
 * instead of making everybody's voice late. Bounded; who finds no place comes again by itself. Confined to the loop.
 */
final class PendingHandshakes {
    /** Handshakes begun between two reads. */
    static final int PER_TURN = 2;

    private static final int PLACES = 128;

    private final PacketBatch packets;
    private int first;
    private int count;

    /**
     * @param local the socket's own address, which outlives this
     * @param withControl whether the kernel tells which address a packet was sent to
     */
    PendingHandshakes(Arena arena, long local, int localLength, boolean withControl) {
        this.packets = PacketBatch.forReceiving(arena, PLACES, local, localLength, withControl);
    }

    /** Where they wait; a packet that is dispatched from here need not wait again. */
    PacketBatch packets() {
        return packets;
    }

    /** Copies a received packet; false when there is no place. */
    boolean keep(PacketBatch received, int slot, int bytes) {
        if (count == PLACES) {
            return false;
        }
        packets.copy((first + count) % PLACES, received, slot, bytes);
        count++;
        return true;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Slot of the one that has waited longest; it must be dealt with before anything else is kept. */
    int take() {
        int slot = first;
        first = (first + 1) % PLACES;
        count--;
        return slot;
    }
}
