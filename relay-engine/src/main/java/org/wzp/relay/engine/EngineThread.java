package org.wzp.relay.engine;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs one task at a fixed period until it is closed. A late run is not made up
 * for; one last run follows the close. A task that throws is logged and runs again next time.
 */
final class EngineThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);

    private final Thread thread;
    private volatile boolean running = true;

    EngineThread(String name, long periodNanos, Runnable task) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, periodNanos, task));
    }

    void start() {
        thread.start();
    }

    private void run(String name, long periodNanos, Runnable task) {
        long next = System.nanoTime();
        while (running) {
            runOnce(name, task);
            next = Math.max(next + periodNanos, System.nanoTime());
            for (long left = next - System.nanoTime(); left > 0 && running; left = next - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
        runOnce(name, task);
    }

    private static void runOnce(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed once and goes on.", name, e);
        }
    }

    /** Ends it and waits for its last run. Call from another thread. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
