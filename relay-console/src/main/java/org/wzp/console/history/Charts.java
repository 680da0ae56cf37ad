package org.wzp.console.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.wzp.relay.api.DropCause;

/**
 * What the charts of one moment draw: {@value #BUCKETS} values for each line, each for {@value #BUCKET_SECONDS} seconds, oldest
 * first, NaN where there is nothing. Made on the clock's thread, so that the window's has only to draw. Immutable.
 */
public final class Charts {
    /** 15 minutes; the newest is not over yet. */
    public static final int BUCKETS = 180;

    /** Whole ones by the clock, so that what is drawn does not change but at its end. */
    public static final int BUCKET_SECONDS = 5;

    /** The lines that have one value a second. */
    public enum Figure {
        IN(Point::in, false),
        OUT(Point::out, false),
        BITS(Point::bits, false),
        PEOPLE(Point::people, false),
        LATENCY_P50(Point::latencyP50, false),
        LATENCY_P99(Point::latencyP99, true),
        LAG(Point::lag, true);

        private final ToDoubleFunction<Point> value;
        private final boolean worst;

        /** @param worst whether the largest of five seconds counts, or their mean */
        Figure(ToDoubleFunction<Point> value, boolean worst) {
            this.value = value;
            this.worst = worst;
        }
    }

    /** Before the first second. */
    public static final Charts NONE = new Charts(Instant.EPOCH, List.of());

    private final Instant until;
    private final Map<Figure, double[]> lines = new EnumMap<>(Figure.class);
    private final Map<DropCause, double[]> drops = new EnumMap<>(DropCause.class);
    private final boolean empty;

    /** @param points of the seconds before, oldest first */
    Charts(Instant until, List<Point> points) {
        this.until = until;
        empty = points.size() < 2;
        long last = bucket(until);
        for (Figure figure : Figure.values()) {
            lines.put(figure, line(figure, points, last));
        }
        double[] ran = lines(Figure.PEOPLE);
        for (Point point : points) {
            int at = index(point, last);
            if (at >= 0) {
                point.dropped()
                        .forEach((cause, count) ->
                                drops.computeIfAbsent(cause, first -> zeroWhereItRan(ran))[at] += count);
            }
        }
    }

    private static double[] zeroWhereItRan(double[] ran) {
        return Arrays.stream(ran).map(value -> Double.isNaN(value) ? value : 0).toArray();
    }

    private static long bucket(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), BUCKET_SECONDS);
    }

    private static int index(Point point, long last) {
        return (int) Math.max(-1, BUCKETS - 1 - (last - bucket(point.at())));
    }

    private static double[] line(Figure figure, List<Point> points, long last) {
        double[] sums = new double[BUCKETS];
        int[] counts = new int[BUCKETS];
        for (Point point : points) {
            int at = index(point, last);
            double value = figure.value.applyAsDouble(point);
            if (at >= 0 && !Double.isNaN(value)) {
                sums[at] = figure.worst ? Math.max(sums[at], value) : sums[at] + value;
                counts[at]++;
            }
        }
        for (int i = 0; i < BUCKETS; i++) {
            if (counts[i] == 0) {
                sums[i] = Double.NaN;
            } else if (!figure.worst) {
                sums[i] /= counts[i];
            }
        }
        return sums;
    }

    /** The moment at their right end. */
    public Instant until() {
        return until;
    }

    /** Whether there is too little for a line. */
    public boolean isEmpty() {
        return empty;
    }

    /** To be read, not changed. */
    public double[] lines(Figure figure) {
        return lines.getOrDefault(figure, new double[0]);
    }

    /** What was not delivered in each five seconds, by cause; only causes that happened. To be read, not changed. */
    public Map<DropCause, double[]> drops() {
        return drops;
    }
}
