package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.quiche.QuicheCodec;

/**
 * Packets with short headers of no connection that the codec of one socket knows; it would drop them, and a stateless reset is
 * one of them. Does nothing with a codec that does not tell what it knows. Confined to the loop.
 */
abstract class UnknownPackets {
    private @Nullable QuicheCodec codec;

    /** Tells whose packets these are. */
    final void codec(ChannelHandler handler) {
        String missing = QuicheCodec.missing().orElse(null);
        if (missing == null) {
            codec = new QuicheCodec(handler);
        } else {
            without(missing);
        }
    }

    /** The codec lacks what this needs. */
    protected void without(String missing) {}

    /** What the codec keeps to itself; null when it can't be reached. */
    protected final @Nullable QuicheCodec codec() {
        return codec;
    }

    /** Whether it is such a packet. */
    final boolean contain(ByteBuf packet) {
        QuicheCodec known = codec;
        if (known == null || packet.readableBytes() < 1 + NettyIds.ID_BYTES) {
            return false;
        }
        OptionalLong id = NettyIds.shortHeaderId(packet);
        return id.isPresent() && !known.knows(packet.nioBuffer(packet.readerIndex() + 1, NettyIds.ID_BYTES));
    }

    /**
     * Deals with such a packet.
     *
     * @return what the codec shall see instead; null for nothing. The packet stays the caller's
     */
    abstract @Nullable DatagramPacket handle(ChannelHandlerContext context, DatagramPacket packet);
}
