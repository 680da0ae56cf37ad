package org.wzp.relay.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string that compares by value: keys, signatures, hashes. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** Copies the array. */
    public static Bytes of(byte... value) {
        return value.length == 0 ? EMPTY : new Bytes(value.clone());
    }

    /** {@code size} zero bytes. */
    public static Bytes zeros(int size) {
        return new Bytes(new byte[size]);
    }

    /**
     * @param hex digits in either case, an even number of them
     * @throws IllegalArgumentException when it is not hex
     */
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public int size() {
        return value.length;
    }

    /** The byte at {@code index} as 0 to 255. */
    public int get(int index) {
        return value[index] & 0xFF;
    }

    /** A copy. */
    public byte[] toArray() {
        return value.clone();
    }

    /** The first {@code size} bytes. */
    public Bytes first(int size) {
        return new Bytes(Arrays.copyOf(value, Math.min(size, value.length)));
    }

    /** Lower-case hex. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
