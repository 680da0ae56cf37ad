package org.wzp.relay.transport.direct;

import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;

/**
 * Reads packets in batches and gives each to its connection; one that belongs to another loop of the group goes there. Confined to
 * the loop, except {@link #offer}.
 */
final class LoopReader {
    static final int SLOTS = 64;

    private final DirectLoop loop;
    private final DirectGroup group;
    private final LinuxSocket socket;
    private final PacketBatch received;
    private final PacketInbox inbox;
    private int count;

    /** @param local the socket's own address, which outlives this */
    LoopReader(DirectLoop loop, LinuxSocket socket, Arena arena, long local, int localLength, LockLedger ledger) {
        this.loop = loop;
        this.group = loop.group();
        this.socket = socket;
        boolean withControl = socket.tellsCalledAddress();
        this.received = PacketBatch.forReceiving(arena, SLOTS, local, localLength, withControl);
        this.inbox = new PacketInbox(ledger, arena, local, localLength, withControl);
    }

    /** Any thread: a packet that another loop has read for this one; false when too many wait. */
    boolean offer(PacketBatch.Packet packet) {
        return inbox.offer(packet);
    }

    boolean inboxIsEmpty() {
        return inbox.isEmpty();
    }

    /** Takes what the socket has, at most {@link #SLOTS} packets; {@link #dispatch} deals with them. */
    void receive() {
        received.rearm(SLOTS);
        count = socket.receive(received.message(0), SLOTS);
    }

    /** How many packets were received. */
    int count() {
        return count;
    }

    /** Whether the socket may have more than what was taken last. */
    boolean mayHaveMore() {
        return count == SLOTS;
    }

    void dispatch() {
        dispatch(received, count);
    }

    private void dispatch(PacketBatch batch, int count) {
        for (int slot = 0; slot < count; slot++) {
            dispatchOne(batch, slot);
        }
    }

    /** Deals with what other loops have passed on. */
    void dispatchPassed() {
        dispatch(inbox.packets(), inbox.take());
    }

    void dispatchOne(PacketBatch batch, int slot) {
        DirectConnection connection = null;
        try {
            connection = receiver(batch, slot);
            if (connection != null) {
                int bytes = batch.receivedBytes(slot);
                loop.heard(connection, !connection.mayWait(bytes));
                connection.onPacket(batch.buffer(slot), bytes, batch.info(slot), batch.address(slot), loop.nanos());
            }
        } catch (RuntimeException e) {
            if (connection != null) {
                loop.faults().of(connection, e);
            } else {
                loop.counters().count(EndpointCounters.Event.STRAY_PACKET);
                loop.faults().ofStranger(e);
            }
        }
    }

    /** Whose packet it is; null when that is nobody, or the packet is dealt with. */
    private @Nullable DirectConnection receiver(PacketBatch batch, int slot) {
        int bytes = batch.receivedBytes(slot);
        long packet = batch.buffer(slot);
        if (bytes > 0 && PacketHeader.isLong(packet)) {
            return loop.acceptor().route(slot, packet, bytes, batch);
        }
        if (bytes <= ConnectionTable.ID_BYTES) {
            loop.counters().count(EndpointCounters.Event.STRAY_PACKET);
            return null;
        }
        DirectConnection connection = loop.table().find(NativeMemory.getLong(packet + 1));
        if (connection == null && !pass(group.ofId(NativeMemory.getByte(packet + 1)), batch, slot, bytes)) {
            loop.acceptor().unknown(slot, packet, bytes, batch);
            loop.counters().count(EndpointCounters.Event.STRAY_PACKET);
        }
        return connection;
    }

    /** Whether the packet has just been read here, and nobody has looked at it yet. */
    boolean isFresh(PacketBatch batch) {
        return batch == received;
    }

    /** Gives a packet that was read here to the loop it is for; false when that is this one, or it has been passed before. */
    boolean pass(DirectLoop to, PacketBatch batch, int slot, int bytes) {
        return isFresh(batch) && bring(to, batch, slot, bytes);
    }

    /**
     * Gives a packet to the loop that its connection lives on, wherever the packet has been; false when that is this one. Nobody else
     * may touch the connection, and it never moves, so this is the packet's last way.
     */
    boolean bring(DirectLoop to, PacketBatch batch, int slot, int bytes) {
        if (to == loop) {
            return false;
        }
        var _ = to.reader().offer(batch.get(slot, bytes));
        to.wake();
        return true;
    }
}
