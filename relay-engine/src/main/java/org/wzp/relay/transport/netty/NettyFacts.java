package org.wzp.relay.transport.netty;

import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicConnectionCloseEvent;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.text.Cut;
import org.wzp.relay.transport.ConnectionHandler;

/** Reads what Netty's channel and events tell into the contract's terms. */
final class NettyFacts {
    private NettyFacts() {}

    /** How the peer ended the connection; the reason is made printable and short. */
    static ConnectionHandler.CloseInfo closeInfo(QuicConnectionCloseEvent close) {
        return new ConnectionHandler.CloseInfo(true, false, close.isApplicationClose(), close.error(), reason(close));
    }

    private static String reason(QuicConnectionCloseEvent close) {
        try {
            return Cut.REASON.of(new String(close.reason(), StandardCharsets.UTF_8));
        } catch (NullPointerException e) {
            return ""; // the codec's way of saying that the peer gave no reason
        }
    }

    /** The certificate the peer presented, DER; null when it presented none. */
    static byte @Nullable [] peerCertificate(QuicChannel channel) {
        SSLEngine engine = channel.sslEngine();
        try {
            return engine == null
                    ? null
                    : engine.getSession().getPeerCertificates()[0].getEncoded();
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return null;
        }
    }
}
