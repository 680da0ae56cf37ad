package org.wzp.relay.transport.common;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens by which a client proves that it receives at its address (RFC 9000 section 8.1.2): the time, the connection id it
 * first chose, and an HMAC-SHA-256 over these, its address and the id it was told to speak to, under a key that only this
 * process knows: with a token of its own a client can neither claim another address nor choose an id of ours. Keys rotate;
 * the one before the current stays good, so a token lives between one and two periods at most, and {@link #LIFETIME} in
 * any case.
 *
 * <p>Any thread, except that one alone rotates.
 */
public final class AddressTokens {
    static final Duration LIFETIME = Duration.ofSeconds(10);
    static final Duration ROTATION = Duration.ofMinutes(10);
    private static final int TIME_BYTES = 8;
    private static final int MAC_BYTES = 32;
    private static final int KEY_BYTES = 32;

    private final InstantSource clock;
    private final RandomGenerator random;
    private volatile Keys keys;

    /**
     * What is in force; replaced as one.
     *
     * @param sinceMillis when {@code current} came into force, wall clock
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Keys(byte[] current, byte[] previous, long sinceMillis) {}

    /** @param random must be unpredictable in production */
    public AddressTokens(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.keys = new Keys(newKey(), newKey(), clock.millis());
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Takes a new key if the current one has had its time; call now and then, on one thread. */
    public void rotateIfDue() {
        Keys now = keys;
        if (clock.millis() - now.sinceMillis() >= ROTATION.toMillis()) {
            keys = new Keys(newKey(), now.current(), clock.millis());
        }
    }

    /**
     * A token for a client that sent its first packet from this address to this connection id.
     *
     * @param ownId the id it is told to speak to from now on; empty when the token can't be bound to it
     */
    public byte[] issue(InetSocketAddress address, byte[] originalId, byte[] ownId) {
        long now = clock.millis();
        return ByteBuffer.allocate(TIME_BYTES + originalId.length + MAC_BYTES)
                .putLong(now)
                .put(originalId)
                .put(mac(keys.current(), now, originalId, ownId, address))
                .array();
    }

    /** The original connection id if the token is ours, was issued to this address for this id and is fresh. */
    public Optional<byte[]> verify(byte[] token, InetSocketAddress address, byte[] ownId) {
        int idBytes = token.length - TIME_BYTES - MAC_BYTES;
        if (idBytes < 0) {
            return Optional.empty();
        }
        long issued = ByteBuffer.wrap(token).getLong();
        byte[] originalId = Arrays.copyOfRange(token, TIME_BYTES, TIME_BYTES + idBytes);
        byte[] mac = Arrays.copyOfRange(token, TIME_BYTES + idBytes, token.length);
        Keys valid = keys;
        boolean ours = MessageDigest.isEqual(mac, mac(valid.current(), issued, originalId, ownId, address))
                || MessageDigest.isEqual(mac, mac(valid.previous(), issued, originalId, ownId, address));
        long age = clock.millis() - issued;
        return ours && age >= 0 && age <= LIFETIME.toMillis() ? Optional.of(originalId) : Optional.empty();
    }

    private static byte[] mac(byte[] key, long time, byte[] originalId, byte[] ownId, InetSocketAddress address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            InetAddress ip = address.getAddress();
            mac.update(ByteBuffer.allocate(TIME_BYTES + Integer.BYTES + 2)
                    .putLong(time)
                    .putInt(address.getPort())
                    .put((byte) originalId.length)
                    .put((byte) ownId.length)
                    .array());
            mac.update(ip.getAddress());
            mac.update(ownId);
            return mac.doFinal(originalId);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA-256", e);
        }
    }
}
