package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The places of a bounded queue: whoever wants to add asks for one first, so that a queue without a bound of its own gets
 * one, and its statistics. Any thread; the depth never exceeds the bound.
 */
public final class QueueGauge {
    private final String name;
    private final int bound;
    private final AtomicInteger depth = new AtomicInteger();
    private final AtomicInteger highWater = new AtomicInteger();
    private final LongAdder offered = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    QueueGauge(String name, int bound) {
        this.name = name;
        this.bound = bound;
    }

    /** Takes a place; false, and counted as a drop, when there is none: then the entry must not be added. */
    public boolean offer() {
        offered.increment();
        int now = depth.get();
        while (now < bound) {
            int found = depth.compareAndExchange(now, now + 1);
            if (found == now) {
                if (now + 1 > highWater.get()) {
                    highWater.accumulateAndGet(now + 1, Math::max);
                }
                return true;
            }
            now = found;
        }
        dropped.increment();
        FlightEvents.queueDrop(name, "full", now);
        return false;
    }

    /** An entry was taken out: its place is free again. */
    public void taken() {
        depth.decrementAndGet();
    }

    /**
     * @param depth entries now
     * @param highWater most entries ever
     * @param bound most entries allowed
     * @param offered entries that wanted in, the dropped ones among them
     */
    public record Statistics(String queue, int depth, int highWater, int bound, long offered, long dropped) {}

    public Statistics statistics() {
        return new Statistics(name, depth.get(), highWater.get(), bound, offered.sum(), dropped.sum());
    }
}
