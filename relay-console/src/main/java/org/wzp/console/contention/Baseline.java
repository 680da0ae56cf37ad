package org.wzp.console.contention;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.CasRow;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.ContentionStatus.RoomRow;

/** The counters at one moment, from which later ones are counted. The engine's counters only grow. */
final class Baseline {
    static final Baseline ZERO = new Baseline(Instant.EPOCH, ContentionStatus.NONE);

    private final Instant at;
    private final Map<String, LockRow> locks;
    private final Map<String, CasRow> sites;
    private final Map<String, QueueRow> queues;
    private final Map<String, RoomRow> rooms;

    Baseline(Instant at, ContentionStatus view) {
        this.at = at;
        this.locks = byName(view.locks(), LockRow::name);
        this.sites = byName(view.casSites(), CasRow::site);
        this.queues = byName(view.queues(), QueueRow::queue);
        this.rooms = byName(view.rooms(), RoomRow::room);
    }

    private static <T> Map<String, T> byName(Iterable<T> rows, Function<T, String> name) {
        Map<String, T> map = new HashMap<>();
        rows.forEach(row -> map.put(name.apply(row), row));
        return map;
    }

    Instant at() {
        return at;
    }

    double secondsUntil(Instant now) {
        return Math.max(0.001, Duration.between(at, now).toMillis() / 1000.0);
    }

    long acquisitions(LockRow row) {
        LockRow then = locks.get(row.name());
        return since(row.acquisitions(), then == null ? 0 : then.acquisitions());
    }

    long contended(LockRow row) {
        LockRow then = locks.get(row.name());
        return since(row.contended(), then == null ? 0 : then.contended());
    }

    long attempts(CasRow row) {
        CasRow then = sites.get(row.site());
        return since(row.attempts(), then == null ? 0 : then.attempts());
    }

    long retries(CasRow row) {
        CasRow then = sites.get(row.site());
        return since(row.retries(), then == null ? 0 : then.retries());
    }

    long offered(QueueRow row) {
        QueueRow then = queues.get(row.queue());
        return since(row.offered(), then == null ? 0 : then.offered());
    }

    long dropped(QueueRow row) {
        QueueRow then = queues.get(row.queue());
        return since(row.dropped(), then == null ? 0 : then.dropped());
    }

    long packets(RoomRow row) {
        RoomRow then = rooms.get(row.room());
        return since(row.packets(), then == null ? 0 : then.packets());
    }

    /** Fan-out time, ns. */
    long fanOutNanos(RoomRow row) {
        RoomRow then = rooms.get(row.room());
        return since(row.fanOutNanos(), then == null ? 0 : then.fanOutNanos());
    }

    /** A counter that shrank belongs to a relay that was started anew. */
    private static long since(long now, long then) {
        return now >= then ? now - then : now;
    }
}
