package org.wzp.relay.transport.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.incubator.codec.quic.Quic;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicClientCodecBuilder;
import io.netty.incubator.codec.quic.QuicCodecBuilder;
import io.netty.incubator.codec.quic.QuicConnectionIdGenerator;
import io.netty.incubator.codec.quic.QuicServerCodecBuilder;
import io.netty.incubator.codec.quic.QuicSslContext;
import io.netty.incubator.codec.quic.QuicStreamChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
import org.wzp.relay.transport.common.Dials;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.transport.common.TlsMaterial;
import org.wzp.relay.transport.quiche.QuicheCodec;
import org.wzp.relay.transport.quiche.QuicheWindows;

/**
 * Netty's public QUIC channels on one event loop, for platforms where {@code DirectEndpoint} does not work. The codec
 * accepts and dials in different channels only, so connections are dialled from a second socket of the same loop.
 */
public final class NettyEndpoint implements QuicEndpoint {
    private static final long MAX_STREAM_BYTES = 64 * 1024;
    private static final long MAX_STREAMS = 100;
    /**
     * What every path of QUIC carries (RFC 9000 section 14). The codec would search for more once and go on sending it when a
     * link has become smaller, so that nothing large arrives any more; it offers no way back.
     */
    private static final int MAX_UDP_PAYLOAD_BYTES = 1200;

    private static final int RECEIVE_BUFFER_BYTES = 2048;
    static final int READ_BATCH = 64;
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;
    private static final int CONNECTION_ID_LIMIT = 64;
    private static final int NATIVE_RECEIVE_QUEUE = 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final AttributeKey<String> SERVER_NAME = AttributeKey.valueOf(NettyEndpoint.class, "serverName");
    private static final AttributeKey<NettyConnection> CONNECTION =
            AttributeKey.valueOf(NettyEndpoint.class, "connection");

    private final EventLoopGroup group;
    private final NettyLoop loop;
    private final TlsMaterial.Client clientTls = TlsMaterial.client();
    private final EndpointCounters counters = new EndpointCounters();
    private final Dials dials;
    private final @Nullable Channel serving;
    private final Channel dialling;
    private final String name;
    /** Written by who closes, read when the loop has ended. */
    private volatile boolean closing;

    private NettyEndpoint(
            EndpointSettings settings, @Nullable RelayCertificate certificate, @Nullable ConnectionAcceptor accept)
            throws IOException {
        Optional<String> missing = unavailable();
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
        ThreadFactory threads = task -> new HotPathGuard.MediaThread(
                task, "quic-netty-" + settings.bind().getPort());
        group = Epoll.isAvailable() ? new EpollEventLoopGroup(1, threads) : new NioEventLoopGroup(1, threads);
        RelayConfig.Limits limits = settings.limits();
        dials = new Dials(settings.ledger());
        loop = new NettyLoop(
                group.next(),
                settings,
                counters,
                new HandshakeLimits(limits.handshakesInFlight(), limits.handshakesPerPrefix(), System::nanoTime));
        boolean bound = false;
        try {
            if (certificate != null && accept != null) {
                NettyIds ids = new NettyIds(QuicConnectionIdGenerator.signGenerator(), new SecureRandom());
                ResetsSent resets = new ResetsSent(ids, certificate, counters);
                serving = bind(settings.bind(), ids, resets, () -> serverCodec(ids, resets, certificate, accept));
                dialling = bindToDial(new InetSocketAddress(settings.bind().getAddress(), 0));
            } else {
                serving = null;
                dialling = bindToDial(settings.bind());
            }
            bound = true;
        } finally {
            if (!bound) {
                var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            }
        }
        name = "quic-netty-" + localAddress().getPort();
        loop.executor.execute(loop::start);
        group.terminationFuture().addListener(ended -> {
            if (!closing) {
                loop.failure.complete(new IllegalStateException("the event loop has ended by itself"));
            }
        });
    }

    /** Why this transport can't be used here; empty when it can. */
    public static Optional<String> unavailable() {
        return Quic.isAvailable()
                ? Optional.empty()
                : Optional.of("the QUIC codec has no native library for this machine: " + Quic.unavailabilityCause());
    }

    /**
     * Binds, accepts and dials.
     *
     * @throws java.net.BindException if the address is taken
     */
    public static NettyEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException {
        return new NettyEndpoint(settings, certificate, accept);
    }

    /** Binds to dial only. */
    public static NettyEndpoint client(EndpointSettings settings) throws IOException {
        return new NettyEndpoint(settings, null, null);
    }

    private Channel bindToDial(InetSocketAddress address) throws BindException {
        return bind(address, null, new ResetsReceived(loop), this::clientCodec);
    }

