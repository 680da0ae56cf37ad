package org.wzp.console.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: numbers in seven bits a byte, small ones in one. One thread. */
final class ByteSink {
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;
    private static final int FIRST_SIZE = 4_096;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Any 64 bits, read as unsigned. */
    void number(long value) {
        long left = value;
        while ((left & ~SEVEN_BITS) != 0) {
            put((int) ((left & SEVEN_BITS) | MORE));
            left >>>= 7;
        }
        put((int) left);
    }

    /** Small when it is near zero on either side. */
    void signed(long value) {
        number((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        put(encoded, encoded.length);
    }

    /** The first so many of them. */
    void put(byte[] from, int length) {
        reserve(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    private void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Empties it for the next use. */
    void clear() {
        size = 0;
    }
}
