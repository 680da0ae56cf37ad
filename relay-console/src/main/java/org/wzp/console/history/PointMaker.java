package org.wzp.console.history;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.ContentionStatus.LastSecond;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;

/** Makes a {@link Point} of each snapshot and the one before. One thread. */
final class PointMaker {
    static final double MICROS_PER_MILLI = 1_000;

    private @Nullable RelaySnapshot before;
    private ContentionRows rows = ContentionRows.NONE;

    Point next(RelaySnapshot now) {
        RelaySnapshot then = before;
        before = now;
        if (now.state() != RelayState.RUNNING && now.state() != RelayState.STOPPING) {
            return Point.gap(now.at());
        }
        // of a relay that was started since, all counters began anew
        boolean sameRun = then != null && then.uptime().compareTo(now.uptime()) <= 0;
        double seconds = then == null
                ? 1
                : Math.max(0.001, Duration.between(then.at(), now.at()).toMillis() / MICROS_PER_MILLI);
        rows = ContentionRows.between(
                sameRun && then != null ? then.contention() : now.contention(), now.contention(), seconds, rows);
        // the first snapshot there is tells of all that was before: nothing of that belongs to its second
        return new Point(
                now.at(),
                now.traffic().inPerSecond(),
                now.traffic().outPerSecond(),
                now.rooms().stream()
                        .mapToDouble(room -> room.bitsInPerSecond() + room.bitsOutPerSecond())
                        .sum(),
                now.traffic().sessions(),
                longest(now, LastSecond::transitP50Micros),
                longest(now, LastSecond::transitP99Micros),
                longest(now, LastSecond::lagMaxMicros),
                then == null ? Map.of() : dropped(sameRun ? then.traffic().dropped() : List.of(), now),
                rows);
    }

    private static double longest(RelaySnapshot snapshot, Function<LastSecond, OptionalDouble> figure) {
        return snapshot.contention().loops().stream()
                        .map(loop -> figure.apply(loop.lastSecond()))
                        .flatMapToDouble(OptionalDouble::stream)
                        .max()
                        .orElse(Double.NaN)
                / MICROS_PER_MILLI;
    }

    private static Map<DropCause, Long> dropped(List<Drop> then, RelaySnapshot now) {
        Map<DropCause, Long> dropped = new EnumMap<>(DropCause.class);
        for (Drop drop : now.traffic().dropped()) {
            long earlier = then.stream()
                    .filter(each -> each.cause() == drop.cause())
                    .mapToLong(Drop::count)
                    .sum();
            if (drop.count() > earlier) {
                dropped.put(drop.cause(), drop.count() - earlier);
            }
        }
        return dropped;
    }
}
