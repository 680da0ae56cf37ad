package org.wzp.relay.transport.common;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.incubator.codec.quic.BoringSSLContextOption;
import io.netty.incubator.codec.quic.QuicSslContext;
import io.netty.incubator.codec.quic.QuicSslContextBuilder;
import io.netty.incubator.codec.quic.QuicSslEngine;
import io.netty.util.Mapping;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.identity.RelayCertificate;

/** TLS contexts as stock peers need them (wire specification 1.1). */
public final class TlsMaterial {
    private static final String ALPN = "wzp";
    private static final String ALIAS = "relay";
    private static final String[] SIGNATURE_SCHEMES = {
        "ed25519",
        "ecdsa_secp256r1_sha256",
        "ecdsa_secp384r1_sha384",
        "rsa_pss_rsae_sha256",
        "rsa_pss_rsae_sha384",
        "rsa_pss_rsae_sha512"
    };

    /** A server asks its clients for no certificate, so this is never called; it only keeps the codec from making one. */
    private static final TrustManagerFactory NOBODY_IS_ASKED = InsecureTrustManagerFactory.INSTANCE;

    private TlsMaterial() {}

    /** One certificate for every server name; the name is what the connection reports. */
    public static QuicSslContext server(RelayCertificate certificate) {
        OneKey key = new OneKey(certificate.privateKey(), certificate.certificate());
        QuicSslContext context = QuicSslContextBuilder.forServer(key, null)
                .trustManager(NOBODY_IS_ASKED)
                .applicationProtocols(ALPN)
                .build();
        return named(key, context);
    }

    /**
     * What asks for the name first. The codec's own way to it, {@link QuicSslContextBuilder#buildForServerWithSni}, takes no trust
     * manager and so reads the certificates of every authority on this system, a megabyte, to use none of them.
     */
    private static QuicSslContext named(OneKey key, QuicSslContext context) {
        QuicSslContextBuilder builder =
                QuicSslContextBuilder.forServer(key, null).trustManager(NOBODY_IS_ASKED);
        try {
            Method sni = QuicSslContextBuilder.class.getDeclaredMethod("sni", Mapping.class);
            sni.setAccessible(true);
            Mapping<String, QuicSslContext> always = name -> context;
            var _ = sni.invoke(builder, always);
            return builder.build();
        } catch (ReflectiveOperationException e) {
            return QuicSslContextBuilder.buildForServerWithSni(name -> context);
        }
    }

    /** Accepts any certificate of any relay: relays are known by their fingerprint, never by name or chain. */
    public static Client client() {
        return new Client(QuicSslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .applicationProtocols(ALPN)
                .option(BoringSSLContextOption.SIGNATURE_ALGORITHMS, SIGNATURE_SCHEMES)
                .build());
    }

    /** Makes engines that send exactly the server name asked for. */
    public record Client(QuicSslContext context) {

        /**
         * The codec sends no name without a dot and refuses underscores with one, which are what rooms and services are
         * called; so the engine is made with a harmless host and its final field is set afterwards.
         *
         * @param serverName empty sends none
         */
        public QuicSslEngine engine(String serverName, int port) {
            // never a null host: the session cache can't compare it and the connect hangs
            String host = serverName.isEmpty() ? "none" : serverName.replace('.', '-');
            QuicSslEngine engine = context.newEngine(ByteBufAllocator.DEFAULT, host, port);
            try {
                Field name = engine.getClass().getDeclaredField("tlsHostName");
                name.setAccessible(true);
                name.set(engine, serverName.isEmpty() ? null : serverName);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this version of the codec hides where its server name is kept", e);
            }
            return engine;
        }
    }

    /** Always offers the one key: the default key manager knows no alias for Ed25519. */
    private static final class OneKey extends X509ExtendedKeyManager {
        private final PrivateKey key;
        private final X509Certificate certificate;

        OneKey(PrivateKey key, X509Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
