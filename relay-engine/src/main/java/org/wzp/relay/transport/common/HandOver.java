package org.wzp.relay.transport.common;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.Predicate;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.transport.Connection;

/** Datagrams that go from any thread to a loop: copied once, at most {@link #BOUND} at a time, the rest dropped and counted. */
public final class HandOver {
    /** Datagrams from other threads that wait at most, over all loops of one ledger: its gauge is found by name. */
    public static final int BOUND = 4096;

    private final QueueGauge gauge;

    /** @param ledger where the queue's depth is shown */
    public HandOver(LockLedger ledger) {
        this.gauge = ledger.queue("loop hand-over", BOUND);
    }

    /**
     * Sends a copy of the datagram on the loop; the caller keeps its own.
     *
     * @param loop takes a task to run on the loop, false if it runs none any more
     */
    public void send(Connection to, ByteBuf datagram, Predicate<Runnable> loop) {
        if (!gauge.offer()) {
            to.counters().dropped(DropCause.HANDOVER_FULL);
            return;
        }
        ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(datagram.readableBytes());
        copy.writeBytes(datagram, datagram.readerIndex(), datagram.readableBytes());
        boolean taken = loop.test(() -> {
            gauge.taken();
            try {
                to.sendDatagram(copy);
            } finally {
                copy.release();
            }
        });
        if (!taken) {
            gauge.taken();
            to.counters().dropped(DropCause.CLOSED);
            copy.release();
        }
    }
}
