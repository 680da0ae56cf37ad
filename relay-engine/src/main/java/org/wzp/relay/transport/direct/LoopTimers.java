package org.wzp.relay.transport.direct;

import java.util.ArrayList;
import java.util.List;
import org.wzp.relay.transport.quiche.QuicheCalls;

/**
 * The connections of a loop and their timers, looked at together once a tick: they fire up to {@link #TICK_NANOS} late and
 * cost nothing per packet. A tick also reads the streams of those who were heard since the last one, sends the
 * acknowledgements that nothing else has carried, and does the work of those whose second is over: each has its own second,
 * from when it came, so that a thousand of them don't hold up the packets that come at the turn of one. Confined to the loop.
 */
final class LoopTimers {
    /** How often timers are looked at and put-off acknowledgements are sent. */
    static final long TICK_NANOS = 2_000_000L;

    /** How long the loop sleeps at most when no connection has anything due. */
    static final long IDLE_NANOS = 100_000_000L;

    /** How late a small packet is looked into beyond what quiche makes of it at once: within the delay that we announce. */
    private static final long UNHURRIED_NANOS = 20_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long keepAliveNanos;
    private final List<DirectConnection> all = new ArrayList<>();
    private final List<DirectConnection> touched = new ArrayList<>();
    private final List<DirectConnection> heard = new ArrayList<>();
    private long nextTick;

    LoopTimers(long keepAliveNanos, long now) {
        this.keepAliveNanos = keepAliveNanos;
        this.nextTick = now + TICK_NANOS;
    }

    boolean due(long now) {
        return now >= nextTick;
    }

    /** When the next tick is due. */
    long nextTick() {
        return nextTick;
    }

    List<DirectConnection> connections() {
        return all;
    }

    /** Whether it is in the loop. */
    boolean has(DirectConnection connection) {
        int index = connection.indexInLoop;
        return index < all.size() && all.get(index) == connection;
    }

    void add(DirectConnection connection, long now) {
        connection.indexInLoop = all.size();
        connection.nextSecondNanos = now + SECOND_NANOS;
        all.add(connection);
        touch(connection, now);
    }

    void remove(DirectConnection connection) {
        DirectConnection last = all.removeLast();
        if (last != connection) {
            all.set(connection.indexInLoop, last);
            last.indexInLoop = connection.indexInLoop;
        }
        if (connection.touched) {
            connection.touched = false;
            touched.remove(connection);
        }
        if (connection.heard) {
            connection.heard = false;
            heard.remove(connection);
        }
    }

    /**
     * A packet of it came: a tick reads its streams and acknowledges.
     *
     * @param soon whether the next one does; else the first in {@link #UNHURRIED_NANOS}
     */
    void heard(DirectConnection connection, long now, boolean soon) {
        long due = soon ? now : now + UNHURRIED_NANOS;
        if (!connection.heard) {
            connection.heard = true;
            connection.lookDueNanos = due;
            heard.add(connection);
        } else if (due < connection.lookDueNanos) {
            connection.lookDueNanos = due;
        }
        nextTick = Math.min(nextTick, Math.max(due, now + TICK_NANOS));
    }

    /** Something was written for it, so its timer may be another. */
    void touch(DirectConnection connection, long now) {
        if (!connection.touched) {
            connection.touched = true;
            touched.add(connection);
            nextTick = Math.min(nextTick, now + TICK_NANOS);
        }
    }

    /**
     * Does what is due.
     *
     * @param forget takes what quiche has given up out of the loop
     * @param failed hears of faults on behalf of one connection
     */
    void tick(long now, Forget forget, Failed failed) {
        long earliest = Math.min(now + IDLE_NANOS, tickHeard(now, failed));
        for (int i = 0; i < touched.size(); i++) {
            DirectConnection connection = touched.get(i);
            connection.touched = false;
            schedule(connection, now);
        }
        touched.clear();
        for (int i = all.size() - 1; i >= 0; i--) {
            DirectConnection connection = all.get(i);
            try {
                if (connection.deadlineNanos <= now && isOver(connection, now)) {
                    forget.forget(connection);
                    continue;
                }
                if (connection.nextSecondNanos <= now) {
                    long missed = (now - connection.nextSecondNanos) / SECOND_NANOS;
                    connection.nextSecondNanos += (missed + 1) * SECOND_NANOS;
                    connection.onSecond(now, keepAliveNanos);
                }
            } catch (RuntimeException e) {
                failed.failed(connection, e);
            }
            earliest = Math.min(earliest, connection.deadlineNanos);
        }
        nextTick = touched.isEmpty() ? Math.max(earliest, now + TICK_NANOS) : now + TICK_NANOS;
    }

    /** When the next of those is due that wait on, monotonic clock, ns. */
    private long tickHeard(long now, Failed failed) {
        long earliest = Long.MAX_VALUE;
        int waiting = 0;
        for (int i = 0; i < heard.size(); i++) {
            DirectConnection connection = heard.get(i);
            if (isDone(connection, now, failed)) {
                connection.heard = false;
            } else {
                earliest = Math.min(earliest, connection.lookDueNanos);
                heard.set(waiting++, connection);
            }
        }
        heard.subList(waiting, heard.size()).clear();
        return earliest;
    }

    /** Looks what it has brought, unless that may wait. */
    private static boolean isDone(DirectConnection connection, long now, Failed failed) {
        if (connection.lookDueNanos - now > 0) {
            return false;
        }
        try {
            connection.onTick();
            return connection.acknowledge(now);
        } catch (RuntimeException e) {
            failed.failed(connection, e);
            return true;
        }
    }

    /** Its deadline has come: does what is due; true when quiche has given it up. */
    private static boolean isOver(DirectConnection connection, long now) {
        connection.onDeadline(now);
        schedule(connection, now);
        return QuicheCalls.isClosed(connection.quiche());
    }

    /** Takes a fault on behalf of one connection. */
    interface Failed {
        void failed(DirectConnection connection, RuntimeException fault);
    }

    /** Takes a connection out of the loop. */
    interface Forget {
        void forget(DirectConnection connection);
    }

    private static void schedule(DirectConnection connection, long now) {
        long left = QuicheCalls.timeoutNanos(connection.quiche());
        connection.deadlineNanos = left < 0 ? Long.MAX_VALUE : now + left;
    }
}
