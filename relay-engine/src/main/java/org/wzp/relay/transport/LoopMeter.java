package org.wzp.relay.transport;

import java.util.concurrent.atomic.AtomicLongArray;
import org.wzp.relay.api.ContentionView;
import org.wzp.relay.contention.FlightEvents;

/**
 * How late a loop runs its ticks and how busy it is. The loop writes with opaque stores, any thread reads; lateness is
 * kept in powers of two of a microsecond since start.
 */
final class LoopMeter {
    private static final int BUCKETS = 24;
    /** A tick this late is one packet of 20 ms late: worth an event of the flight recorder. */
    private static final long LATE_NANOS = 20_000_000L;

    private final AtomicLongArray lateness = new AtomicLongArray(BUCKETS);
    private volatile long maxNanos;
    private volatile double busyShare;
    private long waitedNanos;
    private long secondStart;

    /** A tick that was due at {@code due} ran at {@code now}. */
    void ticked(long due, long now) {
        long late = Math.max(0, now - due);
        int bucket = Math.min(BUCKETS - 1, 64 - Long.numberOfLeadingZeros(late / 1000));
        lateness.setOpaque(bucket, lateness.getPlain(bucket) + 1);
        if (late > maxNanos) {
            maxNanos = late;
        }
        if (late > LATE_NANOS) {
            FlightEvents.loopLag(late);
        }
    }

    void waited(long from, long to) {
        waitedNanos += to - from;
    }

    /** Closes the books of the last second. */
    void second(long now) {
        if (secondStart != 0 && now > secondStart) {
            busyShare = Math.clamp(1.0 - (double) waitedNanos / (now - secondStart), 0.0, 1.0);
        }
        waitedNanos = 0;
        secondStart = now;
    }

    ContentionView.LoopRow row(String name, int pending) {
        return new ContentionView.LoopRow(
                name, quantileMicros(0.5), quantileMicros(0.99), maxNanos / 1000.0, busyShare, pending);
    }

    /** Upper edge of the bucket that holds the quantile, µs. */
    private double quantileMicros(double quantile) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += lateness.getOpaque(i);
        }
        long wanted = (long) Math.ceil(total * quantile);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += lateness.getOpaque(i);
            if (seen >= wanted) {
                return Math.min(1L << i, maxNanos / 1000.0);
            }
        }
        return 0;
    }
}
