package org.wzp.relay.wire;

import io.netty.buffer.ByteBuf;

/**
 * A media packet on a federation link: the hash of the canonical room name, then the packet (wire specification 6.9 and
 * 9.3). Reads the datagram where it lies, from its reader index; all but {@link #isValid} expect a valid one.
 */
public final class FederationDatagram {
    /** Size of the tag in front of the packet. */
    public static final int HASH_BYTES = Long.BYTES;

    private FederationDatagram() {}

    /** Whether a valid media packet follows the tag. */
    public static boolean isValid(ByteBuf datagram) {
        return datagram.readableBytes() >= HASH_BYTES + MediaHeader.BYTES && MediaHeader.isValid(media(datagram));
    }

    /** The tag, as {@link RoomName#federationHash} gives it. */
    public static long roomHash(ByteBuf datagram) {
        return datagram.getLong(datagram.readerIndex());
    }

    /** The packet without the tag; a view that shares the datagram's life. */
    public static ByteBuf media(ByteBuf datagram) {
        return datagram.slice(datagram.readerIndex() + HASH_BYTES, datagram.readableBytes() - HASH_BYTES);
    }

    /** The reference's key for recognising duplicates. */
    public static long duplicateKey(ByteBuf datagram) {
        return duplicateKey(roomHash(datagram), media(datagram));
    }

    /** The key that a packet of ours has, to recognise it when it comes back. */
    public static long duplicateKey(long roomHash, ByteBuf media) {
        int start = media.readerIndex();
        long mix = media.getLongLE(start);
        int rest = Math.min(media.readableBytes() - Long.BYTES, Long.BYTES);
        for (int i = 0; i < rest; i++) {
            mix ^= (long) media.getUnsignedByte(start + Long.BYTES + i) << (i * Byte.SIZE);
        }
        return roomHash ^ MediaHeader.sequence(media) ^ mix;
    }

    /** Appends tag and packet; the packet's indices stay. */
    public static void write(ByteBuf out, long roomHash, ByteBuf media) {
        out.writeLong(roomHash);
        out.writeBytes(media, media.readerIndex(), media.readableBytes());
    }
}
