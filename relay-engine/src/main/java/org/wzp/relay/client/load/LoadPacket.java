package org.wzp.relay.client.load;

import io.netty.buffer.ByteBuf;

/** The payload of a load packet: who sent it, where, which one, and when. */
final class LoadPacket {
    static final int MIN_PAYLOAD_BYTES = 28;
    /** In place of a time: a warm-up packet. */
    static final long NOT_COUNTED = 0;

    private static final int MARK = 0x57_4c_44_31;

    private LoadPacket() {}

    static void write(ByteBuf out, int sender, int room, int sequence, long nanos, int payloadBytes) {
        out.writeInt(MARK).writeInt(sender).writeInt(room).writeInt(sequence).writeLong(nanos);
        out.writeZero(payloadBytes - MIN_PAYLOAD_BYTES + Integer.BYTES);
    }

    /** @param at index of the payload */
    static boolean isOurs(ByteBuf packet, int at) {
        return packet.writerIndex() - at >= MIN_PAYLOAD_BYTES && packet.getInt(at) == MARK;
    }

    static int sender(ByteBuf packet, int at) {
        return packet.getInt(at + 4);
    }

    static int room(ByteBuf packet, int at) {
        return packet.getInt(at + 8);
    }

    static int sequence(ByteBuf packet, int at) {
        return packet.getInt(at + 12);
    }

    static long nanos(ByteBuf packet, int at) {
        return packet.getLong(at + 16);
    }
}
