package org.wzp.relay.transport.direct;

import io.netty.incubator.codec.quic.QuicSslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.wzp.relay.transport.common.Dials;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.ResetTokens;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.transport.common.TlsMaterial;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.SocketGroup;
import org.wzp.relay.transport.quiche.QuicheLibrary;
import org.wzp.relay.transport.quiche.QuicheSetup;
import org.wzp.relay.transport.quiche.QuicheTls;
import org.wzp.relay.transport.quiche.QuicheWindows;

/**
 * Our own endpoint over the codec's native functions: one or more {@link DirectLoop}s, each with a socket of its own, all of
 * them on one port. Linux on 64-bit machines, with exactly the codec version whose package-private functions
 * {@link QuicheLibrary} knows; elsewhere {@link #unavailable} says why not, and the relay uses {@code NettyEndpoint}.
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

    private static final Logger LOG = LoggerFactory.getLogger(DirectEndpoint.class);

    private final DirectGroup group;
    private final InetSocketAddress local;
    private final List<Thread> threads = new ArrayList<>();
    private final EndpointCounters counters = new EndpointCounters();
    private final Dials dials;

    private DirectEndpoint(DirectAcceptor.Setup setup, boolean steered) throws IOException {
        boolean accepts = setup.serverTls() != null;
        EndpointSettings settings = setup.settings();
        group = new DirectGroup(settings.loops());
        List<LinuxSocket> sockets = accepts
                ? SocketGroup.bind(settings.bind(), group.size(), steered)
                : SocketGroup.forDialling(settings.bind());
        local = sockets.getFirst().local();
        List<DirectLoop> loops = new ArrayList<>();
        boolean begun = false;
        try {
            for (LinuxSocket own : sockets) {
                loops.add(new DirectLoop(
                        loops.size(),
                        group,
                        own,
                        settings,
                        counters,
                        (loop, address, length) ->
                                new DirectAcceptor(loop, address, length, config(settings, accepts), setup)));
            }
            group.complete(loops);
            for (DirectLoop loop : loops) {
                Thread thread = new HotPathGuard.MediaThread(loop, name(loop));
                thread.setDaemon(true);
                threads.add(thread);
            }
            dials = new Dials(settings.ledger());
            threads.forEach(Thread::start);
            begun = true;
        } finally {
            if (!begun) {
                abandon(sockets, loops, threads);
            }
        }
    }

    /**
     * Lets go of the port when what was to read from it could not be built or started: without it nobody could try again. A
     * loop that runs frees what is its own when it ends; another one does so here.
     */
    private static void abandon(List<LinuxSocket> sockets, List<DirectLoop> loops, List<Thread> threads) {
        for (int i = 0; i < sockets.size(); i++) {
            if (i >= loops.size()) {
                sockets.get(i).close();
                continue;
            }
            loops.get(i).stop();
            if (i >= threads.size() || threads.get(i).getState() == Thread.State.NEW) {
                loops.get(i).run();
            }
        }
    }

    private String name(DirectLoop loop) {
        String name = "quic-loop-" + local.getPort();
        return group.size() == 1 ? name : name + "-" + (loop.index() + 1);
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
        return bind(settings, certificate, accept, true);
    }

    /** @param steered see {@link SocketGroup#bind} */
    static DirectEndpoint bind(
            EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept, boolean steered)
            throws IOException {
        return new DirectEndpoint(
                setup(settings, TlsMaterial.server(certificate), accept, () -> ResetTokens.of(certificate)), steered);
    }

    /** Binds to dial only. */
    public static DirectEndpoint client(EndpointSettings settings) throws IOException {
        return new DirectEndpoint(setup(settings, null, null, null), true);
    }

    private static DirectAcceptor.Setup setup(
            EndpointSettings settings,
            @Nullable QuicSslContext serverTls,
            @Nullable ConnectionAcceptor accept,
            @Nullable Supplier<ResetTokens> resetTokens) {
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
        if (accepts) {
            QuicheWindows.keep(config);
        }
        return config;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public CompletableFuture<Connection> connect(
            InetSocketAddress remote, String serverName, ConnectionHandler handler) {
        DirectLoop loop = group.loops().getFirst();
        return dials.begin(
                result -> loop.execute(() -> loop.acceptor().dialer().dial(remote, serverName, handler, result)));
    }

    @Override
    public Collection<? extends Connection> connections() {
        return group.open();
    }

    @Override
    public EndpointCounters counters() {
        return counters;
    }

    @Override
    public List<ContentionStatus.LoopRow> loops() {
        return group.loops().stream()
                .map(loop -> loop.meter().row(name(loop), loop.pendingTasks(), loop.connectionCount()))
                .toList();
    }

    @Override
    public List<ContentionStatus.QueueRow> queues() {
        return group.ringRow().stream().toList();
    }

    @Override
    public List<LoopThread> threads() {
        return group.loops().stream()
                .map(loop -> new LoopThread(name(loop), loop.meter()::ticks, loop.failure()))
                .toList();
    }

    @Override
    public QuicTransport kind() {
        return QuicTransport.DIRECT;
    }

    @Override
    public void close(CloseReason reason, Duration grace) {
        CompletableFuture<?>[] closed = group.loops().stream()
                .filter(loop -> threads.get(loop.index()).isAlive())
                .map(loop -> closeAll(loop, reason))
                .toArray(CompletableFuture<?>[]::new);
        try {
            awaitAll(closed, grace);
            group.loops().forEach(DirectLoop::stop);
            for (Thread thread : threads) {
                thread.join(Math.max(1, grace.toMillis()));
            }
        } catch (InterruptedException e) {
            group.loops().forEach(DirectLoop::stop);
            Thread.currentThread().interrupt();
        }
    }

    /** Completes when the loop's connections are closed, or when the loop has failed: it closes nothing any more. */
    private static CompletableFuture<?> closeAll(DirectLoop loop, CloseReason reason) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        loop.execute(() -> {
            for (DirectConnection connection : List.copyOf(loop.connections())) {
                connection.close(reason);
            }
            closed.complete(null);
        });
        return CompletableFuture.anyOf(closed, loop.failure());
    }

    private static void awaitAll(CompletableFuture<?>[] all, Duration grace) throws InterruptedException {
        try {
            var _ = CompletableFuture.allOf(all).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every loop has closed its connections within {}.", grace);
        }
    }
}
