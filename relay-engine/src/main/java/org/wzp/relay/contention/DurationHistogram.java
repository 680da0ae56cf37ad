package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Durations to three digits, from 64 ns to one minute; what is longer counts as a minute. Any thread records and reads, and
 * may miss what is recorded at that moment. A record is three atomic additions and makes nothing, but for the first one, which
 * makes the 160 kB that the counts need.
 */
public final class DurationHistogram {
    private static final long FINEST_NANOS = 64;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final double PERCENT = 100;

    private final AtomicReference<@Nullable AtomicHistogram> counts = new AtomicReference<>();

    /** @param nanos below zero counts as zero */
    public void record(long nanos) {
        AtomicHistogram made = counts.get();
        if (made == null) {
            made = make();
        }
        made.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    private AtomicHistogram make() {
        AtomicHistogram mine = new AtomicHistogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
        AtomicHistogram theirs = counts.compareAndExchange(null, mine);
        return theirs == null ? mine : theirs;
    }

    public long count() {
        AtomicHistogram made = counts.get();
        return made == null ? 0 : made.getTotalCount();
    }

    /** At most 0.1 % above the duration at this quantile, ns; 0 when nothing was recorded. */
    public long quantile(double quantile) {
        AtomicHistogram made = counts.get();
        return made == null || made.getTotalCount() == 0 ? 0 : made.getValueAtPercentile(quantile * PERCENT);
    }

    /** The longest, to three digits, ns; 0 when nothing was recorded. */
    public long longest() {
        AtomicHistogram made = counts.get();
        return made == null ? 0 : made.getMaxValue();
    }

    /** Forgets all. */
    public void reset() {
        AtomicHistogram made = counts.get();
        if (made != null) {
            made.reset();
        }
    }
}
