package org.wzp.relay.federation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.SignalMessage.FederationProof;

/**
 * How a relay that dials proves which one it is. The one it dialled has proven itself by TLS: its certificate is pinned. The
 * dialler signs, with the key of its own certificate,
 *
 * <pre>
 *   "wzp federation proof 1" 00
 *   SHA-256 of the dialler's certificate                              32 bytes
 *   SHA-256 of the certificate that the dialler saw in TLS            32 bytes
 *   nonce of the dialler's hello                                      32 bytes
 *   nonce of the acceptor's challenge                                 32 bytes
 * </pre>
 *
 * <p>The acceptor puts its own certificate and its own nonce, which it made for this connection, in their places. So a proof
 * can't be replayed: another connection has another nonce. It can't be passed on to a third relay: somebody in the middle, or
 * a relay that is dialled and dials on, shows the dialler another certificate than the third relay's. It can't be taken from
 * the wire, since it travels inside TLS to the owner of that certificate. And it can't be mistaken for a part of a TLS
 * handshake, where what is signed begins with 64 spaces (RFC 8446, 4.4.3).
 */
final class LinkProof {
    static final int NONCE_BYTES = 32;

    private static final byte[] CONTEXT = "wzp federation proof 1\0".getBytes(StandardCharsets.US_ASCII);

    private LinkProof() {}

    /**
     * What both ends know of one connection.
     *
     * @param dialler fingerprint, 64 hex digits
     * @param acceptor fingerprint of the certificate in TLS, 64 hex digits
     */
    record Connected(String dialler, String acceptor, Bytes diallerNonce, Bytes acceptorNonce) {
        private byte[] statement() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(CONTEXT);
            out.writeBytes(Bytes.ofHex(dialler).toArray());
            out.writeBytes(Bytes.ofHex(acceptor).toArray());
            out.writeBytes(diallerNonce.toArray());
            out.writeBytes(acceptorNonce.toArray());
            return out.toByteArray();
        }
    }

    /** The dialler's; about 0.1 ms. */
    static FederationProof of(RelayCertificate own, Connected connected) {
        return new FederationProof(Bytes.of(own.der()), own.sign(connected.statement()));
    }

    /** Whether it is the dialler's, for this connection; about 0.3 ms. */
    static boolean holds(FederationProof proof, Connected connected) {
        if (!TlsFingerprint.ofCertificate(proof.certificate().toArray())
                .normalized()
                .equals(connected.dialler())) {
            return false;
        }
        Optional<Bytes> key = RelayCertificate.publicKeyOf(proof.certificate());
        return key.isPresent() && Identity.verify(key.get(), connected.statement(), proof.signature());
    }
}
