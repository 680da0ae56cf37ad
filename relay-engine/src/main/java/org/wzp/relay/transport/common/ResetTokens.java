package org.wzp.relay.transport.common;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wzp.relay.identity.RelayCertificate;

/**
 * The stateless reset token of each connection id (RFC 9000 section 10.3.2): the first 16 bytes of HMAC-SHA-256 over the id,
 * under a key that follows from the relay's identity. So a relay that was started anew knows the tokens that it gave out
 * before, and nobody else can make one. Confined to one thread.
 */
public final class ResetTokens {
    /** Length of a token. */
    public static final int BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "wzp relay stateless reset".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;

    private ResetTokens(byte[] key) {
        mac = mac(key);
    }

    /** Those of the relay with this certificate. */
    public static ResetTokens of(RelayCertificate certificate) {
        return new ResetTokens(mac(certificate.privateKeyPkcs8()).doFinal(PURPOSE));
    }

    /** {@link #BYTES} bytes. */
    public byte[] of(byte[] connectionId) {
        return Arrays.copyOf(mac.doFinal(connectionId), BYTES);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac made = Mac.getInstance(ALGORITHM);
            made.init(new SecretKeySpec(key, ALGORITHM));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256.", e);
        }
    }
}
