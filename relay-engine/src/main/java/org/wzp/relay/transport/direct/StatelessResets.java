package org.wzp.relay.transport.direct;

import java.security.SecureRandom;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.linux.SocketAddresses;
import org.wzp.relay.transport.parts.ResetLimit;
import org.wzp.relay.transport.parts.ResetTokens;

/**
 * Tells clients of a connection that this relay does not know, such as one from before its restart, so that they need not wait
 * for their idle timeout (RFC 9000 section 10.3). Each answer is shorter than what it answers, so that two such ends can't
 * keep each other going, and there are only so many a second. Confined to the loop.
 */
final class StatelessResets {
    private static final byte SHORT_HEADER = 0x40;
    private static final int RANDOM_BITS = 0x3f;

    private final ResetTokens tokens;
    private final ResetLimit limit;
    private final EndpointCounters counters;
    private final SecureRandom random = new SecureRandom();

    StatelessResets(ResetTokens tokens, ResetLimit limit, EndpointCounters counters) {
        this.tokens = tokens;
        this.limit = limit;
        this.counters = counters;
    }

    /** A short-header packet for nobody. */
    void answer(PacketSender sender, PacketBatch received, int slot, int bytes, long now) {
        int length = limit.answerBytes(bytes, SocketAddresses.hostNumber(received.address(slot)), now);
        if (length == 0) {
            counters.count(EndpointCounters.Event.RESET_WITHHELD);
            return;
        }
        byte[] id = NativeMemory.bytes(received.buffer(slot) + 1, ConnectionTable.ID_BYTES);
        byte[] token = tokens.of(id);
        byte[] packet = new byte[length];
        random.nextBytes(packet);
        packet[0] = (byte) (SHORT_HEADER | packet[0] & RANDOM_BITS);
        System.arraycopy(token, 0, packet, length - token.length, token.length);
        int free = sender.slot();
        NativeMemory.put(sender.buffer(free), packet);
        sender.commitReply(free, length, received, slot);
        counters.count(EndpointCounters.Event.RESET_SENT);
    }
}
