package org.wzp.console.history;

import java.time.Instant;
import java.util.Map;
import org.wzp.relay.api.DropCause;

/**
 * What charts draw of one second. Figures that are not known, or that a relay which does not run does not have, are NaN: a
 * chart has a gap there.
 *
 * @param in datagrams per second from participants
 * @param out copies per second
 * @param bits per second, in and out
 * @param people in rooms
 * @param latencyP50 from reading a packet to handing its copies to the kernel, median, ms, of the loop where it is longest
 * @param latencyP99 ms
 * @param lag latest tick of the second, ms, of the loop where it is longest
 * @param dropped by cause in this second; only causes that happened
 * @param rows rates and depths of the rows under Contention, by {@link ContentionRows}
 */
public record Point(
        Instant at,
        double in,
        double out,
        double bits,
        double people,
        double latencyP50,
        double latencyP99,
        double lag,
        Map<DropCause, Long> dropped,
        ContentionRows rows) {
    public Point {
        dropped = Map.copyOf(dropped);
    }

    /** A second in which nothing ran. */
    static Point gap(Instant at) {
        return new Point(
                at,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Map.of(),
                ContentionRows.NONE);
    }

    /** Over all causes; NaN while nothing ran. */
    public double droppedInAll() {
        return Double.isNaN(people)
                ? Double.NaN
                : dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
