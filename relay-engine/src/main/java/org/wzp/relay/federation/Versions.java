package org.wzp.relay.federation;

import java.time.InstantSource;

/** Numbers that grow, also over restarts, because they begin with the time. Confined to the federation's thread. */
final class Versions {
    /** A million numbers for each millisecond. */
    private static final int MILLIS_SHIFT = 20;

    private final InstantSource clock;
    private long last;

    Versions(InstantSource clock) {
        this.clock = clock;
    }

    long next() {
        last = Math.max(last + 1, clock.instant().toEpochMilli() << MILLIS_SHIFT);
        return last;
    }
}
