package org.wzp.relay.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.wzp.relay.wire.Bytes;

/**
 * The relay's TLS key and its self-signed certificate, fully determined by the seed, bit for bit the one the reference
 * presents (wire specification 1.2): operators write its fingerprint down, and stock apps remember it.
 */
public final class RelayCertificate {
    private static final String TLS_INFO = "wzp-tls-ed25519";
    private static final int KEY_BYTES = 32;
    private static final int SERIAL_BYTES = 20;
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");
    private static final ASN1ObjectIdentifier COMMON_NAME = new ASN1ObjectIdentifier("2.5.4.3");
    private static final ASN1ObjectIdentifier SUBJECT_ALTERNATIVE_NAME = new ASN1ObjectIdentifier("2.5.29.17");
    private static final String NAME = "rcgen self signed cert";
    private static final String NOT_BEFORE = "750101000000Z";
    private static final String NOT_AFTER = "40960101000000Z";
    private static final String DNS_NAME = "localhost";
    /** GeneralName's context tag of a dNSName (RFC 5280). */
    private static final int DNS_NAME_TAG = 2;

    private static final int EXTENSIONS_TAG = 3;
    private static final int X509_VERSION_3 = 2;
    /** PKCS#8 version 1 up to the key; version 2, which also holds the public key, crashes BoringSSL. */
    private static final Bytes PKCS8_PREFIX = Bytes.ofHex("302e020100300506032b657004220420");

    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
    private static final Bytes SPKI_PREFIX = Bytes.ofHex("302a300506032b6570032100");

    private final Identity key;
    private final byte[] pkcs8;
    private final byte[] der;
    private final X509Certificate certificate;

    private RelayCertificate(Bytes secret) throws IOException, CertificateException {
        key = Identity.ofSecret(secret);
        pkcs8 = concat(PKCS8_PREFIX.toArray(), secret.toArray());
        DERSequence algorithm = new DERSequence(ED25519);
        DERSequence tbs = toBeSigned(key.publicKey().toArray(), algorithm);
        Bytes signature = key.sign(tbs.getEncoded(ASN1Encoding.DER));
        der = sequence(tbs, algorithm, new DERBitString(signature.toArray())).getEncoded(ASN1Encoding.DER);
        certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    public static RelayCertificate of(Seed seed) {
        try {
            return new RelayCertificate(seed.derive(TLS_INFO, KEY_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("A certificate could not be written to memory.", e);
        } catch (CertificateException e) {
            throw new IllegalStateException("This Java can't read an Ed25519 certificate.", e);
        }
    }

    /** The certificate, 289 bytes, rarely less. */
    public byte[] der() {
        return der.clone();
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** PKCS#8 version 1, 48 bytes. Secret. */
    public byte[] privateKeyPkcs8() {
        return pkcs8.clone();
    }

    /** For a TLS stack that asks for the encoding only, as BoringSSL's does. */
    public PrivateKey privateKey() {
        return new EncodedKey(pkcs8);
    }

    /** 32 bytes. */
    public Bytes publicKey() {
        return key.publicKey();
    }

    /** Signs with the TLS key: only what begins with words of its own, so that it can't be mistaken for a part of a handshake. */
    public Bytes sign(byte[] statement) {
        return key.sign(statement);
    }

    /** The Ed25519 key in somebody's certificate, 32 bytes; empty for anything else. */
    public static Optional<Bytes> publicKeyOf(Bytes der) {
        try {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()))
                    .getPublicKey()
                    .getEncoded();
            int prefix = key.length - KEY_BYTES;
            return prefix == SPKI_PREFIX.size() && Arrays.equals(Arrays.copyOf(key, prefix), SPKI_PREFIX.toArray())
                    ? Optional.of(Bytes.of(Arrays.copyOfRange(key, prefix, key.length)))
                    : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            return Optional.empty();
        }
    }

    public TlsFingerprint fingerprint() {
        return TlsFingerprint.ofCertificate(der);
    }

    private static DERSequence toBeSigned(byte[] publicKey, DERSequence algorithm) throws IOException {
        byte[] serial = Arrays.copyOf(Hashes.sha256(publicKey), SERIAL_BYTES);
        serial[0] &= 0x7F;
        DERSequence name = new DERSequence(new DERSet(sequence(COMMON_NAME, new DERUTF8String(NAME))));
        byte[] host = DNS_NAME.getBytes(StandardCharsets.US_ASCII);
        DERSequence names = new DERSequence(new DERTaggedObject(false, DNS_NAME_TAG, new DEROctetString(host)));
        DERSequence extension = sequence(SUBJECT_ALTERNATIVE_NAME, new DEROctetString(names.getEncoded()));
        return sequence(
                new DERTaggedObject(true, 0, new ASN1Integer(X509_VERSION_3)),
                new ASN1Integer(new BigInteger(1, serial)),
                algorithm,
                name,
                sequence(new DERUTCTime(NOT_BEFORE), new DERGeneralizedTime(NOT_AFTER)),
                name,
                sequence(algorithm, new DERBitString(publicKey)),
                new DERTaggedObject(true, EXTENSIONS_TAG, new DERSequence(extension)));
    }

    private static DERSequence sequence(ASN1Encodable... elements) {
        return new DERSequence(elements);
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] out = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, out, head.length, tail.length);
        return out;
    }

    @Override
    public String toString() {
        return "RelayCertificate[" + fingerprint().text() + "]";
    }

    /** A key that only knows its encoding. */
    private static final class EncodedKey implements PrivateKey {
        private static final long serialVersionUID = 1L;

        private final byte[] encoded;

        EncodedKey(byte[] encoded) {
            this.encoded = encoded;
        }

        @Override
        public String getAlgorithm() {
            return "Ed25519";
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }
}
