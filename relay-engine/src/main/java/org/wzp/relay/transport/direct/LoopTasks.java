package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.transport.common.Dials;
import org.wzp.relay.transport.common.HandOver;

/**
 * What other threads want a loop to do. Any thread adds; the loop alone takes and runs. A burst costs one wake-up. Bounded by who
 * puts something in: each connection once, however much is wanted of it ({@code ConnectionTasks}), as many datagrams as
 * {@link HandOver} lets through, as many dials as {@link Dials} does, and the end of the endpoint.
 */
final class LoopTasks {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTasks.class);

    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final HandOver handOver;
    private final LoopWaker waker;

    LoopTasks(LoopWaker waker, LockLedger ledger) {
        this.waker = waker;
        this.handOver = new HandOver(ledger);
    }

    void put(Runnable task) {
        queue.add(task);
        waker.wake();
    }

    /** A datagram from another thread for one of the loop's connections. */
    void handOver(DirectConnection to, ByteBuf datagram) {
        handOver.send(to, datagram, task -> {
            put(task);
            return true;
        });
    }

    /** Runs what is there. */
    void run() {
        Runnable task;
        while ((task = queue.poll()) != null) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a task on the network loop failed", e);
            }
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }
}
