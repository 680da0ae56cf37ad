package org.wzp.relay.federation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.wzp.relay.contention.QueueGauge;

/**
 * What other threads have for the federation's thread, and how long that thread may rest: to wake up costs more than to find
 * nothing to do, so it looks rarely while nothing goes on, and a task, news or a change of what is configured wakes it. Any thread
 * adds; the federation's takes.
 */
final class FederationTasks {
    /** While something goes on: what links tell waits so long at most, and is taken no more often. */
    private static final long BUSY_NANOS = 50_000_000L;
    /** While nothing does, and links are only to be kept awake. */
    private static final long QUIET_NANOS = 250_000_000L;
    /** While there is no other relay. */
    private static final long ALONE_NANOS = 1_000_000_000L;

    /** What there is to do for the federation's thread, but for tasks and news. */
    enum Work {
        /** There is no other relay, nobody who may be one, and nobody wants one. */
        ALONE,
        QUIET,
        /** A link comes or goes, or something is still to be told. */
        BUSY
    }

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final QueueGauge gauge;
    private volatile Runnable wake = () -> {};
    private volatile boolean resting;
    private volatile boolean news;

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
            wakeIfResting();
        }
    }

    /** Any thread: something has changed that the federation's thread looks at by itself. */
    void news() {
        if (!news) {
            news = true;
            wakeIfResting();
        }
    }

    private void wakeIfResting() {
        if (resting) {
            wake.run();
        }
    }

    /** Does all that there are. */
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            gauge.taken();
            task.run();
        }
    }

    /** How long it may be until the next look, ns. */
    long period(Supplier<Work> work) {
        // said before the last look, so that of what comes meanwhile one of the two threads knows
        resting = true;
        boolean any = news || !tasks.isEmpty();
        // taken with this look or the next one, which is soon
        news = false;
        Work rest = any ? Work.BUSY : work.get();
        resting = rest != Work.BUSY;
        return switch (rest) {
            case ALONE -> ALONE_NANOS;
            case QUIET -> QUIET_NANOS;
            case BUSY -> BUSY_NANOS;
        };
    }
}
