package org.wzp.relay.admission;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs each task on a virtual thread of its own, but only so many at once: a burst of logins must not take every
 * processor from the event loops. Who calls never waits; the virtual threads do.
 */
public final class BoundedExecutor implements Executor {
    private final String name;
    private final Semaphore slots;

    /** @param atOnce tasks that may run at one time, at least 1 */
    public BoundedExecutor(String name, int atOnce) {
        this.name = name;
        this.slots = new Semaphore(atOnce);
    }

    @Override
    public void execute(Runnable task) {
        Thread.ofVirtual().name(name).start(() -> {
            slots.acquireUninterruptibly();
            try {
                task.run();
            } finally {
                slots.release();
            }
        });
    }
}
