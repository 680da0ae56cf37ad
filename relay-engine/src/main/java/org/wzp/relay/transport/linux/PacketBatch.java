package org.wzp.relay.transport.linux;

import java.lang.foreign.Arena;
import org.wzp.relay.transport.quiche.QuicheLibrary;

/**
 * A fixed set of packet slots with the {@code mmsghdr} array that {@code recvmmsg} and {@code sendmmsg} take: for each slot
 * a buffer, an address and quiche's {@code recv_info} or {@code send_info}. Allocated once, zeroed, reused for ever.
 * Confined to the loop.
 */
public final class PacketBatch {
    /** Larger than any packet on a path of 1,500 bytes. */
    public static final int BUFFER_BYTES = 2048;

    /** Room for the one thing the kernel may tell about a packet. */
    private static final int CONTROL_BYTES = 64;

    private final int slots;
    private final long messages;
    private final long iovecs;
    private final long buffers;
    private final long addresses;
    private final long infos;
    private final int infoBytes;
    /** 0 when the kernel tells nothing beside the packet. */
    private long controls;

    private PacketBatch(Arena arena, int slots, int infoBytes) {
        this.slots = slots;
        this.infoBytes = infoBytes;
        messages = NativeMemory.allocate(arena, (long) slots * LinuxSocket.MESSAGE_BYTES);
        iovecs = NativeMemory.allocate(arena, (long) slots * LinuxSocket.IOVEC_BYTES);
        buffers = NativeMemory.allocate(arena, (long) slots * BUFFER_BYTES);
        addresses = NativeMemory.allocate(arena, (long) slots * LinuxSocket.ADDRESS_BYTES);
        infos = NativeMemory.allocate(arena, (long) slots * infoBytes);
        for (int i = 0; i < slots; i++) {
            NativeMemory.putLong(iovecs + (long) i * LinuxSocket.IOVEC_BYTES, buffer(i));
            NativeMemory.putLong(iovecs + (long) i * LinuxSocket.IOVEC_BYTES + 8, BUFFER_BYTES);
            NativeMemory.putLong(message(i) + LinuxSocket.MESSAGE_IOVEC, iovecs + (long) i * LinuxSocket.IOVEC_BYTES);
            NativeMemory.putLong(message(i) + LinuxSocket.MESSAGE_IOVEC_COUNT, 1);
        }
    }

    /**
     * Slots to receive into; {@code local} is a socket address that outlives the batch.
     *
     * @param withControl whether the kernel tells which address a packet was sent to
     */
    public static PacketBatch forReceiving(Arena arena, int slots, long local, int localLength, boolean withControl) {
        PacketBatch batch = new PacketBatch(arena, slots, align(QuicheLibrary.RECV_INFO_BYTES));
        if (withControl) {
            batch.controls = NativeMemory.allocate(arena, (long) slots * CONTROL_BYTES);
        }
        for (int i = 0; i < slots; i++) {
            NativeMemory.putLong(batch.message(i) + LinuxSocket.MESSAGE_NAME, batch.address(i));
            NativeMemory.putLong(batch.info(i) + QuicheLibrary.RECV_INFO_FROM, batch.address(i));
            NativeMemory.putLong(batch.info(i) + QuicheLibrary.RECV_INFO_TO, local);
            NativeMemory.putInt(batch.info(i) + QuicheLibrary.RECV_INFO_TO_LEN, localLength);
            NativeMemory.putLong(batch.message(i) + LinuxSocket.MESSAGE_CONTROL, withControl ? batch.control(i) : 0);
        }
        batch.rearm(slots);
        return batch;
    }

    /** Slots to send from; quiche writes the destination into each slot's {@code send_info}, where the kernel reads it. */
    public static PacketBatch forSending(Arena arena, int slots) {
        PacketBatch batch = new PacketBatch(arena, slots, align(QuicheLibrary.SEND_INFO_BYTES));
        for (int i = 0; i < slots; i++) {
            NativeMemory.putLong(
                    batch.message(i) + LinuxSocket.MESSAGE_NAME, batch.info(i) + QuicheLibrary.SEND_INFO_TO);
        }
        return batch;
    }

    private static int align(int bytes) {
        return (bytes + 63) & ~63;
    }

    int slots() {
        return slots;
    }

    /** Address of the slot's {@code mmsghdr}. */
    public long message(int slot) {
        return messages + (long) slot * LinuxSocket.MESSAGE_BYTES;
    }

    /** Address of the packet, {@link #BUFFER_BYTES} long. */
    public long buffer(int slot) {
        return buffers + (long) slot * BUFFER_BYTES;
    }

    /** Address of the socket address that a received packet came from. */
    public long address(int slot) {
        return addresses + (long) slot * LinuxSocket.ADDRESS_BYTES;
    }

    /** Address of quiche's {@code recv_info} or {@code send_info}. */
    public long info(int slot) {
        return infos + (long) slot * infoBytes;
    }

    /** What the kernel told beside the packet in this slot. */
    long control(int slot) {
        return controls + (long) slot * CONTROL_BYTES;
    }

    /** Bytes of that; 0 when it told nothing. */
    long controlBytes(int slot) {
        return controls == 0 ? 0 : NativeMemory.getLong(message(slot) + LinuxSocket.MESSAGE_CONTROL_LENGTH);
    }

