package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A section of code that normally takes microseconds and is counted when it takes more than {@link #SLOW_NANOS}: a lock
 * that is held, a turn of an event loop. Any thread.
 */
public final class SlowSite {
    /** Half of a voice packet's 20 ms (relay behaviour 9.3). */
    public static final long SLOW_NANOS = 10_000_000L;

    private final String name;
    private final LongAdder slow = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();

    SlowSite(String name) {
        this.name = name;
    }

    /** It took so long, ns. */
    public void took(long nanos) {
        if (nanos > SLOW_NANOS) {
            slow.increment();
            longestNanos.accumulateAndGet(nanos, Math::max);
            FlightEvents.slowSection(name, nanos);
        }
    }

    /**
     * @param slow times it took longer than {@link #SLOW_NANOS}
     * @param longestNanos of those; 0 when none
     */
    public record Statistics(String site, long slow, long longestNanos) {}

    public Statistics statistics() {
        return new Statistics(name, slow.sum(), longestNanos.get());
    }
}
