package org.wzp.relay.transport.common;

/**
 * How long an answer to a packet of an unknown connection may be, and how many there are: {@link #PER_SECOND}, with as many
 * at once. Confined to one thread.
 */
public final class ResetLimit {
    /** More than the clients of a full relay need: each is told by the first answer that reaches it. */
    public static final int PER_SECOND = 500;

    /** Looks like an ordinary short packet (RFC 9000 section 10.3). */
    private static final int MOST_BYTES = 43;
    /** The least that a reset can have: five bytes of packet, a token (RFC 9000 section 10.3). */
    private static final int LEAST_BYTES = 5 + ResetTokens.BYTES;

    private static final long NANOS_EACH = 1_000_000_000L / PER_SECOND;

    private long paidUntil;
    private boolean begun;

    /** Bytes of the answer to a packet of so many; 0 for none. */
    public int answerBytes(int packetBytes, long now) {
        int bytes = Math.min(MOST_BYTES, packetBytes - 1);
        if (bytes < LEAST_BYTES) {
            return 0;
        }
        if (!begun || now - paidUntil > PER_SECOND * NANOS_EACH) {
            begun = true;
            paidUntil = now - PER_SECOND * NANOS_EACH;
        }
        if (now - paidUntil < NANOS_EACH) {
            return 0;
        }
        paidUntil += NANOS_EACH;
        return bytes;
    }
}
