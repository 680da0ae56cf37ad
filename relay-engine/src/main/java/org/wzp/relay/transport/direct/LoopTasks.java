package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.transport.common.HandOver;
import org.wzp.relay.transport.linux.LinuxSocket;

/** What other threads want a loop to do. Any thread adds; the loop alone takes and runs. A burst costs one wake-up. */
final class LoopTasks {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTasks.class);

    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final HandOver handOver;
    private final AtomicBoolean wakeRequested = new AtomicBoolean();
    private final LinuxSocket socket;

    LoopTasks(LinuxSocket socket, LockLedger ledger) {
        this.socket = socket;
        this.handOver = new HandOver(ledger);
    }

    void add(Runnable task) {
        queue.add(task);
        if (wakeRequested.compareAndSet(false, true)) {
            socket.wake();
        }
    }

    /** A datagram from another thread for one of the loop's connections. */
    void handOver(DirectConnection to, ByteBuf datagram) {
        handOver.send(to, datagram, task -> {
            add(task);
            return true;
        });
    }

    /** Runs what is there. Tasks added from now on wake the loop again. */
    void run() {
        wakeRequested.set(false);
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
