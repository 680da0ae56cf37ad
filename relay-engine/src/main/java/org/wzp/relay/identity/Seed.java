package org.wzp.relay.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.wzp.relay.wire.Bytes;

/**
 * The 32 secret bytes from which a user's or a relay's keys come (wire specification 1.2 and 4). Never printed by
 * {@link #toString}.
 */
public final class Seed {
    public static final int BYTES = 32;

    private static final byte[] NO_SALT = {};

    private final Bytes value;

    private Seed(Bytes value) {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException("A seed has " + value.size() + " bytes, but must have 32.");
        }
        this.value = value;
    }

    /** @throws IllegalArgumentException unless it has 32 bytes */
    public static Seed of(Bytes value) {
        return new Seed(value);
    }

    public static Seed random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Seed(Bytes.of(bytes));
    }

    /** @throws IllegalArgumentException unless it is 64 hex digits */
    public static Seed ofHex(String hex) {
        return new Seed(Bytes.ofHex(hex));
    }

    public Bytes bytes() {
        return value;
    }

    /** 64 lower-case digits. Secret. */
    public String hex() {
        return value.hex();
    }

    /** HKDF-SHA-256 without salt. */
    public Bytes derive(String info, int bytes) {
        return Hashes.hkdf(value.toArray(), NO_SALT, info.getBytes(StandardCharsets.US_ASCII), bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seed seed && value.equals(seed.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Seed[secret]";
    }
}
