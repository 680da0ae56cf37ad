package org.wzp.relay.transport.direct;

import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.NativeMemory;

/**
 * The version-independent head of a long-header QUIC packet (RFC 8999 section 5.1, RFC 9000 section 17.2), parsed in place
 * with every length checked.
 *
 * @param version QUIC version, 0 for a version negotiation packet
 * @param initial a version 1 Initial packet
 * @param dcid address of the destination connection id
 * @param scid address of the source connection id
 * @param token address of an Initial packet's token; its length is 0 when there is none
 */
record PacketHeader(
        int version,
        boolean initial,
        long dcid,
        int dcidLength,
        long scid,
        int scidLength,
        long token,
        int tokenLength) {
    private static final int LONG_HEADER = 0x80;
    private static final int MAX_ID_BYTES = 20;

    static boolean isLong(long packet) {
        return (NativeMemory.getByte(packet) & LONG_HEADER) != 0;
    }

    /** Null when the bytes are no long-header packet. */
    static @Nullable PacketHeader parse(long packet, int length) {
        if (length < 7 || !isLong(packet)) {
            return null;
        }
        int first = NativeMemory.getByte(packet) & 0xff;
        int version = Integer.reverseBytes(NativeMemory.getInt(packet + 1));
        int dcidLength = NativeMemory.getByte(packet + 5) & 0xff;
        int at = 6 + dcidLength;
        if (dcidLength > MAX_ID_BYTES || at >= length) {
            return null;
        }
        int scidLength = NativeMemory.getByte(packet + at) & 0xff;
        long scid = packet + at + 1;
        at += 1 + scidLength;
        if (scidLength > MAX_ID_BYTES || at > length) {
            return null;
        }
        boolean initial = version == 1 && (first & 0x30) == 0;
        if (!initial) {
            return new PacketHeader(version, false, packet + 6, dcidLength, scid, scidLength, 0, 0);
        }
        if (at >= length) {
            return null;
        }
        int lengthBytes = 1 << (NativeMemory.getByte(packet + at) >> 6 & 3);
        if (at + lengthBytes > length) {
            return null;
        }
        long tokenLength = NativeMemory.getByte(packet + at) & 0x3f;
        for (int i = 1; i < lengthBytes; i++) {
            tokenLength = tokenLength << 8 | (NativeMemory.getByte(packet + at + i) & 0xff);
        }
        at += lengthBytes;
        if (tokenLength > length - at) {
            return null;
        }
        return new PacketHeader(
                version, true, packet + 6, dcidLength, scid, scidLength, packet + at, (int) tokenLength);
    }
}
