package org.wzp.relay.identity;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.wzp.relay.wire.Bytes;

/**
 * The packet protection that the reference defines and nobody applies (wire specification 5.4). Never use it on media:
 * both directions share key and nonces. Not for several threads at once.
 */
public final class PacketCipher {
    /** Packets in both directions after which new keys are due. */
    public static final int REKEY_AFTER_PACKETS = 65_536;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** The reference uses 0 for both directions. */
    private static final int DIRECTION = 0;

    private KeyParameter key;
    private Bytes sessionId;
    private int sent;
    private int received;

    /** @param sessionKey 32 bytes */
    public PacketCipher(Bytes sessionKey) {
        key = new KeyParameter(sessionKey.toArray());
        sessionId = SessionKeys.sessionId(sessionKey);
    }

    /** The nonce of a packet: session id, counter, direction, three zeros. */
    public static byte[] nonce(Bytes sessionId, int counter, int direction) {
        return ByteBuffer.allocate(NONCE_BYTES)
                .put(sessionId.toArray())
                .putInt(counter)
                .put((byte) direction)
                .array();
    }

    /** Ciphertext and tag of the next packet sent. */
    public byte[] seal(byte[] header, byte[] payload) {
        try {
            return run(true, sent++, header, payload);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("Encrypting can't fail on its input.", e);
        }
    }

    /** Payload of the next packet received; empty when it was changed or is not the next one. */
    public Optional<byte[]> open(byte[] header, byte[] sealed) {
        try {
            byte[] payload = run(false, received, header, sealed);
            received++;
            return Optional.of(payload);
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    public boolean rekeyDue() {
        return Integer.toUnsignedLong(sent) + Integer.toUnsignedLong(received) >= REKEY_AFTER_PACKETS;
    }

    /** Goes on with the key of {@link Rekey#next}; counters start again. */
    public void rekey(Bytes newSessionKey) {
        key = new KeyParameter(newSessionKey.toArray());
        sessionId = SessionKeys.sessionId(newSessionKey);
        sent = 0;
        received = 0;
    }

    private byte[] run(boolean encrypt, int counter, byte[] header, byte[] in) throws InvalidCipherTextException {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(encrypt, new AEADParameters(key, TAG_BITS, nonce(sessionId, counter, DIRECTION), header));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int done = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, done);
        return out;
    }
}
