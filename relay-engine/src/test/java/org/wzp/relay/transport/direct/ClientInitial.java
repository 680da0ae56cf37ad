package org.wzp.relay.transport.direct;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes clients' Initial packets with any frames in them, as RFC 9001 section 5 says, by the JDK's own key derivation. */
final class ClientInitial {
    static final byte[] ID = {7, 1, 2, 3, 4, 5, 6, 8};
    private static final byte[] SALT = HexFormat.of().parseHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    private static final int TAG_BYTES = 16;
    private static final int NUMBER_BYTES = 2;

    private ClientInitial() {}

    /** One packet of at least 1,200 bytes to {@link #ID}; behind the frames there is padding. */
    static byte[] packet(byte[] frames) throws GeneralSecurityException {
        byte[] padded = Arrays.copyOf(frames, Math.max(frames.length, 1_160));
        KDF kdf = KDF.getInstance("HKDF-SHA256");
        SecretKey initial = kdf.deriveKey(
                "Generic",
                HKDFParameterSpec.ofExtract().addSalt(SALT).addIKM(ID).extractOnly());
        SecretKey secret = expand(kdf, initial, "client in", 32);
        byte[] key = expand(kdf, secret, "quic key", 16).getEncoded();
        byte[] iv = expand(kdf, secret, "quic iv", 12).getEncoded();
        byte[] protection = expand(kdf, secret, "quic hp", 16).getEncoded();

        int payload = NUMBER_BYTES + padded.length + TAG_BYTES;
        ByteBuffer packet = ByteBuffer.allocate(2_048)
                .put((byte) (0xc0 | NUMBER_BYTES - 1))
                .putInt(1)
                .put((byte) ID.length)
                .put(ID)
                .put((byte) 0)
                .put((byte) 0)
                .putShort((short) (0x4000 | payload));
        int numberAt = packet.position();
        packet.putShort((short) 0);
        byte[] header = Arrays.copyOf(packet.array(), packet.position());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        // the packet's number is 0: the nonce is the vector itself
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(header);
        packet.put(cipher.doFinal(padded));
        byte[] whole = Arrays.copyOf(packet.array(), packet.position());
        Cipher mask = Cipher.getInstance("AES/ECB/NoPadding");
        mask.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(protection, "AES"));
        byte[] masks = mask.doFinal(whole, numberAt + 4, 16);
        whole[0] ^= (byte) (masks[0] & 0x0f);
        whole[numberAt] ^= masks[1];
        whole[numberAt + 1] ^= masks[2];
        return whole;
    }

    private static SecretKey expand(KDF kdf, SecretKey secret, String label, int bytes)
            throws GeneralSecurityException {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(4 + full.length)
                .putShort((short) bytes)
                .put((byte) full.length)
                .put(full)
                .put((byte) 0)
                .array();
        return kdf.deriveKey("Generic", HKDFParameterSpec.expandOnly(secret, info, bytes));
    }

    /** A CRYPTO frame. */
    static byte[] crypto(int at, byte[] bytes) {
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) 6)
                .putShort((short) (0x4000 | at))
                .putShort((short) (0x4000 | bytes.length))
                .put(bytes)
                .array();
    }

    /** A ClientHello in which so many bytes of other extensions come before and after the server name, which null leaves out. */
    static byte[] hello(@Nullable String name, int before, int after) {
        ByteBuffer extensions = ByteBuffer.allocate(4_096);
        extension(extensions, 0x33, new byte[before]);
        if (name != null) {
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            extension(
                    extensions,
                    0,
                    ByteBuffer.allocate(5 + text.length)
                            .putShort((short) (3 + text.length))
                            .put((byte) 0)
                            .putShort((short) text.length)
                            .put(text)
                            .array());
        }
        extension(extensions, 0x39, new byte[after]);
        int length = 2 + 32 + 1 + 4 + 2 + 2 + extensions.position();
        return ByteBuffer.allocate(4 + length)
                .putInt(1 << 24 | length)
                .putShort((short) 0x0303)
                .put(new byte[32])
                .put((byte) 0)
                .putShort((short) 2)
                .putShort((short) 0x1301)
                .putShort((short) 0x0100)
                .putShort((short) extensions.position())
                .put(extensions.flip())
                .array();
    }

    private static void extension(ByteBuffer into, int type, byte[] content) {
        into.putShort((short) type).putShort((short) content.length).put(content);
    }
}
