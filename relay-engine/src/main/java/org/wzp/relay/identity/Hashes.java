package org.wzp.relay.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.wzp.relay.wire.Bytes;

/** SHA-256 and HKDF-SHA-256 (RFC 5869). */
final class Hashes {
    static final int SHA256_BYTES = 32;

    private Hashes() {}

    static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /** Extract and expand; an empty salt is no salt. */
    static Bytes hkdf(byte[] secret, byte[] salt, byte[] info, int bytes) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
        generator.init(new HKDFParameters(secret, salt, info));
        byte[] out = new byte[bytes];
        generator.generateBytes(out, 0, bytes);
        return Bytes.of(out);
    }
}
