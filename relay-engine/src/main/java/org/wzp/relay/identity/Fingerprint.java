package org.wzp.relay.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wzp.relay.wire.Bytes;

/**
 * Identity fingerprint: the first 16 bytes of the SHA-256 of an identity key (wire specification 1.3).
 *
 * @param value 16 bytes
 */
public record Fingerprint(Bytes value) {
    public static final int BYTES = 16;
    public static final int TEXT_CHARS = 39;

    private static final int GROUP_DIGITS = 4;
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{4}(:[0-9a-f]{4}){7}");

    public Fingerprint {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException("A fingerprint has " + value.size() + " bytes, but must have 16.");
        }
    }

    /** Of an identity key, hashed as it is: it need not be a point of the curve. */
    public static Fingerprint of(Bytes identityPublicKey) {
        return new Fingerprint(
                Bytes.of(Hashes.sha256(identityPublicKey.toArray())).first(BYTES));
    }

    /** Reads the form of {@link #text}; empty for anything else. */
    public static Optional<Fingerprint> parse(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(new Fingerprint(Bytes.ofHex(text.replace(":", ""))))
                : Optional.empty();
    }

    /**
     * The one form of a fingerprint however its digits are written; what is none, such as a token service's own name, as it
     * is.
     */
    public static String canonical(String text) {
        return parse(text.toLowerCase(Locale.ROOT)).map(Fingerprint::text).orElse(text);
    }

    /** Eight groups of four lower-case hex digits, {@code 518e:b935:62fa:9e34:e59c:28b6:7fc2:d384}. */
    public String text() {
        return HexGroups.of(value, GROUP_DIGITS);
    }

    @Override
    public String toString() {
        return text();
    }
}
