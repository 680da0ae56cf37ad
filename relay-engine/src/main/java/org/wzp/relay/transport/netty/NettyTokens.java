package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.incubator.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.common.AddressTokens;
import org.wzp.relay.transport.common.HandshakeLimits;

/**
 * Asks new clients to prove their address while many are logging in. The codec takes what follows the returned offset as
 * the client's original connection id, so our token travels with the id last. Confined to the loop.
 */
final class NettyTokens implements QuicTokenHandler {
    /** The codec does not tell which id it gives the client. */
    private static final byte[] UNBOUND = {};

    private static final int TIME_BYTES = 8;
    private static final int MAC_BYTES = 32;
    private static final int MAX_ID_BYTES = 20;

    private final HandshakeLimits limits;
    private final AddressTokens tokens;
    private final EndpointCounters counters;

    NettyTokens(HandshakeLimits limits, AddressTokens tokens, EndpointCounters counters) {
        this.limits = limits;
        this.tokens = tokens;
        this.counters = counters;
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf originalId, InetSocketAddress address) {
        if (!limits.wantsValidation(address.getAddress())) {
            return false;
        }
        counters.count(EndpointCounters.Event.RETRY_SENT);
        tokens.rotateIfDue();
        byte[] id = ByteBufUtil.getBytes(originalId);
        byte[] token = tokens.issue(address, id, UNBOUND);
        out.writeBytes(token, 0, TIME_BYTES)
                .writeBytes(token, TIME_BYTES + id.length, MAC_BYTES)
                .writeBytes(id);
        return true;
    }

    @Override
    public int validateToken(ByteBuf token, InetSocketAddress address) {
        byte[] sent = ByteBufUtil.getBytes(token);
        if (sent.length >= TIME_BYTES + MAC_BYTES) {
            int idBytes = sent.length - TIME_BYTES - MAC_BYTES;
            byte[] ours = sent.clone();
            System.arraycopy(sent, TIME_BYTES + MAC_BYTES, ours, TIME_BYTES, idBytes);
            System.arraycopy(sent, TIME_BYTES, ours, TIME_BYTES + idBytes, MAC_BYTES);
            Optional<byte[]> id = tokens.verify(ours, address, UNBOUND);
            if (id.isPresent()) {
                return TIME_BYTES + MAC_BYTES;
            }
        }
        counters.count(EndpointCounters.Event.BAD_TOKEN);
        return -1;
    }

    @Override
    public int maxTokenLength() {
        return TIME_BYTES + MAC_BYTES + MAX_ID_BYTES;
    }
}
