package org.wzp.relay.transport.direct;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads the server name out of a client's first packet, before there is a connection: its keys follow from the connection id
 * in it (RFC 9001 section 5.2), so whoever sees the packet can read it. It is a hint, nothing is proven by it. Confined to the loop.
 */
final class FirstServerName {
    private static final byte[] SALT = HexFormat.of().parseHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    private static final String HASH = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SAMPLE_BYTES = 16;
    private static final int SAMPLE_AFTER = 4;

    private static final int PADDING = 0;
    private static final int PING = 1;
    private static final int CRYPTO = 6;

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int MAX_NAME_BYTES = 255;

    private final Mac mac;
    private final Cipher headerCipher;
    private final Cipher cipher;

    FirstServerName() {
        try {
            mac = Mac.getInstance(HASH);
            headerCipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks what QUIC is encrypted with.", e);
        }
    }

    /**
     * The server name, in lower case.
     *
     * @param packet an Initial packet of version 1, whole
     * @param idBytes length of its destination connection id
     * @return {@code ""} when the client asks for none; empty when it can't be told: the packet is not a client's first one, or
     *     the name is in a later one
     */
    Optional<String> read(byte[] packet, int idBytes) {
        if (packet.length < 6 + idBytes) {
            return Optional.empty();
        }
        try {
            byte[] frames = decrypt(packet, Arrays.copyOfRange(packet, 6, 6 + idBytes));
            return serverName(ByteBuffer.wrap(hello(ByteBuffer.wrap(frames))));
        } catch (BufferUnderflowException | IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private byte[] decrypt(byte[] packet, byte[] id) throws GeneralSecurityException {
        ByteBuffer header = ByteBuffer.wrap(packet).position(6 + id.length);
        skip(header, header.get() & 0xff);
        skip(header, number(header));
        long length = number(header);
        int numberAt = header.position();
        if (length > header.remaining() || length < SAMPLE_AFTER + SAMPLE_BYTES) {
            throw new BufferUnderflowException();
        }
        byte[] secret = expand(hmac(SALT, id), "client in", SECRET_BYTES);
        headerCipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(secret, "quic hp", KEY_BYTES), "AES"));
        byte[] mask = headerCipher.doFinal(packet, numberAt + SAMPLE_AFTER, SAMPLE_BYTES);
        byte[] clear = packet.clone();
        clear[0] ^= (byte) (mask[0] & 0x0f);
        int numberBytes = (clear[0] & 3) + 1;
        byte[] nonce = expand(secret, "quic iv", NONCE_BYTES);
        for (int i = 0; i < numberBytes; i++) {
            clear[numberAt + i] ^= mask[1 + i];
            nonce[NONCE_BYTES - numberBytes + i] ^= clear[numberAt + i];
        }
        int from = numberAt + numberBytes;
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(expand(secret, "quic key", KEY_BYTES), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(clear, 0, from);
        return cipher.doFinal(clear, from, numberAt + (int) length - from);
    }

    /** The handshake bytes from the first on, as far as this packet has them in one piece. */
    private static byte[] hello(ByteBuffer frames) {
        byte[] bytes = new byte[frames.remaining()];
        boolean[] there = new boolean[bytes.length];
        while (frames.hasRemaining()) {
            switch ((int) number(frames)) {
                case PADDING, PING -> {}
                case CRYPTO -> {
                    long at = number(frames);
                    long length = number(frames);
                    if (length > frames.remaining()) {
                        throw new BufferUnderflowException();
                    }
                    if (at + length <= bytes.length) {
                        frames.get(bytes, (int) at, (int) length);
                        Arrays.fill(there, (int) at, (int) (at + length), true);
                    } else {
                        skip(frames, length);
                    }
                }
                default -> frames.position(frames.limit());
            }
        }
        int whole = 0;
        while (whole < there.length && there[whole]) {
            whole++;
        }
        return Arrays.copyOf(bytes, whole);
    }

    /** RFC 8446 section 4.1.2, RFC 6066 section 3. */
    private static Optional<String> serverName(ByteBuffer hello) {
        if (hello.get() != CLIENT_HELLO) {
            return Optional.empty();
        }
        skip(hello, 3 + 2 + 32);
        skip(hello, hello.get() & 0xff);
        skip(hello, hello.getShort() & 0xffff);
        skip(hello, hello.get() & 0xff);
        int extensions = hello.getShort() & 0xffff;
        while (extensions > 0) {
            int type = hello.getShort() & 0xffff;
            int length = hello.getShort() & 0xffff;
            extensions -= 4 + length;
            if (type == SERVER_NAME) {
                return hostName(hello);
            }
            skip(hello, length);
        }
        return Optional.of("");
    }

    private static Optional<String> hostName(ByteBuffer names) {
        skip(names, 2);
        int type = names.get();
        int length = names.getShort() & 0xffff;
        if (type != HOST_NAME || length > MAX_NAME_BYTES) {
            return Optional.empty();
        }
        byte[] name = new byte[length];
        names.get(name);
        return Optional.of(new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }

    /** A variable-length integer (RFC 9000 section 16). */
    private static long number(ByteBuffer from) {
        int first = from.get() & 0xff;
        long value = first & 0x3f;
        for (int more = (1 << (first >> 6)) - 1; more > 0; more--) {
            value = value << 8 | (from.get() & 0xff);
        }
        return value;
    }

    private static void skip(ByteBuffer buffer, long bytes) {
        if (bytes > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        buffer.position(buffer.position() + (int) bytes);
    }

    private byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        mac.init(new SecretKeySpec(key, HASH));
        return mac.doFinal(text);
    }

    /** HKDF-Expand-Label with an empty context (RFC 8446 section 7.1), of at most one block. */
    private byte[] expand(byte[] secret, String label, int bytes) throws GeneralSecurityException {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(2 + 1 + full.length + 1 + 1)
                .putShort((short) bytes)
                .put((byte) full.length)
                .put(full)
                .put((byte) 0)
                .put((byte) 1)
                .array();
        return Arrays.copyOf(hmac(secret, info), bytes);
    }
}
