package org.wzp.relay.transport.quiche;

import io.netty.incubator.codec.quic.QuicSslEngine;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One connection's TLS, made by the codec's own contexts, joined to a quiche connection of ours. The codec keeps this
 * joint package-private, so its few entrances are looked up here once; {@link #missing} says what a different version lacks.
 *
 * <p>Confined to the connection's loop.
 */
public final class QuicheTls {
    private static final CodecMembers MEMBERS = new CodecMembers();
    private static final Class<?> ENGINE = MEMBERS.type("QuicheQuicSslEngine");
    private static final Class<?> CONNECTION = MEMBERS.type("QuicheQuicConnection");
    private static final MethodHandle CREATE =
            MEMBERS.method(ENGINE, "createConnection", MethodType.methodType(CONNECTION, LongFunction.class));
    private static final MethodHandle SET_SNI_LISTENER = MEMBERS.setter(ENGINE, "sniSelectedCallback", Consumer.class);
    private static final MethodHandle TASK =
            MEMBERS.method(CONNECTION, "sslTask", MethodType.methodType(Runnable.class));
    private static final MethodHandle FREE = MEMBERS.method(CONNECTION, "free", MethodType.methodType(void.class));
    private static final MethodHandle ADDRESS =
            MEMBERS.method(CONNECTION, "address", MethodType.methodType(long.class));

    private final QuicSslEngine engine;
    private final Object connection;
    private final long address;
    private @Nullable String serverName;

    private QuicheTls(QuicSslEngine engine, Object connection, long address) {
        this.engine = engine;
        this.connection = connection;
        this.address = address;
    }

    /** What the codec on the class path lacks for this; empty when it has everything. */
    public static Optional<String> missing() {
        return MEMBERS.missing();
    }

    /**
     * Makes a quiche connection that handshakes with this engine.
     *
     * @param create from the address of the TLS state to the address of the new connection, -1 when refused
     * @return null when quiche refused
     */
    public static @Nullable QuicheTls open(QuicSslEngine engine, LongUnaryOperator create) {
        try {
            Object connection = CREATE.invoke(engine, (LongFunction<Long>) create::applyAsLong);
            if (connection == null) {
                return null;
            }
            QuicheTls tls = new QuicheTls(engine, connection, (long) ADDRESS.invoke(connection));
            SET_SNI_LISTENER.invoke(engine, (Consumer<String>) tls::selected);
            return tls;
        } catch (Throwable e) {
            throw new AssertionError("the codec's TLS refused its own engine", e);
        }
    }

    private void selected(@Nullable String name) {
        serverName = name;
    }

    /** The native connection. */
    public long address() {
        return address;
    }

    /** What the client asked for, as sent; null when it asked for nothing. Known once the handshake is complete. */
    @Nullable
    public String serverName() {
        return serverName;
    }

    /** Runs what the handshake waits for (choosing the certificate, checking the peer's); true if there was anything. */
    public boolean runTasks() {
        boolean any = false;
        try {
            for (Runnable task = (Runnable) TASK.invoke(connection);
                    task != null;
                    task = (Runnable) TASK.invoke(connection)) {
                task.run();
                any = true;
            }
        } catch (Throwable e) {
            throw new AssertionError("a handshake step failed", e);
        }
        return any;
    }

    /** The first certificate the peer showed, DER; empty when it showed none. */
    public Optional<byte[]> peerCertificate() {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain.length == 0 ? Optional.empty() : Optional.of(chain[0].getEncoded());
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    /** Frees the native connection and its TLS state; neither may be touched afterwards. */
    public void free() {
        try {
            FREE.invoke(connection);
        } catch (Throwable e) {
            throw new AssertionError("the codec could not free a connection", e);
        }
    }
}
