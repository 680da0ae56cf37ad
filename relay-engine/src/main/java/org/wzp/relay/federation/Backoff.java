package org.wzp.relay.federation;

import java.util.random.RandomGenerator;

/**
 * How long to wait for the next attempt: 5, 10, 20 … 300 s as in the reference (relay behaviour 10.3), a tenth more or less by
 * chance, so that relays which lost each other at one moment don't all come back at one. Confined to one thread.
 */
final class Backoff {
    static final long FIRST_NANOS = 5_000_000_000L;
    static final long MOST_NANOS = 300_000_000_000L;
    private static final double JITTER = 0.1;

    private final RandomGenerator random;
    private long nextNanos = FIRST_NANOS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next delay, at most {@code boundNanos} without the chance. */
    long next(long boundNanos) {
        long delay = Math.min(nextNanos, boundNanos);
        nextNanos = Math.min(MOST_NANOS, nextNanos * 2);
        return (long) (delay * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }

    /** The link was up: what ended it begins anew. */
    void reset() {
        nextNanos = FIRST_NANOS;
    }
}
