package org.wzp.relay.transport.common;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations in powers of two of a microsecond, since start. One loop writes with opaque stores, so a record costs no
 * atomic operation; any thread reads, and may miss the record of a moment ago.
 */
final class LoopHistogram {
    private static final int BUCKETS = 24;
    private static final double NANOS_PER_MICRO = 1_000.0;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private volatile long maxNanos;

    /** On the loop. */
    void record(long nanos) {
        long positive = Math.max(0, nanos);
        int bucket = Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(positive / 1000));
        counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
        if (positive > maxNanos) {
            maxNanos = positive;
        }
    }

    double maxMicros() {
        return maxNanos / NANOS_PER_MICRO;
    }

    /** Upper edge of the bucket that holds the quantile, µs, but no more than the longest; 0 when nothing was recorded. */
    double quantileMicros(double quantile) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.getOpaque(i);
        }
        long wanted = (long) Math.ceil(total * quantile);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += counts.getOpaque(i);
            if (seen >= wanted) {
                return Math.min((double) (1L << i), maxMicros());
            }
        }
        return 0;
    }
}
