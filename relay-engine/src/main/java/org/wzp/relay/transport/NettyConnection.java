package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicConnectionCloseEvent;
import io.netty.incubator.codec.quic.QuicConnectionPathStats;
import io.netty.incubator.codec.quic.QuicDatagramExtensionEvent;
import io.netty.incubator.codec.quic.QuicStreamLimitChangedEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.wire.SignalMessage;

/**
 * One QUIC channel of Netty. Confined to its loop except what the contract lets any thread call; those methods either
 * read a volatile field or hand a task to the loop.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);
    /** Shorter than any media header, so that relays ignore it; the codec offers no PING. */
    private static final byte[] KEEP_ALIVE = {0};

    private final NettyLoop loop;
    private final QuicChannel channel;
    private final boolean server;
    private final Consumer<NettyConnection> onEstablished;
    private final long id = NettyLoop.nextId();
    private final OutboxCounters counters = new OutboxCounters();
    private final NettyDatagrams datagrams;
    private final NettyStreams streams;
    private @Nullable InetSocketAddress handshakePlace;
    private @Nullable ConnectionHandler handler;
    private ConnectionHandler.@Nullable CloseInfo peerClose;
    private volatile Optional<String> serverName;
    private volatile InetSocketAddress remote;
    private volatile byte @Nullable [] peerCertificate;
    private volatile PathStats stats = PathStats.UNKNOWN;
    private volatile boolean open;
    private volatile int maxDatagramBytes;
    private boolean established;
    private boolean ended;
    private final long bornNanos = System.nanoTime();
    private long lastHeardNanos = bornNanos;
    private long sentAtLastLook;

    /** The loop's: already in its list of those to flush. */
    boolean dirty;

    NettyConnection(
            NettyLoop loop,
            QuicChannel channel,
            @Nullable String dialledName,
            InetSocketAddress remote,
            Consumer<NettyConnection> onEstablished) {
        this.loop = loop;
        this.channel = channel;
        this.server = dialledName == null;
        this.serverName = Optional.ofNullable(dialledName).filter(name -> !name.isEmpty());
        this.remote = remote;
        this.onEstablished = onEstablished;
        this.datagrams = new NettyDatagrams(channel, loop.settings.limits().mediaOutbox(), counters);
        this.streams = new NettyStreams(this, loop, channel, server);
    }

    NettyStreams streams() {
        return streams;
    }

    // ---- the channel's side ----------------------------------------------------------------------------------------

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel.closeFuture().addListener(closed -> end());
        if (!server) {
            return;
        }
        if (loop.handshakes.tryEnter(remote.getAddress())) {
            handshakePlace = remote;
            loop.handshaking.add(this);
        } else {
            loop.counters.count(EndpointCounters.Event.REFUSED_BUSY);
            ended = true;
            loop.execute(() -> closeChannel(CloseReason.TOO_MANY_HANDSHAKES));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (ended) {
            return;
        }
        established = true;
        loop.handshaking.remove(this);
        open = true;
        followPeer();
        if (!server) {
            peerCertificate = NettyFacts.peerCertificate(channel);
        }
        loop.live.add(this);
        onEstablished.accept(this);
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SniCompletionEvent sni) {
            serverName = Optional.ofNullable(sni.hostname()).map(name -> name.toLowerCase(Locale.ROOT));
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
            lastHeardNanos = System.nanoTime();
            ConnectionHandler current = handler;
            if (current != null && !ended) {
                loop.markBatched(this);
                current.onDatagram(this, datagram);
            }
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            ReferenceCountUtil.release(datagram);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
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

    void batchEnded() {
        if (!ended) {
            tell(current -> current.onBatchEnd(this));
        }
    }

    /** Who does not complete its handshake within the setup time must not keep its place, however much it sends. */
    void checkHandshake(long now) {
        if (now - bornNanos > loop.settings.limits().setup().toNanos()) {
            close(CloseReason.SETUP_TIMEOUT);
        }
    }

    void onSecond(long now, long keepAliveNanos) {
        followPeer();
        Future<QuicConnectionPathStats> answer = channel.collectPathStats(0);
        if (answer.isSuccess()) {
            QuicConnectionPathStats path = answer.getNow();
            stats = new PathStats(path.rtt() / 1000, path.lost(), path.cwnd());
        }
        if (counters.sent() != sentAtLastLook) {
            sentAtLastLook = counters.sent();
            lastHeardNanos = now;
        }
        // clients see to the relay's side of the path: only who dialled keeps it alive
        if (!server && now - lastHeardNanos > keepAliveNanos && maxDatagramBytes > 0) {
            lastHeardNanos = now;
            channel.writeAndFlush(Unpooled.wrappedBuffer(KEEP_ALIVE), channel.voidPromise());
        }
    }

    private void followPeer() {
        if (channel.remoteSocketAddress() instanceof InetSocketAddress now) {
            remote = now;
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
        open = false;
        if (!established) {
            loop.counters.count(EndpointCounters.Event.HANDSHAKE_FAILED);
            loop.handshakes.failed();
        }
        loop.live.remove(this);
        datagrams.close();
        streams.close();
        tell(current -> current.onClosed(this, info));
    }

    /** A fault in what handles one connection must not take the others with it, nor leave this one half alive. */
    private void tell(Consumer<ConnectionHandler> event) {
        ConnectionHandler current = handler;
        if (current != null) {
            try {
                event.accept(current);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void failed(Throwable fault) {
        LOG.error("connection {} from {} is closed, because its handler failed", id, remote, fault);
        close(CloseReason.NORMAL);
    }

    private void releasePlace() {
        InetSocketAddress held = handshakePlace;
        if (held != null) {
            handshakePlace = null;
            loop.handshakes.leave(held.getAddress());
        }
    }

    private void closeChannel(CloseReason reason) {
        channel.flush();
        var ignored = channel.close(
                true,
                (int) reason.code(),
                Unpooled.copiedBuffer(reason.text(), StandardCharsets.UTF_8),
                channel.newPromise());
    }

    void signal(SignalMessage message) {
        lastHeardNanos = System.nanoTime();
        tell(current -> current.onSignal(this, message));
    }

    void unreadable(String problem) {
        tell(current -> current.onUnreadableSignal(this, problem));
    }

    void unidirectional(byte[] content) {
        tell(current -> current.onUnidirectional(this, content));
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
    public Optional<String> serverName() {
        return serverName;
    }

    @Override
    public Optional<byte[]> peerCertificate() {
        return Optional.ofNullable(peerCertificate);
    }

    @Override
    public void handler(ConnectionHandler next) {
        handler = next;
    }

    @Override
    public void maxSignalBytes(int bytes) {
        streams.maxSignalBytes(bytes);
    }

    @Override
    public void loggedIn() {
        execute(this::releasePlace);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean inLoop() {
        return loop.executor.inEventLoop();
    }

    @Override
    public void sendDatagram(ByteBuf datagram) {
        if (!inLoop()) {
            loop.handOver(this, datagram);
        } else if (!open) {
            counters.dropped(DropCause.CLOSED);
        } else {
            datagrams.send(datagram);
            loop.markDirty(this);
        }
    }

    @Override
    public void sendSignal(SignalMessage message) {
        runInLoop(() -> streams.queue(message));
    }

    @Override
    public void sendLatest(Slot slot, SignalMessage message) {
        runInLoop(() -> streams.queueLatest(slot, message));
    }

    @Override
    public void sendUnidirectional(byte[] bytes) {
        runInLoop(() -> streams.sendUnidirectional(bytes));
    }

    private void runInLoop(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public void close(CloseReason reason) {
        runInLoop(() -> {
            if (!ended) {
                streams.write();
                datagrams.refill();
                finish(new ConnectionHandler.CloseInfo(false, false, true, reason.code(), reason.text()));
                channel.flush();
                // a task of its own, so that the codec has sent what it was given in this one
                loop.execute(() -> closeChannel(reason));
            }
        });
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public int maxDatagramBytes() {
        return maxDatagramBytes;
    }

    @Override
    public OutboxCounters counters() {
        return counters;
    }

    @Override
    public PathStats path() {
        return stats;
    }
}
