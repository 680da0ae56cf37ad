package org.wzp.relay.federation;

import java.util.concurrent.atomic.AtomicLongArray;
import org.wzp.relay.api.DropCause;

/** What came over one link and was not carried on. Any thread: a loop counts, the federation's thread reads. */
final class LinkCounters {
    private static final int IN = DropCause.values().length;

    private final AtomicLongArray values = new AtomicLongArray(IN + 1);

    void received() {
        values.getAndIncrement(IN);
    }

    void dropped(DropCause cause) {
        values.getAndIncrement(cause.ordinal());
    }

    /** Datagrams that came, total. */
    long in() {
        return values.getOpaque(IN);
    }

    long droppedBy(DropCause cause) {
        return values.getOpaque(cause.ordinal());
    }
}
