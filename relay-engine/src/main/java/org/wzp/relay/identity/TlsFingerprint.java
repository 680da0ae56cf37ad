package org.wzp.relay.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;
import org.wzp.relay.wire.Bytes;

/**
 * TLS fingerprint: the SHA-256 of a relay's certificate (wire specification 1.3). Never interchangeable with an identity
 * {@link Fingerprint}.
 *
 * @param value 32 bytes
 */
public record TlsFingerprint(Bytes value) {
    public static final int TEXT_CHARS = 95;

    private static final int GROUP_DIGITS = 2;
    private static final int SIP_KEY_BYTES = 16;

    public TlsFingerprint {
        if (value.size() != Hashes.SHA256_BYTES) {
            throw new IllegalArgumentException("A TLS fingerprint has " + value.size() + " bytes, but must have 32.");
        }
    }

    public static TlsFingerprint ofCertificate(byte[] der) {
        return new TlsFingerprint(Bytes.of(Hashes.sha256(der)));
    }

    /** How fingerprints of peers are compared: without colons, in lower case. Takes any text. */
    public static String normalize(String text) {
        return text.replace(":", "").toLowerCase(Locale.ROOT);
    }

    /**
     * What a stock app remembers of a relay, to warn when it changes: 16 hex digits of SipHash-1-3 over the length and
     * the certificate.
     */
    public static String clientTrustId(byte[] der) {
        SipHash sip = new SipHash(1, 3);
        sip.init(new KeyParameter(new byte[SIP_KEY_BYTES]));
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(der.length)
                .array();
        sip.update(length, 0, length.length);
        sip.update(der, 0, der.length);
        return HexFormat.of().toHexDigits(sip.doFinal());
    }

    /** 32 groups of two lower-case hex digits, the form of the wire. */
    public String text() {
        return HexGroups.of(value, GROUP_DIGITS);
    }

    /** 64 lower-case hex digits. */
    public String normalized() {
        return value.hex();
    }

    @Override
    public String toString() {
        return text();
    }
}
