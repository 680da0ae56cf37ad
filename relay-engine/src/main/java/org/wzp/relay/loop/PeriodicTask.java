package org.wzp.relay.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs its tasks at a period until it is closed. A late run is not made up for; one last run follows
 * the close. A task that throws an exception is logged and runs again next time, and the tasks after it run all the same;
 * an {@link Error} ends the thread, which {@code onEnd} is told.
 */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
    /** A run waits for the disk at most; a thread that hangs must not keep a stop waiting. */
    private static final Duration LAST_RUN = Duration.ofSeconds(5);

    private final String name;
    private final LongSupplier periodNanos;
    private final List<Runnable> tasks;
    private final Consumer<Throwable> onEnd;
    private final Thread thread;
    private final AtomicLong runs = new AtomicLong();
    private volatile boolean running = true;
    private volatile boolean woken;

    /**
     * @param periodNanos from the beginning of one run to that of the next, ns; asked on this thread after each run
     * @param onEnd told on this thread what ended it, if that was not {@link #close}
     */
    public PeriodicTask(String name, LongSupplier periodNanos, Consumer<Throwable> onEnd, Runnable... tasks) {
        this.name = name;
        this.periodNanos = periodNanos;
        this.onEnd = onEnd;
        this.tasks = List.of(tasks);
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Has the next run begin now, if none is under way; else there is one after it. Any thread. */
    public void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /** Grows with every run. Any thread. */
    public long runs() {
        return runs.getOpaque();
    }

    private void run() {
        try {
            long next = System.nanoTime();
            while (running) {
                woken = false;
                runOnce();
                next = Math.max(next + periodNanos.getAsLong(), System.nanoTime());
                for (long left = next - System.nanoTime();
                        left > 0 && running && !woken;
                        left = next - System.nanoTime()) {
                    LockSupport.parkNanos(this, left);
                }
                // who was woken counts from there
                next = Math.min(next, System.nanoTime());
            }
            runOnce();
        } catch (Throwable e) {
            onEnd.accept(e);
        }
    }

    private void runOnce() {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{} failed once and goes on.", name, e);
            }
        }
        runs.setOpaque(runs.getPlain() + 1);
    }

    /** Ends it and waits for its last run. Call from another thread. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(LAST_RUN)) {
                LOG.error("{} does not end and is left behind.", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
