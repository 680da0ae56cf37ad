package org.wzp.relay.transport.common;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.EndpointCounters;

/**
 * Tells clients of a connection that this relay does not know, such as one from before its restart, so that they need not wait
 * for their idle timeout (RFC 9000 section 10.3). Each answer is shorter than what it answers, so that two such ends can't
 * keep each other going, and there are only so many a second. Confined to the loop.
 */
public final class StatelessResets {
    private static final byte SHORT_HEADER = 0x40;
    private static final int RANDOM_BITS = 0x3f;

    private final ResetTokens tokens;
    private final EndpointCounters counters;
    private final ResetLimit limit = new ResetLimit();
    private final SecureRandom random = new SecureRandom();

    /** @param tokens also those that the endpoint's connections tell their clients */
    public StatelessResets(ResetTokens tokens, EndpointCounters counters) {
        this.tokens = tokens;
        this.counters = counters;
    }

    /**
     * What to answer to a short-header packet for nobody; null for nothing.
     *
     * @param packetBytes its length
     * @param id the connection id in it
     * @param source a number that packets of one machine have in common
     * @param now monotonic, ns
     */
    public byte @Nullable [] answer(int packetBytes, byte[] id, int source, long now) {
        if (packetBytes < ResetTokens.BYTES) {
            return null;
        }
        int length = limit.answerBytes(packetBytes, source, now);
        if (length == 0) {
            counters.count(EndpointCounters.Event.RESET_WITHHELD);
            return null;
        }
        byte[] token = tokens.of(id);
        byte[] packet = new byte[length];
        random.nextBytes(packet);
        packet[0] = (byte) (SHORT_HEADER | (packet[0] & RANDOM_BITS));
        System.arraycopy(token, 0, packet, length - token.length, token.length);
        counters.count(EndpointCounters.Event.RESET_SENT);
        return packet;
    }
}
