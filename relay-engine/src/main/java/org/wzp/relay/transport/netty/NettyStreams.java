package org.wzp.relay.transport.netty;

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
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * The streams of one {@link NettyConnection}: each signal on a bidirectional stream of its own, in stream-id order (wire
 * specification 1.5). A stream is closed as soon as its peer has ended it, so that credit comes back. Confined to the
 * loop.
 */
final class NettyStreams extends SignalStreams {
    private static final byte[] EMPTY = {};

    private final NettyConnection connection;
    private final NettyLoop loop;
    private final QuicChannel channel;

    NettyStreams(NettyConnection connection, NettyLoop loop, QuicChannel channel, boolean server) {
        super(connection, server, loop.counters, loop.settings.limits().signalBytesBeforeLogin(), System::nanoTime);
        this.connection = connection;
        this.loop = loop;
        this.channel = channel;
    }

    @Override
    public void write() {
        while (!isClosed() && channel.peerAllowedStreams(QuicStreamType.UNIDIRECTIONAL) > 0) {
            byte[] bytes = nextUnidirectional();
            if (bytes == null) {
                break;
            }
            send(QuicStreamType.UNIDIRECTIONAL, bytes);
        }
        while (!isClosed() && channel.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0) {
            SignalMessage message = nextSignal();
            if (message == null) {
                break;
            }
            send(QuicStreamType.BIDIRECTIONAL, SignalCodec.encodeFrame(message));
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
                var _ = context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
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
            var _ = admits(stream.streamId());
            if (stream.type() == QuicStreamType.BIDIRECTIONAL) {
                var _ = stream.shutdownOutput();
            }
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof ByteBuf bytes && !isClosed()) {
                    take(context, ByteBufUtil.getBytes(bytes), false);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void take(ChannelHandlerContext context, byte[] piece, boolean end) {
            QuicStreamChannel stream = (QuicStreamChannel) context.channel();
            if (stream.type() == QuicStreamType.BIDIRECTIONAL) {
                acceptSignal(stream.streamId(), piece, end);
            } else {
                acceptUnidirectional(stream.streamId(), piece, end);
            }
            // the codec does not send the credit that comes of reading by itself
            loop.markDirty(connection);
        }

        private void end(ChannelHandlerContext context) {
            if (!ended) {
                ended = true;
                if (!isClosed()) {
                    take(context, EMPTY, true);
                }
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete) {
                end(context);
                var _ = context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(context);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof Error || cause instanceof RuntimeException) {
                connection.threw(cause);
                return;
            }
            // the peer reset the stream: what came so far is all there will be
            end(context);
            var _ = context.close();
        }
    }

    @Override
    public void signal(SignalMessage message) {
        connection.heard();
        super.signal(message);
    }
}