    private Channel bind(
            InetSocketAddress address, @Nullable NettyIds ids, UnknownPackets unknown, Supplier<ChannelHandler> codec)
            throws BindException {
        Class<? extends DatagramChannel> type =
                group instanceof EpollEventLoopGroup ? EpollDatagramChannel.class : NioDatagramChannel.class;
        Future<?> bound = new Bootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .option(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(RECEIVE_BUFFER_BYTES).maxMessagesPerRead(READ_BATCH))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        ChannelHandler made = codec.get();
                        unknown.codec(made);
                        channel.pipeline().addLast(loop.new Gate(ids, unknown), made, loop.new Faults());
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            BindException taken = new BindException("could not bind UDP " + address + ": "
                    + bound.cause().getMessage() + ". Stop what uses the port or choose another.");
            taken.initCause(bound.cause());
            throw taken;
        }
        return ((ChannelFuture) bound).channel();
    }

    private ChannelHandler serverCodec(
            NettyIds ids, ResetsSent resets, RelayCertificate certificate, ConnectionAcceptor accept) {
        QuicSslContext tls = TlsMaterial.server(certificate);
        ChannelHandler codec = tune(new QuicServerCodecBuilder())
                .connectionIdAddressGenerator(ids)
                .resetTokenGenerator(resets)
                .sslEngineProvider(channel -> {
                    resets.beforeConnection(channel);
                    return tls.newEngine(channel.alloc());
                })
                .tokenHandler(new NettyTokens(
                        loop.handshakes, new AddressTokens(Clock.systemUTC(), new SecureRandom()), counters))
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel channel) {
                        InetSocketAddress remote = (InetSocketAddress) channel.remoteSocketAddress();
                        attach(channel, null, remote, connection -> {
                            counters.count(EndpointCounters.Event.ACCEPTED);
                            connection.handler(accept.accept(connection));
                        });
                    }
                })
                .streamHandler(new Streams())
                .build();
        if (QuicheCodec.missing().isEmpty()) {
            QuicheWindows.keep(new QuicheCodec(codec).config());
        }
        return codec;
    }

    private ChannelHandler clientCodec() {
        return tune(new QuicClientCodecBuilder())
                .sslEngineProvider(channel -> {
                    String serverName = channel.attr(SERVER_NAME).get();
                    return clientTls.engine(serverName == null ? "" : serverName, 0);
                })
                .build();
    }

    private <B extends QuicCodecBuilder<B>> B tune(B builder) {
        return builder.maxIdleTimeout(loop.settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(SignalStreams.window(builder instanceof QuicServerCodecBuilder))
                .initialMaxStreamDataBidirectionalLocal(MAX_STREAM_BYTES)
                .initialMaxStreamDataBidirectionalRemote(MAX_STREAM_BYTES)
                .initialMaxStreamDataUnidirectional(MAX_STREAM_BYTES)
                .initialMaxStreamsBidirectional(MAX_STREAMS)
                .initialMaxStreamsUnidirectional(MAX_STREAMS)
                .maxSendUdpPayloadSize(MAX_UDP_PAYLOAD_BYTES)
                .discoverPmtu(false)
                .activeMigration(true)
                .activeConnectionIdLimit(CONNECTION_ID_LIMIT)
                .localConnectionIdLength(NettyIds.ID_BYTES)
                .datagram(NATIVE_RECEIVE_QUEUE, NettyDatagrams.NATIVE_QUEUE);
    }

    private NettyConnection attach(
            QuicChannel channel,
            @Nullable String dialledName,
            InetSocketAddress remote,
            Consumer<NettyConnection> onEstablished) {
        NettyConnection connection = new NettyConnection(loop, channel, dialledName, remote, onEstablished);
        channel.attr(CONNECTION).set(connection);
        channel.pipeline().addLast(connection.events());
        return connection;
    }

    /** Gives each stream the peer opens to the streams of its connection. */
    private static final class Streams extends ChannelInitializer<QuicStreamChannel> {
        @Override
        protected void initChannel(QuicStreamChannel stream) {
            NettyConnection connection = stream.parent().attr(CONNECTION).get();
            if (connection != null) {
                stream.pipeline().addLast(connection.streams().incoming());
            }
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) (serving != null ? serving : dialling).localAddress();
    }

    @Override
    public CompletableFuture<Connection> connect(
            InetSocketAddress remote, String serverName, ConnectionHandler handler) {
        return dials.begin(result -> dial(remote, serverName, handler, result));
    }

    private void dial(
            InetSocketAddress remote,
            String serverName,
            ConnectionHandler handler,
            CompletableFuture<Connection> result) {
        QuicChannel.newBootstrap(dialling)
                .attr(SERVER_NAME, serverName)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel channel) {
                        // not by the promise below: the codec keeps it before the channel is active and its facts known
                        attach(channel, serverName, remote, connection -> {
                            connection.handler(handler);
                            result.complete(connection);
                        });
                    }
                })
                .streamHandler(new Streams())
                .remoteAddress(remote)
                .connect()
                .addListener((Future<QuicChannel> made) -> {
                    if (!made.isSuccess()) {
                        result.completeExceptionally(new IOException("could not connect to " + remote, made.cause()));
                    }
                });
    }

    @Override
    public Collection<? extends Connection> connections() {
        return List.copyOf(loop.live);
    }

    @Override
    public EndpointCounters counters() {
        return counters;
    }

    @Override
    public List<ContentionStatus.LoopRow> loops() {
        return List.of(loop.meter.row(name, loop.pending.get(), loop.live.size()));
    }

    @Override
    public List<LoopThread> threads() {
        return List.of(new LoopThread(name, loop.meter::ticks, loop.failure));
    }

    @Override
    public QuicTransport kind() {
        return QuicTransport.NETTY;
    }

    @Override
    public void close(CloseReason reason, Duration grace) {
        if (group.isShuttingDown()) {
            return;
        }
        closing = true;
        long millis = Math.max(1, grace.toMillis());
        loop.execute(() -> {
            List.copyOf(loop.live).forEach(connection -> connection.close(reason));
            // behind the closing tasks of the connections
            loop.execute(() -> {
                if (serving != null) {
                    var _ = serving.close();
                }
                var _ = dialling.close();
            });
        });
        dialling.closeFuture().awaitUninterruptibly(millis);
        group.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS).awaitUninterruptibly(millis);
    }
}
