package org.wzp.console.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.CasRow;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;

/**
 * One figure for each row under Contention in one second: of a lock acquisitions, of a compare-and-set site attempts, of a
 * queue what was offered, all in that second, and of a loop its latest tick, ms. Seconds with the same rows share their names.
 */
public final class ContentionRows {
    static final ContentionRows NONE = new ContentionRows(List.of(), new float[0]);

    /** Which of the four tables a row is in: names alone may be the same. */
    public enum Kind {
        LOCK,
        SITE,
        QUEUE,
        LOOP
    }

    private record Row(Kind kind, String name) {}

    private final List<Row> rows;
    private final float[] values;

    private ContentionRows(List<Row> rows, float[] values) {
        this.rows = rows;
        this.values = values;
    }

    /**
     * What was counted from one snapshot to the next.
     *
     * @param seconds between them, above 0
     * @param previous whose names may be shared
     */
    static ContentionRows between(
            ContentionStatus before, ContentionStatus now, double seconds, ContentionRows previous) {
        Map<Row, Long> then = new HashMap<>();
        before.locks().forEach(row -> then.put(lock(row), row.acquisitions()));
        before.casSites().forEach(row -> then.put(site(row), row.attempts()));
        before.queues().forEach(row -> then.put(queue(row), row.offered()));
        List<Row> rows = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        now.locks().forEach(row -> {
            rows.add(lock(row));
            figures.add(rate(row.acquisitions(), then.getOrDefault(lock(row), 0L), seconds));
        });
        now.casSites().forEach(row -> {
            rows.add(site(row));
            figures.add(rate(row.attempts(), then.getOrDefault(site(row), 0L), seconds));
        });
        now.queues().forEach(row -> {
            rows.add(queue(row));
            figures.add(rate(row.offered(), then.getOrDefault(queue(row), 0L), seconds));
        });
        for (LoopRow row : now.loops()) {
            rows.add(new Row(Kind.LOOP, row.loop()));
            figures.add(row.lastSecond().lagMaxMicros().orElse(0) / PointMaker.MICROS_PER_MILLI);
        }
        float[] values = new float[figures.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = figures.get(i).floatValue();
        }
        return new ContentionRows(rows.equals(previous.rows) ? previous.rows : List.copyOf(rows), values);
    }

    private static Row lock(LockRow row) {
        return new Row(Kind.LOCK, row.name());
    }

    private static Row site(CasRow row) {
        return new Row(Kind.SITE, row.site());
    }

    private static Row queue(QueueRow row) {
        return new Row(Kind.QUEUE, row.queue());
    }

    /** A counter that shrank belongs to a relay that was started anew. */
    private static double rate(long now, long then, double seconds) {
        return (now >= then ? now - then : now) / seconds;
    }

    /** 0 for a row that was not there. */
    public double of(Kind kind, String name) {
        for (int i = 0; i < values.length; i++) {
            Row row = rows.get(i);
            if (row.kind() == kind && row.name().equals(name)) {
                return values[i];
            }
        }
        return 0;
    }
}
