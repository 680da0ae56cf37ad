package org.wzp.relay.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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

    /**
     * How many words two operators compare: 12, which are the first 96 bits.
     *
     * <p>Who wants to pass for a relay needs a certificate whose hash begins with the same bits. Everybody who connects to that
     * relay sees its certificate, so the search can be done beforehand, and each try is one SHA-256: a serial number changes, the key
     * does not. At 10^13 tries a second (a thousand graphics cards) 8 words (2^64) hold for three weeks, 10 words (2^80) for
     * 3,800 years; but all machines made for SHA-256 together do some 10^21 a second, and if they could be turned to
     * certificates, 10 words would hold for 20 minutes, 12 words (2^96) for 2.5 years. Two certificates of equal words
     * (2^48 tries) are of no use: both are the attacker's, and what is trusted and compared on a link is the whole fingerprint.
     */
    public static final int WORDS = 12;

    private static final Pattern NORMALIZED = Pattern.compile("[0-9a-f]{64}");
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

    /** Reads any of its forms, with or without space around it; empty for anything else. */
    public static Optional<TlsFingerprint> parse(String typed) {
        String digits = normalize(typed.strip());
        return NORMALIZED.matcher(digits).matches()
                ? Optional.of(new TlsFingerprint(Bytes.ofHex(digits)))
                : Optional.empty();
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

    /** {@link #WORDS} words, to be read out and compared over the phone; each operator sees those of both relays. */
    public List<String> words() {
        return SpokenWords.of(value.first(WORDS));
    }

    /** The words with single spaces between. */
    public String spoken() {
        return String.join(" ", words());
    }

    @Override
    public String toString() {
        return text();
    }
}
