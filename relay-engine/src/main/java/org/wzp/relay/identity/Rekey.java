package org.wzp.relay.identity;

import java.nio.charset.StandardCharsets;
import org.wzp.relay.wire.Bytes;

/** New session keys for old ones (wire specification 5.4); no stock program does it. */
public final class Rekey {
    private static final String INFO = "warzone-rekey";
    private static final int KEY_BYTES = 32;

    private Rekey() {}

    /** The next session key, 32 bytes. */
    public static Bytes next(Bytes oldSessionKey, EphemeralKey own, Bytes peerPublicKey) {
        byte[] shared = own.agree(peerPublicKey).toArray();
        byte[] info = INFO.getBytes(StandardCharsets.US_ASCII);
        return Hashes.hkdf(shared, oldSessionKey.toArray(), info, KEY_BYTES);
    }
}
