package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.loop.MediaRecipients;
import org.wzp.relay.loop.MediaRing;
import org.wzp.relay.transport.common.LoopMeter;

/**
 * One loop's end of the rings between the loops of an endpoint: what it hands to the others, who are woken once for all that a
 * turn has for them, and what they have handed to it. Confined to the loop.
 */
final class LoopHandOffs {
    private static final Logger LOG = LoggerFactory.getLogger(LoopHandOffs.class);

    private final DirectGroup group;
    private final int index;
    private final LoopMeter meter;
    /** Loops that something was handed to since they were told. */
    private final boolean[] untold;

    private boolean anyUntold;
    private long failures;

    LoopHandOffs(DirectGroup group, int index, LoopMeter meter) {
        this.meter = meter;
        this.group = group;
        this.index = index;
        this.untold = new boolean[group.size()];
    }

    void offer(DirectLoop to, ByteBuf packet, MediaRecipients recipients, @Nullable Object except, long readNanos) {
        meter.handedToAnother();
        var _ = group.ringToFill(index, to.index()).offer(packet, recipients, except, readNanos);
        untold[to.index()] = true;
        anyUntold = true;
    }

    /** Wakes the loops that sleep although something waits for them. */
    void tell() {
        if (!anyUntold) {
            return;
        }
        anyUntold = false;
        for (int i = 0; i < untold.length; i++) {
            if (untold[i]) {
                untold[i] = false;
                group.loops().get(i).wake();
            }
        }
    }

    /**
     * Delivers what the others had handed over when this began.
     *
     * @return when the packet came that has waited longest, monotonic clock, ns; {@link Long#MAX_VALUE} when there was none
     */
    long deliver() {
        long oldest = Long.MAX_VALUE;
        for (int from = 0; from < untold.length; from++) {
            MediaRing ring = group.ring(from, index);
            int waiting = ring == null ? 0 : ring.size();
            if (ring != null && waiting > 0) {
                oldest = Math.min(oldest, ring.oldestNanos());
                deliver(ring, waiting);
            }
        }
        return oldest;
    }

    private void deliver(MediaRing ring, int packets) {
        HotPathGuard.enter();
        try {
            for (int i = 0; i < packets; i++) {
                try {
                    if (!ring.deliverOne()) {
                        return;
                    }
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        } finally {
            HotPathGuard.exit();
        }
    }

    private void failed(RuntimeException fault) {
        if (failures++ % 1_000 == 0) {
            LOG.error("a packet from another network loop could not be sent to everybody ({} so far)", failures, fault);
        }
    }

    /** Whether nobody has anything for this loop. */
    boolean isEmpty() {
        for (int from = 0; from < untold.length; from++) {
            MediaRing ring = group.ring(from, index);
            if (ring != null && !ring.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
