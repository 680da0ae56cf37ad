package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A place in the code that retries a compare-and-set until it wins. Any thread. */
public final class CasSite {
    /** Losing this often in one operation is worth an event of the flight recorder. */
    private static final int STORM_RETRIES = 16;

    private final String name;
    private final LongAdder attempts = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final AtomicLong worst = new AtomicLong();

    CasSite(String name) {
        this.name = name;
    }

    /** One operation is done; it lost {@code lost} times before it won. */
    public void done(int lost) {
        attempts.add(lost + 1L);
        if (lost > 0) {
            retries.add(lost);
            worst.accumulateAndGet(lost, Math::max);
            if (lost >= STORM_RETRIES) {
                FlightEvents.casStorm(name, lost);
            }
        }
    }

    /** @param worst most retries in one operation */
    public record Statistics(String site, long attempts, long retries, long worst) {}

    public Statistics statistics() {
        return new Statistics(name, attempts.sum(), retries.sum(), worst.get());
    }
}
