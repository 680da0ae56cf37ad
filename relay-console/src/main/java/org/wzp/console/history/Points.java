package org.wzp.console.history;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.wzp.relay.api.RelaySnapshot;

/**
 * One {@link Point} for each second of the last hour: 400 bytes a second, 1.5 MB in all, whatever the number of people. One thread,
 * the clock's; what it hands out is immutable.
 */
final class Points {
    private final Deque<Point> points = new ArrayDeque<>();
    private final PointMaker maker = new PointMaker();

    void add(RelaySnapshot snapshot) {
        // a clock that was set back
        while (!points.isEmpty() && !points.getLast().at().isBefore(snapshot.at())) {
            points.removeLast();
        }
        points.addLast(maker.next(snapshot));
        while (points.size() > SnapshotRing.HOUR_SECONDS) {
            points.removeFirst();
        }
    }

    /** Those of the seconds up to the moment, oldest first, at most so many. */
    List<Point> until(Instant moment, int most) {
        List<Point> found = new ArrayList<>(most);
        for (var newest = points.descendingIterator(); newest.hasNext() && found.size() < most; ) {
            Point point = newest.next();
            if (!point.at().isAfter(moment)) {
                found.add(point);
            }
        }
        return List.copyOf(found.reversed());
    }
}
