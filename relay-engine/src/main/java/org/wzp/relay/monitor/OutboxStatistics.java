package org.wzp.relay.monitor;

import java.util.List;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.Drop;
import org.wzp.relay.transport.OutboxCounters;

/**
 * All participants' outboxes of one kind as one queue, added up from their own counters four times a second, so that it
 * costs the media path nothing. Confined to the engine thread.
 */
final class OutboxStatistics {
    private final OutboxCounters.Queue queue;
    private int depth;
    private int backlogged;
    private int deepest;
    private int highWater;
    private long offered;

    OutboxStatistics(OutboxCounters.Queue queue) {
        this.queue = queue;
    }

    /** What is there now is counted anew; what was ever there goes on. */
    void beginReading() {
        depth = 0;
        backlogged = 0;
        deepest = 0;
    }

    /**
     * Adds one participant's.
     *
     * @param queuedBefore what this returned for it the last time; 0 at first
     */
    long read(OutboxCounters counters, long queuedBefore) {
        int waiting = counters.waiting(queue);
        depth += waiting;
        backlogged += waiting > 0 ? 1 : 0;
        deepest = Math.max(deepest, waiting);
        highWater = Math.max(highWater, counters.mostWaiting(queue));
        long queued = counters.queued(queue);
        offered += queued - queuedBefore;
        return queued;
    }

    QueueRow row(String name, int bound, List<Drop> drops) {
        return new QueueRow(name, depth, backlogged, deepest, highWater, bound, offered, drops);
    }
}
