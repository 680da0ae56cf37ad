package org.wzp.relay.transport.direct;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of exceptions on a loop: one on behalf of a connection costs that connection and nobody else. Confined to the
 * loop.
 */
final class LoopFaults {
    private static final Logger LOG = LoggerFactory.getLogger(LoopFaults.class);
    private static final int STRANGERS_PER_LINE = 1_000;

    private final List<DirectConnection> broken = new ArrayList<>();
    private long strangers;

    /** Closes it; what can't even be closed is forgotten after this turn. */
    void of(DirectConnection connection, RuntimeException fault) {
        try {
            connection.failed(fault);
        } catch (RuntimeException again) {
            LOG.error("{} can't be closed either and is forgotten", connection, again);
            if (!broken.contains(connection)) {
                broken.add(connection);
            }
        }
    }

    /** A packet of no connection's could not be dealt with: told now and then, because strangers can send many. */
    void ofStranger(RuntimeException fault) {
        if (strangers++ % STRANGERS_PER_LINE == 0) {
            LOG.error("a packet that belongs to no connection could not be handled ({} so far)", strangers, fault);
        }
    }

    void forgetBroken(LoopTimers timers, LoopTimers.Forget forget) {
        while (!broken.isEmpty()) {
            DirectConnection connection = broken.removeLast();
            if (timers.has(connection)) {
                forgetQuietly(connection, forget);
            }
        }
    }

    void forgetQuietly(DirectConnection connection, LoopTimers.Forget forget) {
        try {
            forget.forget(connection);
        } catch (RuntimeException e) {
            LOG.error("{} was not forgotten cleanly", connection, e);
        }
    }
}
