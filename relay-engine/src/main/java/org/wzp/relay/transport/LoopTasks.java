package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.QueueGauge;

/** What other threads want a loop to do. Any thread adds; the loop alone takes and runs. A burst costs one wake-up. */
final class LoopTasks {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTasks.class);
    /** Datagrams from other threads that wait for one loop at most. */
    static final int HANDOVER_BOUND = 4096;

    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final QueueGauge handedOver;
    private final AtomicBoolean wakeRequested = new AtomicBoolean();
    private final LinuxSocket socket;

    LoopTasks(LinuxSocket socket, LockLedger ledger) {
        this.socket = socket;
        this.handedOver = handOverGauge(ledger);
    }

    /** The books of datagrams that go from any thread to a loop. */
    static QueueGauge handOverGauge(LockLedger ledger) {
        return ledger.queue("loop hand-over", HANDOVER_BOUND);
    }

    void add(Runnable task) {
        queue.add(task);
        if (wakeRequested.compareAndSet(false, true)) {
            socket.wake();
        }
    }

    /** Copies the datagram once and sends it on the loop; beyond a bound it is dropped and counted. */
    void handOver(DirectConnection to, ByteBuf datagram) {
        if (!handedOver.offer()) {
            to.counters().dropped(DropCause.HANDOVER_FULL);
            return;
        }
        ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(datagram.readableBytes());
        copy.writeBytes(datagram, datagram.readerIndex(), datagram.readableBytes());
        add(() -> {
            handedOver.taken();
            to.sendDatagram(copy);
            copy.release();
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
