package org.wzp.relay.engine;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs one task at a fixed period until it is closed, and earlier when woken. A late run is not made up
 * for. A task that throws is logged and runs again next time.
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
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{} failed once and goes on.", name, e);
            }
            long now = System.nanoTime();
            next = Math.max(next + periodNanos, now);
            LockSupport.parkNanos(this, next - now);
        }
    }

    /** Ends it and waits for the run under way. Call from another thread. */
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
