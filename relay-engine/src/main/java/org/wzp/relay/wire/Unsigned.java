package org.wzp.relay.wire;

/** Range checks for the unsigned fields of the wire. */
final class Unsigned {
    static final long MAX_U32 = 0xFFFF_FFFFL;

    private Unsigned() {}

    static int requireU8(int value, String field) {
        return (int) require(value, 0xFF, field);
    }

    static int requireU16(int value, String field) {
        return (int) require(value, 0xFFFF, field);
    }

    static long requireU32(long value, String field) {
        return require(value, MAX_U32, field);
    }

    private static long require(long value, long max, String field) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " is " + value + ", but must be 0 to " + max + ".");
        }
        return value;
    }
}
