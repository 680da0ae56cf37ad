package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicResetTokenGenerator;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.common.ResetLimit;
import org.wzp.relay.transport.common.ResetTokens;
import org.wzp.relay.transport.common.StatelessResets;
import org.wzp.relay.transport.quiche.QuicheCodec;

/**
 * Stateless resets of the socket that accepts. The codec's builder takes one token for all connections, with which any client
 * could end the others; so the token of each is put into the codec's settings just before it makes the connection from them.
 */
final class ResetsSent extends UnknownPackets implements QuicResetTokenGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(ResetsSent.class);

    private final NettyIds ids;
    private final ResetTokens tokens;
    private final StatelessResets resets;

    ResetsSent(NettyIds ids, RelayCertificate certificate, EndpointCounters counters) {
        this.ids = ids;
        this.tokens = ResetTokens.of(certificate);
        this.resets = new StatelessResets(tokens, counters);
    }

    @Override
    protected void without(String missing) {
        LOG.warn("clients will not be told of a restart of this relay at once: {}", missing);
    }

    /** Call when all but QUIC's own state of a new connection is there: the codec makes that next. */
    void beforeConnection(QuicChannel channel) {
        QuicheCodec codec = codec();
        if (codec == null) {
            return;
        }
        Set<ByteBuffer> known = QuicheCodec.ids(channel);
        ByteBuffer offered = ids.offered();
        // after a Retry the client already speaks to the id that it was given there, perhaps some clients ago
        ByteBuffer own = known.contains(offered) ? offered : known.iterator().next();
        codec.resetToken(tokens.of(bytes(own)));
    }

    /** Of the further ids of a connection. */
    @Override
    public ByteBuffer newResetToken(ByteBuffer id) {
        return ByteBuffer.wrap(tokens.of(bytes(id)));
    }

    private static byte[] bytes(ByteBuffer id) {
        byte[] bytes = new byte[id.remaining()];
        id.duplicate().get(bytes);
        return bytes;
    }

    @Override
    @Nullable
    DatagramPacket handle(ChannelHandlerContext context, DatagramPacket packet) {
        InetSocketAddress from = packet.sender();
        byte[] id = ByteBufUtil.getBytes(packet.content(), packet.content().readerIndex() + 1, NettyIds.ID_BYTES);
        byte[] answer = resets.answer(
                packet.content().readableBytes(), id, ResetLimit.source(from.getAddress()), System.nanoTime());
        if (answer != null) {
            var _ = context.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(answer), from));
        }
        return null;
    }
}
