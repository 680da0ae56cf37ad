package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicConnectionCloseEvent;
import io.netty.incubator.codec.quic.QuicConnectionPathStats;
import io.netty.incubator.codec.quic.QuicConnectionStats;
import io.netty.incubator.codec.quic.QuicDatagramExtensionEvent;
import io.netty.incubator.codec.quic.QuicException;
import io.netty.incubator.codec.quic.QuicStreamLimitChangedEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.LoopConnection;
import org.wzp.relay.transport.quiche.QuicheCodec;

/**
 * One QUIC channel of Netty. Confined to its loop except what the contract lets any thread call; those methods either
 * read a volatile field or hand a task to the loop.
 */
final class NettyConnection extends LoopConnection {
    private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);

    /** Shorter than any media header, so that relays ignore it; the codec offers no PING. */
    private static final byte[] KEEP_ALIVE = {0};

    private final NettyLoop loop;
    private final QuicChannel channel;
    private final boolean server;
    private final Consumer<NettyConnection> onEstablished;
    private final long id = NettyLoop.nextId();
    private final NettyDatagrams datagrams;
    private final NettyStreams streams;
    private ConnectionHandler.@Nullable CloseInfo peerClose;
    private volatile InetSocketAddress remote;
    private volatile PathStats stats = PathStats.UNKNOWN;
    private volatile int maxDatagramBytes;
    private boolean established;
    private boolean ended;
    private final long bornNanos = System.nanoTime();
    private long lastHeardNanos = bornNanos;
    private long sentAtLastLook;
    private long packetsSeen;
    private long bytesSeen;

    /** The loop's: already in its list of those to flush. */
    boolean dirty;

    NettyConnection(
            NettyLoop loop,
            QuicChannel channel,
            @Nullable String dialledName,
            InetSocketAddress remote,
            Consumer<NettyConnection> onEstablished) {
        super(Optional.ofNullable(dialledName).filter(name -> !name.isEmpty()));
        this.loop = loop;
        this.channel = channel;
        this.server = dialledName == null;
        this.remote = remote;
        this.onEstablished = onEstablished;
        this.datagrams = new NettyDatagrams(channel, loop.settings.limits(), counters());
        this.streams = new NettyStreams(this, loop, channel, server);
    }

    @Override
    protected NettyStreams streams() {
        return streams;
    }

    /** The peer shows that it lives. */
    void heard() {
        lastHeardNanos = System.nanoTime();
    }

    /** To be put into the channel's pipeline. */
    ChannelInboundHandlerAdapter events() {
        return new Events();
    }

    // ---- the channel's side ----------------------------------------------------------------------------------------

    /** What the codec tells of the channel. */
    private final class Events extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel.closeFuture().addListener(closed -> end());
            if (!server) {
                return;
            }
            switch (loop.handshakes.enter(remote.getAddress())) {
                case HandshakeLimits.Entry.Taken taken -> {
                    if (taken.madeRoom() != null) {
                        loop.counters.madeRoom(taken.madeRoom());
                    }
                    place(taken.place());
                    loop.handshaking.add(NettyConnection.this);
                }
                case HandshakeLimits.Entry.Full full -> {
                    loop.counters.count(EndpointCounters.Event.REFUSED_BUSY);
                    ended = true;
                    loop.execute(() ->
                            closeChannel(CloseReason.TOO_MANY_HANDSHAKES, CloseReason.TOO_MANY_HANDSHAKES.text()));
                }
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (ended) {
                return;
            }
            established = true;
            loop.handshaking.remove(NettyConnection.this);
            open(true);
            followPeer();
            if (!server) {
                peerCertificate(NettyFacts.peerCertificate(channel));
            }
            loop.live.add(NettyConnection.this);
            onEstablished.accept(NettyConnection.this);
            context.fireChannelActive();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SniCompletionEvent sni) {
                serverName(Optional.ofNullable(sni.hostname()).map(name -> name.toLowerCase(Locale.ROOT)));
            } else if (event instanceof QuicDatagramExtensionEvent extension) {
                maxDatagramBytes = extension.maxLength();
                datagrams.maxBytes(maxDatagramBytes);
            } else if (event instanceof QuicStreamLimitChangedEvent) {
                streams.write();
            } else if (event instanceof QuicConnectionCloseEvent close) {
                peerClose = NettyFacts.closeInfo(close);
                end();
            }
            context.fireUserEventTriggered(event);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof ByteBuf datagram)) {
                context.fireChannelRead(message);
                return;
            }
            try {
                heard();
                datagramRead(datagram.readableBytes());
                loop.meter.received();
                ConnectionHandler current = handler();
                if (loop.readsStale()) {
                    counters().dropped(DropCause.STALE);
                } else if (current != null && !ended) {
                    current.onDatagram(NettyConnection.this, datagram);
                }
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                ReferenceCountUtil.release(datagram);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            threw(cause);
        }
    }

    /**
     * Something on this connection's channels threw: an error ends the loop, all else this connection. What QUIC or TLS say
     * of the peer's packets is no fault of ours: a stranger must not fill the log with it.
     */
    void threw(Throwable cause) {
        if (cause instanceof Error error) {
            endLoop(error);
        } else if (cause instanceof QuicException || cause instanceof IOException) {
            LOG.debug("{} from {} is closed: {}", this, remote, cause.getMessage());
            if (established && !ended) {
                loop.counters.count(EndpointCounters.Event.PROTOCOL_VIOLATION);
            }
            close(CloseReason.PROTOCOL_VIOLATION);
        } else {
            failed(cause);
        }
    }

    @Override
    protected void endLoop(Error error) {
        var _ = loop.failure.complete(error);
    }

    void flush() {
        channel.flush();
        refill();
    }

    /** Hands over what waits in the outbox as far as there is room now. */
    void refill() {
        if (!ended && datagrams.refill()) {
            loop.retrySoon();
        }
        channel.flush();
    }

    /** Who does not complete its handshake within the setup time must not keep its place, however much it sends. */
    void checkHandshake(long now) {
        if (now - bornNanos > loop.settings.limits().setup().toNanos()) {
            close(CloseReason.SETUP_TIMEOUT);
        }
    }

    /** Several times a second: quiche is asked what has come, since the codec does not show it packets. */
    void checkBudget() {
        if (ended || !streams.isBeforeLogin()) {
            return;
        }
        Future<QuicConnectionStats> answer = channel.collectStats();
        if (answer.isSuccess()) {
            long packets = answer.getNow().recv();
            long bytes = answer.getNow().recvBytes();
            var _ = mayReceive(packets - packetsSeen, bytes - bytesSeen, loop.counters);
            packetsSeen = packets;
            bytesSeen = bytes;
        }
    }

    void onSecond(long now, long keepAliveNanos) {
        followPeer();
        Future<QuicConnectionPathStats> answer = channel.collectPathStats(0);
        if (answer.isSuccess()) {
            QuicConnectionPathStats path = answer.getNow();
            stats = new PathStats(path.rtt() / 1000, path.lost(), path.cwnd());
        }
        if (counters().sent() != sentAtLastLook) {
            sentAtLastLook = counters().sent();
            lastHeardNanos = now;
        }
        // clients see to the relay's side of the path: only who dialled keeps it alive
        if (!server && now - lastHeardNanos > keepAliveNanos && maxDatagramBytes > 0) {
            lastHeardNanos = now;
            var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(KEEP_ALIVE), channel.voidPromise());
        }
    }

    /** Whether it was dialled there. */
    boolean isDialledTo(InetSocketAddress address) {
        return !server && address.equals(remote);
    }

    /** One of our ids of it; null when there is none left. */
    @Nullable
    ByteBuffer anId() {
        Iterator<ByteBuffer> ids = QuicheCodec.ids(channel).iterator();
        return ids.hasNext() ? ids.next().duplicate() : null;
    }

    private void followPeer() {
        if (channel.remoteSocketAddress() instanceof InetSocketAddress now) {
            remote = server ? loop.addresses.real(now) : now;
        }
    }

    private void end() {
        ConnectionHandler.CloseInfo info = peerClose;
        finish(info != null ? info : new ConnectionHandler.CloseInfo(false, channel.isTimedOut(), false, 0, ""));
    }

    private void finish(ConnectionHandler.CloseInfo info) {
        releasePlace();
        if (ended) {
            return;
        }
        ended = true;
        loop.handshaking.remove(this);
        open(false);
        if (!established) {
            loop.counters.count(EndpointCounters.Event.HANDSHAKE_FAILED);
            loop.handshakes.failed();
        }
        loop.live.remove(this);
        datagrams.close();
        streams.close();
        tell(current -> current.onClosed(this, info));
    }

    private void closeChannel(CloseReason reason, String words) {
        channel.flush();
        var _ = channel.close(
                true, (int) reason.code(), Unpooled.copiedBuffer(words, StandardCharsets.UTF_8), channel.newPromise());
    }

    // ---- the contract ----------------------------------------------------------------------------------------------

    @Override
    public long id() {
        return id;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    protected void queueOnLoop(Runnable tasks) {
        loop.execute(tasks);
    }

    @Override
    protected EndpointCounters endpointCounters() {
        return loop.counters;
    }

    @Override
    public void sendDatagram(ByteBuf datagram) {
        if (!inLoop()) {
            loop.handOver(this, datagram);
        } else if (!isOpen()) {
            counters().dropped(DropCause.CLOSED);
        } else {
            loop.meter.sent();
            datagrams.send(datagram);
            loop.markDirty(this);
        }
    }

    @Override
    protected void closeNow(CloseReason reason, String words) {
        if (ended) {
            return;
        }
        streams.write();
        datagrams.refill();
        finish(new ConnectionHandler.CloseInfo(false, false, true, reason.code(), words));
        channel.flush();
        // a task of its own, so that the codec has sent what it was given in this one
        loop.execute(() -> closeChannel(reason, words));
    }

    @Override
    public int maxDatagramBytes() {
        return maxDatagramBytes;
    }

    @Override
    public PathStats path() {
        return stats;
    }
}
