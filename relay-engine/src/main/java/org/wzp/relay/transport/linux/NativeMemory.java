package org.wzp.relay.transport.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads and writes raw memory by address: the structures that quiche and the kernel fill are addressed by numbers, and a
 * segment per access would be garbage on the media path. Callers keep the arena that owns the memory alive.
 */
public final class NativeMemory {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private NativeMemory() {}

    /** Zeroed memory that lives as long as the arena. */
    public static long allocate(Arena arena, long bytes) {
        return arena.allocate(bytes, 64).address();
    }

    /** One byte. */
    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    /** In the machine's byte order. */
    public static int getInt(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    /** In the machine's byte order. */
    public static void putInt(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
    }

    static void putShort(long address, short value) {
        ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, value);
    }

    /** In the machine's byte order. */
    public static short getShort(long address) {
        return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address);
    }

    /** In the machine's byte order. */
    public static long getLong(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    /** In the machine's byte order. */
    public static void putLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    static void copy(long from, long to, long bytes) {
        MemorySegment.copy(ALL, from, ALL, to, bytes);
    }

    /** A copy. */
    public static byte[] bytes(long address, int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, copy, 0, length);
        return copy;
    }

    /** Copies all of {@code bytes} to the address. */
    public static void put(long address, byte[] bytes) {
        put(address, bytes, 0, bytes.length);
    }

    /** Copies {@code length} bytes from index {@code from} on to the address. */
    public static void put(long address, byte[] bytes, int from, int length) {
        MemorySegment.copy(bytes, from, ALL, ValueLayout.JAVA_BYTE, address, length);
    }
}
