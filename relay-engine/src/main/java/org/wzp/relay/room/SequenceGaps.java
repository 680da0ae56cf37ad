package org.wzp.relay.room;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many packets one sender's sequence numbers promise: what is promised and has not come was lost on the way here. A jump
 * that no loss explains is a new stream and promises nothing but itself (RFC 3550, appendix A.1: 3,000 ahead, 100 behind).
 *
 * <p>Written by the sender's event loop with opaque stores, read by any thread.
 */
final class SequenceGaps {
    private static final int NUMBERS = 0xFFFF;
    private static final int MOST_AHEAD = 3_000;
    private static final int MOST_BEHIND = 100;
    private static final VarHandle PROMISED;

    static {
        try {
            PROMISED = MethodHandles.lookup().findVarHandle(SequenceGaps.class, "promised", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through PROMISED
    private long promised;

    private int highest = -1;

    /** @param sequence 0 to 65,535 */
    void saw(int sequence) {
        int ahead = highest < 0 ? 1 : sequence - highest & NUMBERS;
        if (ahead == 0 || ahead > NUMBERS - MOST_BEHIND) {
            // a copy, or late: it was promised by a later one
            return;
        }
        highest = sequence;
        PROMISED.setOpaque(this, (long) PROMISED.get(this) + (ahead < MOST_AHEAD ? ahead : 1));
    }

    /** @param received how many came */
    long missing(long received) {
        return Math.max(0, (long) PROMISED.getOpaque(this) - received);
    }
}
