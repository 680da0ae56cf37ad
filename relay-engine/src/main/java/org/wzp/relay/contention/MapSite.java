package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Where a concurrent map is changed. The JDK's map does not tell when threads meet in one of its bins, so the calls are
 * timed: one that takes more than {@link #SLOW_NANOS} has most likely waited for another. Any thread.
 */
public final class MapSite {
    /** Far more than an undisturbed change takes (concurrency design, section 5). */
    public static final long SLOW_NANOS = 50_000L;

    private final String name;
    private final LongSupplier nanos;
    private final LongAdder calls = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final DurationHistogram slowTimes = new DurationHistogram();
    private final AtomicLong longestNanos = new AtomicLong();

    MapSite(String name, LongSupplier nanos) {
        this.name = name;
        this.nanos = nanos;
    }

    /** Before the call: what {@link #done} wants. */
    public long begin() {
        return nanos.getAsLong();
    }

    /** The call that {@link #begin} began has returned. */
    public void done(long began) {
        long took = nanos.getAsLong() - began;
        calls.increment();
        if (took > SLOW_NANOS) {
            slow.increment();
            slowTimes.record(took);
            longestNanos.accumulateAndGet(took, Math::max);
        }
    }

    /**
     * @param slow calls that took more than {@link #SLOW_NANOS}
     * @param slowP50Nanos of those; 0 when none
     * @param slowP99Nanos of those
     * @param longestNanos of those
     */
    public record Statistics(
            String map, long calls, long slow, long slowP50Nanos, long slowP99Nanos, long longestNanos) {}

    public Statistics statistics() {
        return new Statistics(
                name, calls.sum(), slow.sum(), slowTimes.quantile(0.5), slowTimes.quantile(0.99), longestNanos.get());
    }
}
