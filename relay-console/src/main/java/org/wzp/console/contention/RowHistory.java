package org.wzp.console.contention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wzp.console.history.ContentionRows.Kind;
import org.wzp.console.history.Point;

/** The last minute of each row, one value a second. JavaFX thread only. */
final class RowHistory {
    /** One value a second for a minute. */
    static final int LENGTH = 60;

    private record Row(Kind kind, String name) {}

    private final Supplier<List<Point>> seconds;
    private final Map<Row, double[]> made = new HashMap<>();
    private List<Point> minute = List.of();

    /** @param seconds the ones before the moment that is shown, oldest first */
    RowHistory(Supplier<List<Point>> seconds) {
        this.seconds = seconds;
    }

    /** Takes the seconds up to the moment that is shown now. */
    void refresh() {
        List<Point> all = seconds.get();
        List<Point> newest = all.subList(Math.max(0, all.size() - LENGTH), all.size());
        if (!newest.equals(minute)) {
            minute = List.copyOf(newest);
            made.clear();
        }
    }

    /** Oldest first; {@link #LENGTH} values, 0 before the row was there. To be read, not kept. */
    double[] of(Kind kind, String name) {
        return made.computeIfAbsent(new Row(kind, name), row -> {
            double[] values = new double[LENGTH];
            for (int i = 0; i < minute.size(); i++) {
                values[LENGTH - minute.size() + i] = minute.get(i).rows().of(kind, name);
            }
            return values;
        });
    }

    /** In the last second; 0 if there is none. */
    double newest(Kind kind, String name) {
        return of(kind, name)[LENGTH - 1];
    }

    /** The seconds of the minute, oldest first. */
    List<Point> minute() {
        return minute;
    }
}
