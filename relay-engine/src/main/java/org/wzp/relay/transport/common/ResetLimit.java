package org.wzp.relay.transport.common;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * How long an answer to a packet of an unknown connection may be, and how many there are: {@link #PER_SECOND}, with as many
 * at once, of which one source has {@link #PER_SECOND_FOR_ONE}, so that whoever sends nonsense all the time does not keep the
 * clients of a relay that was restarted from hearing of it. Sources are told apart by a few bits. Confined to one thread.
 */
public final class ResetLimit {
    /** More than the clients of a full relay need: each is told by the first answer that reaches it. */
    public static final int PER_SECOND = 500;

    /** Enough for everybody behind one address. */
    public static final int PER_SECOND_FOR_ONE = 100;

    /** Looks like an ordinary short packet (RFC 9000 section 10.3). */
    private static final int MOST_BYTES = 43;
    /** The least that a reset can have: five bytes of packet, a token (RFC 9000 section 10.3). */
    private static final int LEAST_BYTES = 5 + ResetTokens.BYTES;

    private static final int SOURCE_BITS = 8;
    private static final int MIXER = 0x9e3779b1;

    private final Pace all = new Pace(PER_SECOND);
    private final Pace[] bySource = new Pace[1 << SOURCE_BITS];

    /** So many a second, as many at once. */
    private static final class Pace {
        private static final long SECOND_NANOS = 1_000_000_000L;

        private final long nanosEach;
        private long paidUntil;
        private boolean begun;

        Pace(int perSecond) {
            nanosEach = SECOND_NANOS / perSecond;
        }

        boolean has(long now) {
            if (!begun || now - paidUntil > SECOND_NANOS) {
                begun = true;
                paidUntil = now - SECOND_NANOS;
            }
            return now - paidUntil >= nanosEach;
        }

        void take() {
            paidUntil += nanosEach;
        }
    }

    /** Nothing answered yet. */
    public ResetLimit() {
        for (int i = 0; i < bySource.length; i++) {
            bySource[i] = new Pace(PER_SECOND_FOR_ONE);
        }
    }

    /** A number that all ports of one machine have in common, of IPv6 all machines of a /64. */
    public static int source(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES ? bytes.getInt() : Long.hashCode(bytes.getLong());
    }

    /**
     * Bytes of the answer to a packet of so many; 0 for none.
     *
     * @param source a number that packets of one machine have in common
     */
    public int answerBytes(int packetBytes, int source, long now) {
        int bytes = Math.min(MOST_BYTES, packetBytes - 1);
        Pace one = bySource[(source * MIXER) >>> (Integer.SIZE - SOURCE_BITS)];
        if (bytes < LEAST_BYTES || !one.has(now) || !all.has(now)) {
            return 0;
        }
        one.take();
        all.take();
        return bytes;
    }
}
