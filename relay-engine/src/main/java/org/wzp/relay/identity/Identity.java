package org.wzp.relay.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.wzp.relay.wire.Bytes;

/** An Ed25519 key pair that signs, and who it makes its owner (wire specification 4). Safe for any number of threads. */
public final class Identity {
    public static final int PUBLIC_KEY_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    private static final String ED25519_INFO = "warzone-ed25519";
    private static final String X25519_INFO = "warzone-x25519";
    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
    private static final Bytes PUBLIC_KEY_PREFIX = Bytes.ofHex("302a300506032b6570032100");

    private final Ed25519PrivateKeyParameters secret;
    private final Bytes publicKey;

    private Identity(Bytes secret) {
        this.secret = new Ed25519PrivateKeyParameters(secret.toArray(), 0);
        this.publicKey = Bytes.of(this.secret.generatePublicKey().getEncoded());
    }

    /** The identity that a seed stands for. */
    public static Identity of(Seed seed) {
        return new Identity(ed25519Secret(seed));
    }

    /** An identity of a 32-byte RFC 8032 secret. */
    public static Identity ofSecret(Bytes secret) {
        return new Identity(secret);
    }

    /** The secret of {@link #of}, 32 bytes. */
    static Bytes ed25519Secret(Seed seed) {
        return seed.derive(ED25519_INFO, PUBLIC_KEY_BYTES);
    }

    /** The seed's static X25519 key. Part of the identity scheme, but nothing on the wire uses it. */
    public static EphemeralKey x25519(Seed seed) {
        return EphemeralKey.ofSecret(seed.derive(X25519_INFO, EphemeralKey.BYTES));
    }

    /** RFC 8032 encoding, 32 bytes. */
    public Bytes publicKey() {
        return publicKey;
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(publicKey);
    }

    /** The deterministic signature of RFC 8032, 64 bytes. */
    public Bytes sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return Bytes.of(signer.generateSignature());
    }

    /** False for anything but a valid signature, also when the key is no point of the curve. */
    public static boolean verify(Bytes publicKey, byte[] message, Bytes signature) {
        if (publicKey.size() != PUBLIC_KEY_BYTES || signature.size() != SIGNATURE_BYTES) {
            return false;
        }
        try {
            // the JDK verifies as the reference does, while BouncyCastle also refuses keys of small order
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey(publicKey));
            verifier.update(message);
            return verifier.verify(signature.toArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no Ed25519, which every Java since 15 has.", e);
        } catch (GeneralSecurityException | ArithmeticException e) {
            return false;
        }
    }

    private static PublicKey publicKey(Bytes raw) throws GeneralSecurityException {
        byte[] encoded = new byte[PUBLIC_KEY_PREFIX.size() + PUBLIC_KEY_BYTES];
        System.arraycopy(PUBLIC_KEY_PREFIX.toArray(), 0, encoded, 0, PUBLIC_KEY_PREFIX.size());
        System.arraycopy(raw.toArray(), 0, encoded, PUBLIC_KEY_PREFIX.size(), PUBLIC_KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public String toString() {
        return "Identity[" + fingerprint().text() + "]";
    }
}
