package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.common.ResetTokens;

/**
 * Stateless resets that come to the socket that dials. QUIC knows one by its last bytes, whatever connection id stands in front
 * (RFC 9000 section 10.3.1), but the codec asks the id first; so it is shown the one of the connection that was dialled there.
 */
final class ResetsReceived extends UnknownPackets {
    private static final int SHORTEST_BYTES = 1 + NettyIds.ID_BYTES + ResetTokens.BYTES;

    private final NettyLoop loop;

    ResetsReceived(NettyLoop loop) {
        this.loop = loop;
    }

    @Override
    @Nullable
    DatagramPacket handle(ChannelHandlerContext context, DatagramPacket packet) {
        ByteBuf content = packet.content();
        if (content.readableBytes() < SHORTEST_BYTES) {
            return null;
        }
        for (NettyConnection connection : loop.live) {
            ByteBuffer id = connection.isDialledTo(packet.sender()) ? connection.anId() : null;
            if (id != null && id.remaining() == NettyIds.ID_BYTES) {
                ByteBuf shown = content.copy();
                shown.setBytes(shown.readerIndex() + 1, id);
                return new DatagramPacket(shown, packet.recipient(), packet.sender());
            }
        }
        return null;
    }
}
