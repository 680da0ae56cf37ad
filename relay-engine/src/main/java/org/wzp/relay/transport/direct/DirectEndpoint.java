package org.wzp.relay.transport.direct;

import io.netty.incubator.codec.quic.QuicSslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.QuicTransport;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.common.AddressTokens;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.ResetTokens;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.transport.common.TlsMaterial;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.quiche.QuicheLibrary;
import org.wzp.relay.transport.quiche.QuicheSetup;
import org.wzp.relay.transport.quiche.QuicheTls;

/**
 * Our own endpoint over the codec's native functions: one socket, one {@link DirectLoop}. Linux on 64-bit machines, with
 * exactly the codec version whose package-private functions {@link QuicheLibrary} knows; {@link #unavailable} says
 * why not, and the relay then uses {@code NettyEndpoint}.
 *
 * <p>The settings are those of stock peers (wire specification 1.4).
 */
public final class DirectEndpoint implements QuicEndpoint {
    private static final long MAX_STREAM_BYTES = 64 * 1024;
    private static final long MAX_STREAMS = 100;
    private static final long MAX_RECEIVED_UDP_PAYLOAD_BYTES = 1472;
    private static final long CONNECTION_ID_LIMIT = PeerAddresses.MOST;
    private static final int NATIVE_RECEIVE_QUEUE = 1024;
    /** Small, so that what a stalled receiver gets first is not seconds old; the outbox in front drops the oldest. */
    static final int NATIVE_SEND_QUEUE = 32;

    private final LinuxSocket socket;
    private final DirectLoop loop;
    private final DirectAcceptor acceptor;
    private final Thread thread;
    private final EndpointCounters counters = new EndpointCounters();

    private DirectEndpoint(DirectAcceptor.Setup setup) throws IOException {
        long config = config(setup.settings(), setup.serverTls() != null);
        try {
            socket = LinuxSocket.bind(setup.settings().bind(), setup.serverTls() != null);
        } catch (IOException e) {
            QuicheSetup.freeConfig(config);
            throw e;
        }
        DirectAcceptor[] made = new DirectAcceptor[1];
        loop = new DirectLoop(socket, setup.settings(), counters, (itsLoop, local, length) -> {
            made[0] = new DirectAcceptor(itsLoop, local, length, config, setup);
            return made[0];
        });
        acceptor = made[0];
        thread =
                new HotPathGuard.MediaThread(loop, "quic-loop-" + socket.local().getPort());
        thread.setDaemon(true);
        thread.start();
    }

    /** Why this transport can't be used here; empty when it can. */
    public static Optional<String> unavailable() {
        if (!LinuxSocket.supported()) {
            return Optional.of("the direct transport needs Linux on x86_64 or aarch64");
        }
        return QuicheLibrary.missing().or(QuicheTls::missing);
    }

    /**
     * Binds, accepts and dials.
     *
     * @throws java.net.BindException if the address is taken
     */
    public static DirectEndpoint bind(
            EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept) throws IOException {
        return new DirectEndpoint(
                setup(settings, TlsMaterial.server(certificate), accept, ResetTokens.of(certificate)));
    }

    /** Binds to dial only. */
    public static DirectEndpoint client(EndpointSettings settings) throws IOException {
        return new DirectEndpoint(setup(settings, null, null, null));
    }

    private static DirectAcceptor.Setup setup(
            EndpointSettings settings,
            @Nullable QuicSslContext serverTls,
            @Nullable ConnectionAcceptor accept,
            @Nullable ResetTokens resetTokens) {
        RelayConfig.Limits limits = settings.limits();
        return new DirectAcceptor.Setup(
                settings,
                serverTls,
                TlsMaterial.client(),
                accept,
                new HandshakeLimits(limits.handshakesInFlight(), limits.handshakesPerPrefix(), System::nanoTime),
                new AddressTokens(Clock.systemUTC(), new SecureRandom()),
                resetTokens);
    }

    private static long config(EndpointSettings settings, boolean accepts) {
        long config = QuicheSetup.newConfig();
        QuicheSetup.configure(config, true, false, NATIVE_RECEIVE_QUEUE, NATIVE_SEND_QUEUE);
        QuicheSetup.configure(config, "max_idle_timeout", settings.idleTimeout().toMillis());
        QuicheSetup.configure(config, "max_recv_udp_payload_size", MAX_RECEIVED_UDP_PAYLOAD_BYTES);
        QuicheSetup.configure(config, "max_send_udp_payload_size", PacketLimit.MOST_BYTES);
        QuicheSetup.configure(config, "initial_max_data", SignalStreams.window(accepts));
        QuicheSetup.configure(config, "initial_max_stream_data_bidi_local", MAX_STREAM_BYTES);
        QuicheSetup.configure(config, "initial_max_stream_data_bidi_remote", MAX_STREAM_BYTES);
        QuicheSetup.configure(config, "initial_max_stream_data_uni", MAX_STREAM_BYTES);
        QuicheSetup.configure(config, "initial_max_streams_bidi", MAX_STREAMS);
        QuicheSetup.configure(config, "initial_max_streams_uni", MAX_STREAMS);
        QuicheSetup.configure(config, "active_connection_id_limit", CONNECTION_ID_LIMIT);
        return config;
    }

    @Override
    public InetSocketAddress localAddress() {
        return socket.local();
    }

    @Override
    public CompletableFuture<Connection> connect(
            InetSocketAddress remote, String serverName, ConnectionHandler handler) {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        loop.execute(() -> acceptor.dial(remote, serverName, handler, result));
        return result;
    }

    @Override
    public Collection<? extends Connection> connections() {
        return acceptor.live();
    }

    @Override
    public EndpointCounters counters() {
        return counters;
    }

    @Override
    public List<ContentionStatus.LoopRow> loops() {
        return List.of(loop.meter().row(thread.getName(), loop.pendingTasks()));
    }

    @Override
    public CompletableFuture<Throwable> failure() {
        return loop.failure();
    }

    @Override
    public long turns() {
        return loop.meter().ticks();
    }

    @Override
    public QuicTransport kind() {
        return QuicTransport.DIRECT;
    }

    @Override
    public void close(CloseReason reason, Duration grace) {
        if (!thread.isAlive()) {
            return;
        }
        CountDownLatch closed = new CountDownLatch(1);
        loop.execute(() -> {
            for (DirectConnection connection : List.copyOf(loop.connections())) {
                connection.close(reason);
            }
            closed.countDown();
        });
        try {
            var _ = closed.await(grace.toMillis(), TimeUnit.MILLISECONDS);
            loop.stop();
            thread.join(Math.max(1, grace.toMillis()));
        } catch (InterruptedException e) {
            loop.stop();
            Thread.currentThread().interrupt();
        }
    }
}
