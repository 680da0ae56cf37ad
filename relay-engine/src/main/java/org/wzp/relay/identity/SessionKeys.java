package org.wzp.relay.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.wzp.relay.wire.Bytes;

/**
 * What both ends of a handshake derive from the agreed secret (wire specification 5.3). Nothing on the wire uses it
 * today.
 *
 * @param sessionKey 32 bytes, secret
 * @param sessionId 4 bytes
 * @param sasCode short authentication string, 0 to 9,999
 */
public record SessionKeys(Bytes sessionKey, Bytes sessionId, int sasCode) {
    static final int SESSION_ID_BYTES = 4;

    private static final byte[] NO_SALT = {};
    private static final byte[] SESSION_INFO = ascii("warzone-session-key");
    private static final byte[] SAS_INFO = ascii("warzone-sas-code");
    private static final int KEY_BYTES = 32;
    private static final int SAS_CODES = 10_000;

    /** @param shared what {@link EphemeralKey#agree} gave */
    public static SessionKeys of(Bytes shared) {
        byte[] secret = shared.toArray();
        Bytes key = Hashes.hkdf(secret, NO_SALT, SESSION_INFO, KEY_BYTES);
        int sas = ByteBuffer.wrap(
                        Hashes.hkdf(secret, NO_SALT, SAS_INFO, Integer.BYTES).toArray())
                .getInt();
        return new SessionKeys(key, sessionId(key), Integer.remainderUnsigned(sas, SAS_CODES));
    }

    static Bytes sessionId(Bytes sessionKey) {
        return Bytes.of(Hashes.sha256(sessionKey.toArray())).first(SESSION_ID_BYTES);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "SessionKeys[" + sessionId + "]";
    }
}
