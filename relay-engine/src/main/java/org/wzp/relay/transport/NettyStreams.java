package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicStreamChannel;
import io.netty.incubator.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * The streams of one {@link NettyConnection}: each signal on a bidirectional stream of its own, in stream-id order (wire
 * specification 1.5). A stream is closed as soon as its peer has ended it, so that credit comes back. Confined to the
 * loop.
 */
final class NettyStreams implements InboundSignals.Receiver {
    private static final byte[] EMPTY = {};

    private final NettyConnection connection;
    private final NettyLoop loop;
    private final QuicChannel channel;
    private final InboundSignals inbound;
    private final SignalOutbox outbox;
    private final InboundUnidirectional inboundUnidirectional = new InboundUnidirectional();
    private final ArrayDeque<byte[]> unidirectional = new ArrayDeque<>();
    private boolean closed;

    NettyStreams(NettyConnection connection, NettyLoop loop, QuicChannel channel, boolean server) {
        this.connection = connection;
        this.loop = loop;
        this.channel = channel;
        this.outbox = new SignalOutbox(connection.counters());
        this.inbound = new InboundSignals(server ? 0 : 1, loop.settings.limits().signalBytesBeforeLogin());
    }

    void maxSignalBytes(int bytes) {
        inbound.maxBytes(bytes);
    }

    void queue(SignalMessage message) {
        if (closed) {
            return;
        }
        if (!outbox.offer(message)) {
            loop.counters.count(EndpointCounters.Event.SIGNAL_OVERFLOW);
            connection.close(CloseReason.SIGNAL_OVERFLOW);
            return;
        }
        write();
    }

    void queueLatest(Connection.Slot slot, SignalMessage message) {
        if (!closed) {
            outbox.offerLatest(slot, message);
            write();
        }
    }

    void sendUnidirectional(byte[] bytes) {
        if (!closed) {
            unidirectional.add(bytes);
            write();
        }
    }

    /** Hands queued signals to QUIC as far as the peer's stream credit goes. */
    void write() {
        while (!closed && !unidirectional.isEmpty() && channel.peerAllowedStreams(QuicStreamType.UNIDIRECTIONAL) > 0) {
            send(QuicStreamType.UNIDIRECTIONAL, unidirectional.remove());
        }
        while (!closed && !outbox.isEmpty() && channel.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0) {
            SignalMessage message = outbox.poll();
            if (message != null) {
                send(QuicStreamType.BIDIRECTIONAL, SignalCodec.encodeFrame(message));
            }
        }
    }

    private void send(QuicStreamType type, byte[] bytes) {
        channel.createStream(type, new AnswerIgnored()).addListener((Future<QuicStreamChannel> made) -> {
            if (made.isSuccess()) {
                made.getNow()
                        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
                        .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
            } else if (connection.isOpen()) {
                // an order with a hole can't be mended: the peer would wait for this stream for ever
                connection.close(CloseReason.PROTOCOL_VIOLATION);
            }
        });
    }

    /** What the peer answers on a stream of ours means nothing; its end frees the stream. */
    private static final class AnswerIgnored extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownReadComplete
                    && ((QuicStreamChannel) context.channel()).isOutputShutdown()) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** A stream the peer opened. */
    ChannelInboundHandlerAdapter incoming() {
        return new Incoming();
    }

    private final class Incoming extends ChannelInboundHandlerAdapter {
        private boolean ended;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            QuicStreamChannel stream = (QuicStreamChannel) context.channel();
            if (InboundSignals.isOneTooMany(stream.streamId())) {
                loop.counters.count(EndpointCounters.Event.STREAMS_USED_UP);
                connection.close(CloseReason.STREAMS_USED_UP);
            }
            if (stream.type() == QuicStreamType.BIDIRECTIONAL) {
                stream.shutdownOutput();
            }
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof ByteBuf bytes && !closed) {
                    take(context, ByteBufUtil.getBytes(bytes), false);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void take(ChannelHandlerContext context, byte[] piece, boolean end) {
            QuicStreamChannel stream = (QuicStreamChannel) context.channel();
            if (stream.type() == QuicStreamType.BIDIRECTIONAL) {
                inbound.accept(stream.streamId(), piece, end, NettyStreams.this);
                return;
            }
            byte[] content = inboundUnidirectional.accept(stream.streamId(), piece, end);
            if (content != null) {
                connection.unidirectional(content);
            }
        }

        private void end(ChannelHandlerContext context) {
            if (!ended) {
                ended = true;
                if (!closed) {
                    take(context, EMPTY, true);
                }
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete) {
                end(context);
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(context);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // the peer reset the stream: what came so far is all there will be
            end(context);
            context.close();
        }
    }

    @Override
    public void signal(SignalMessage message) {
        if (!closed) {
            connection.signal(message);
        }
    }

    @Override
    public void unreadable(String problem) {
        if (!closed) {
            loop.counters.count(EndpointCounters.Event.UNREADABLE_SIGNAL);
            connection.unreadable(problem);
        }
    }

    @Override
    public void tooLarge(long announcedBytes) {
        loop.counters.count(EndpointCounters.Event.SIGNAL_TOO_LARGE);
        connection.close(CloseReason.SIGNAL_TOO_LARGE);
    }

    @Override
    public void backlog(int waitingBytes) {
        loop.counters.count(EndpointCounters.Event.SIGNAL_BACKLOG);
        connection.close(CloseReason.SIGNAL_BACKLOG);
    }

    void close() {
        closed = true;
        outbox.clear();
        unidirectional.clear();
        inbound.clear();
        inboundUnidirectional.clear();
    }
}
