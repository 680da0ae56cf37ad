package org.wzp.console.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.CasRow;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.ContentionStatus.RoomRow;

/**
 * One figure for each row under Contention in one second: of a lock acquisitions, of a compare-and-set site attempts, of a
 * queue what was offered, all in that second, of a loop its latest tick, ms, and of a room the time that its fan-out took in
 * that second, ms. Seconds with the same rows share their names.
 */
public final class ContentionRows {
    static final ContentionRows NONE = new ContentionRows(Map.of(), new float[0]);

    private static final double NANOS_PER_MILLI = 1_000_000;

    /** Which of the five tables a row is in: names alone may be the same. */
    public enum Kind {
        LOCK,
        SITE,
        QUEUE,
        LOOP,
        ROOM
    }

    private record Row(Kind kind, String name) {}

    /** Where each row's figure is: of a thousand rooms nobody wants to look through all. */
    private final Map<Row, Integer> places;

    private final float[] values;

    private ContentionRows(Map<Row, Integer> places, float[] values) {
        this.places = places;
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
        before.rooms().forEach(row -> then.put(room(row), row.fanOutNanos()));
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
        now.rooms().forEach(row -> {
            rows.add(room(row));
            figures.add(rate(row.fanOutNanos(), then.getOrDefault(room(row), 0L), seconds) / NANOS_PER_MILLI);
        });
        float[] values = new float[figures.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = figures.get(i).floatValue();
        }
        Map<Row, Integer> places = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach(row -> places.put(row, places.size()));
        return new ContentionRows(places.equals(previous.places) ? previous.places : places, values);
    }

    private static Row room(RoomRow row) {
        return new Row(Kind.ROOM, row.room());
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
        Integer place = places.get(new Row(kind, name));
        return place == null ? 0 : values[place];
    }
}
