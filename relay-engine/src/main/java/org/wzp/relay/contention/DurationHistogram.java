package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicLongArray;

/** Durations in powers of two from below 1 µs to above 1 s. Any thread records and reads; never allocates. */
public final class DurationHistogram {
    private static final int BUCKETS = 22;
    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    public void record(long nanos) {
        long micros = Math.max(0, nanos) / 1000;
        int bucket = Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(micros));
        counts.getAndIncrement(bucket);
    }

    public long count() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The upper edge of the bucket that holds the quantile, ns; 0 when nothing was recorded. */
    public long quantile(double quantile) {
        long total = count();
        long wanted = (long) Math.ceil(total * quantile);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return 1000L << i;
            }
        }
        return 0;
    }
}
