package org.wzp.relay.federation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.wzp.relay.contention.QueueGauge;

/**
 * What other threads have for the federation's thread, and how long that thread may rest: to wake up costs more than to find
 * nothing to do, so while there is no other relay it looks less often, and a task or a change of what is configured wakes it.
 * Any thread adds; the federation's takes.
 */
final class FederationTasks {
    /** What links tell waits so long at most. */
    private static final long PERIOD_NANOS = 50_000_000L;

    /** The same while there is no other relay. */
    private static final long REST_NANOS = 1_000_000_000L;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final QueueGauge gauge;
    private volatile Runnable wake = () -> {};
    private volatile boolean resting;

    /** @param gauge counts what waits; beyond its bound tasks are dropped */
    FederationTasks(QueueGauge gauge) {
        this.gauge = gauge;
    }

    /** @param how ends the rest of the federation's thread; any thread */
    void wakes(Runnable how) {
        wake = how;
    }

    /** Any thread. */
    void add(Runnable task) {
        if (gauge.offer()) {
            tasks.add(task);
            if (resting) {
                wake.run();
            }
        }
    }

    /** Does all that there are. */
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            gauge.taken();
            task.run();
        }
    }

    /**
     * How long it may be until the next look, ns.
     *
     * @param alone whether there is no other relay, nobody who may be one, and nobody wants one
     */
    long period(BooleanSupplier alone) {
        // said before the last look, so that of a task that comes meanwhile one of the two threads knows
        resting = true;
        resting = tasks.isEmpty() && alone.getAsBoolean();
        return resting ? REST_NANOS : PERIOD_NANOS;
    }
}
