package org.wzp.relay.identity;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.wzp.relay.wire.Bytes;

/** An X25519 key pair (RFC 7748), fresh for each connection. */
public final class EphemeralKey {
    public static final int BYTES = 32;

    private final byte[] secret;
    private final Bytes publicKey;

    private EphemeralKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("An X25519 secret has " + secret.length + " bytes, but must have 32.");
        }
        this.secret = secret;
        byte[] point = new byte[BYTES];
        X25519.scalarMultBase(secret, 0, point, 0);
        this.publicKey = Bytes.of(point);
    }

    public static EphemeralKey random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new EphemeralKey(secret);
    }

    /** @param secret 32 bytes, clamped when used */
    public static EphemeralKey ofSecret(Bytes secret) {
        return new EphemeralKey(secret.toArray());
    }

    public Bytes publicKey() {
        return publicKey;
    }

    /**
     * The shared secret, 32 bytes. A peer's key of small order gives zeros, as in the reference; nothing on the wire is
     * protected by it.
     *
     * @throws IllegalArgumentException unless the key has 32 bytes
     */
    public Bytes agree(Bytes peerPublicKey) {
        if (peerPublicKey.size() != BYTES) {
            throw new IllegalArgumentException(
                    "The peer's X25519 key has " + peerPublicKey.size() + " bytes, but must have 32.");
        }
        byte[] shared = new byte[BYTES];
        X25519.scalarMult(secret, 0, peerPublicKey.toArray(), 0, shared, 0);
        return Bytes.of(shared);
    }

    @Override
    public String toString() {
        return "EphemeralKey[" + publicKey.hex() + "]";
    }
}
