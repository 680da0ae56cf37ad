package org.wzp.relay.transport.common;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.loop.PendingMark;

/**
 * What other threads want done for one connection, in order. Any thread adds; the connection's loop alone runs. In the loop's
 * own queue it stands at most once, so that queue is as long as there are connections; and here no more than {@link #MOST} wait,
 * which nobody needs whose loop turns. The end of a connection must not be lost with them: it has a place of its own behind all
 * that waits.
 */
final class ConnectionTasks implements Runnable {
    /** A loop that stands still ends the run after 30 s; in that time not even the sweep and a lively room come to as many. */
    static final int MOST = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTasks.class);

    private final Consumer<Runnable> loop;
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> end = new AtomicReference<>();
    private final PendingMark noted = new PendingMark();

    /** @param loop puts this into the loop's queue; where the loop has ended it may do nothing */
    ConnectionTasks(Consumer<Runnable> loop) {
        this.loop = loop;
    }

    /** Adds a task; false, and it will not run, when too many wait. */
    boolean add(Runnable task) {
        if (count.getAndIncrement() >= MOST) {
            count.decrementAndGet();
            return false;
        }
        boolean added = false;
        try {
            added = waiting.add(task);
        } finally {
            if (!added) {
                count.decrementAndGet();
            }
        }
        note();
        return true;
    }

    /** What ends the connection, to be run after all that waits; of several the first. */
    void addEnd(Runnable task) {
        var _ = end.compareAndSet(null, task);
        note();
    }

    private void note() {
        noted.ask(() -> loop.accept(this));
    }

    /** Runs what is there now; what is added meanwhile has a turn of its own. */
    @Override
    public void run() {
        noted.clear();
        for (int left = count.get(); left > 0; left--) {
            Runnable task = waiting.poll();
            if (task == null) {
                break; // whoever counted it is about to add and note it
            }
            count.decrementAndGet();
            guarded(task);
        }
        Runnable last = end.getAndSet(null);
        if (last != null) {
            guarded(last);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task on the network loop failed", e);
        }
    }
}