    /** Before receiving: the kernel shortens the lengths of the slots it fills. */
    public void rearm(int count) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putInt(message(i) + LinuxSocket.MESSAGE_NAME_LENGTH, LinuxSocket.ADDRESS_BYTES);
        }
        for (int i = 0; i < count && controls != 0; i++) {
            NativeMemory.putLong(message(i) + LinuxSocket.MESSAGE_CONTROL_LENGTH, CONTROL_BYTES);
        }
    }

    /** After receiving: bytes of the packet in this slot; also hands the sender's address length to quiche. */
    public int receivedBytes(int slot) {
        NativeMemory.putInt(
                info(slot) + QuicheLibrary.RECV_INFO_FROM_LEN,
                NativeMemory.getInt(message(slot) + LinuxSocket.MESSAGE_NAME_LENGTH));
        return NativeMemory.getInt(message(slot) + LinuxSocket.MESSAGE_LENGTH);
    }

    /** A received packet apart from its batch: bytes, sender's address, and what the kernel told beside it. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Packet(byte[] bytes, byte[] address, int addressBytes, byte[] control, long controlBytes) {}

    /** A copy of what was received into this slot. */
    public Packet get(int slot, int bytes) {
        return new Packet(
                NativeMemory.bytes(buffer(slot), bytes),
                NativeMemory.bytes(address(slot), LinuxSocket.ADDRESS_BYTES),
                NativeMemory.getInt(message(slot) + LinuxSocket.MESSAGE_NAME_LENGTH),
                controls == 0 ? new byte[0] : NativeMemory.bytes(control(slot), CONTROL_BYTES),
                controlBytes(slot));
    }

    /** The packet of another batch, as if it had been received here. */
    public void put(int slot, Packet packet) {
        NativeMemory.put(buffer(slot), packet.bytes());
        NativeMemory.put(address(slot), packet.address());
        NativeMemory.putInt(message(slot) + LinuxSocket.MESSAGE_NAME_LENGTH, packet.addressBytes());
        NativeMemory.putInt(message(slot) + LinuxSocket.MESSAGE_LENGTH, packet.bytes().length);
        if (controls != 0) {
            NativeMemory.put(control(slot), packet.control());
            NativeMemory.putLong(message(slot) + LinuxSocket.MESSAGE_CONTROL_LENGTH, packet.controlBytes());
        }
    }

    /** Takes over a packet that was received into another batch, as if it had been received here. */
    public void copy(int slot, PacketBatch received, int receivedSlot, int bytes) {
        NativeMemory.copy(received.buffer(receivedSlot), buffer(slot), bytes);
        NativeMemory.copy(received.address(receivedSlot), address(slot), LinuxSocket.ADDRESS_BYTES);
        NativeMemory.copy(
                received.message(receivedSlot) + LinuxSocket.MESSAGE_NAME_LENGTH,
                message(slot) + LinuxSocket.MESSAGE_NAME_LENGTH,
                Integer.BYTES);
        NativeMemory.putInt(message(slot) + LinuxSocket.MESSAGE_LENGTH, bytes);
        if (controls != 0) {
            NativeMemory.copy(received.control(receivedSlot), control(slot), CONTROL_BYTES);
            NativeMemory.putLong(
                    message(slot) + LinuxSocket.MESSAGE_CONTROL_LENGTH, received.controlBytes(receivedSlot));
        }
    }

    /** Before sending a packet that quiche wrote: its length and destination length. */
    public void ready(int slot, int bytes) {
        NativeMemory.putLong(iovecs + (long) slot * LinuxSocket.IOVEC_BYTES + 8, bytes);
        NativeMemory.putInt(
                message(slot) + LinuxSocket.MESSAGE_NAME_LENGTH,
                NativeMemory.getInt(info(slot) + QuicheLibrary.SEND_INFO_TO_LEN));
    }

    /** Bytes of the packet that waits in this slot to be sent. */
    public int readyBytes(int slot) {
        return (int) NativeMemory.getLong(iovecs + (long) slot * LinuxSocket.IOVEC_BYTES + 8);
    }

    /** Before sending: from which of our addresses, see {@link CalledAddresses}. */
    public void from(int slot, long calledAddress, int controlBytes) {
        if (calledAddress == CalledAddresses.ANY) {
            NativeMemory.putLong(message(slot) + LinuxSocket.MESSAGE_CONTROL_LENGTH, 0);
        } else {
            NativeMemory.putLong(message(slot) + LinuxSocket.MESSAGE_CONTROL, calledAddress);
            NativeMemory.putLong(message(slot) + LinuxSocket.MESSAGE_CONTROL_LENGTH, controlBytes);
        }
    }

    /** Before sending a packet of our own to the address that a received slot came from. */
    public void readyTo(int slot, int bytes, PacketBatch received, int receivedSlot) {
        int length = NativeMemory.getInt(received.message(receivedSlot) + LinuxSocket.MESSAGE_NAME_LENGTH);
        NativeMemory.copy(received.address(receivedSlot), info(slot) + QuicheLibrary.SEND_INFO_TO, length);
        NativeMemory.putInt(info(slot) + QuicheLibrary.SEND_INFO_TO_LEN, length);
        ready(slot, bytes);
    }
}
