package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;

/**
 * SipHash-1-3 (Aumasson and Bernstein) over the bytes of a packet with a random key: who does not know the key can't make two
 * packets that look alike. Makes no objects. Immutable.
 */
final class SipHash {
    private static final int LENGTH_SHIFT = 56;
    private static final int FINAL_ROUNDS = 3;

    private final long k0;
    private final long k1;

    SipHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    static SipHash random(SecureRandom random) {
        return new SipHash(random.nextLong(), random.nextLong());
    }

    /** Of the room and the readable bytes. */
    long of(long room, ByteBuf packet) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int start = packet.readerIndex();
        int bytes = packet.readableBytes();
        int words = bytes / Long.BYTES;
        // the room, the whole words, and one with what is left and the length
        for (int i = -1; i <= words; i++) {
            long word =
                    i < 0 ? room : i < words ? packet.getLongLE(start + i * Long.BYTES) : last(packet, start, bytes);
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        v2 ^= 0xff;
        for (int i = 0; i < FINAL_ROUNDS; i++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The hash over room and packet as one message, whose length counts both. */
    private static long last(ByteBuf packet, int start, int bytes) {
        long word = (long) (bytes + Long.BYTES) << LENGTH_SHIFT;
        int whole = bytes & -Long.BYTES;
        for (int i = whole; i < bytes; i++) {
            word |= (long) packet.getUnsignedByte(start + i) << ((i - whole) * Byte.SIZE);
        }
        return word;
    }
}
