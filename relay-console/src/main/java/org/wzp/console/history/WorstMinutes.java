package org.wzp.console.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.text.DropWords;

/** Which minutes of the hour were worst, and why. Pure functions. */
final class WorstMinutes {
    private static final int MOST = 5;
    /** One packet of 20 ms late is heard. */
    private static final double LATE_MILLIS = 20;

    private static final double PERCENT = 100;

    /**
     * @param badness larger is worse; 0 for a minute without a fault
     * @param cause in words
     */
    record Minute(Instant begins, double badness, String cause) {}

    private WorstMinutes() {}

    /** The worst first, at most five; only those with a fault. */
    static List<Minute> of(List<Point> points) {
        Map<Instant, List<Point>> minutes = new TreeMap<>();
        points.forEach(
                point -> minutes.computeIfAbsent(point.at().truncatedTo(ChronoUnit.MINUTES), first -> new ArrayList<>())
                        .add(point));
        return minutes.entrySet().stream()
                .map(minute -> judged(minute.getKey(), minute.getValue()))
                .filter(minute -> minute.badness() > 0)
                .sorted(Comparator.comparingDouble(Minute::badness).reversed().thenComparing(Minute::begins))
                .limit(MOST)
                .toList();
    }

    /** One cause for each minute: the one that people noticed most. */
    private static Minute judged(Instant begins, List<Point> seconds) {
        long stopped =
                seconds.stream().filter(point -> Double.isNaN(point.people())).count();
        Map<DropCause, Long> drops = new EnumMap<>(DropCause.class);
        double out = 0;
        double lag = 0;
        double latency = 0;
        for (Point second : seconds) {
            second.dropped().forEach((cause, count) -> {
                if (cause.isMissed()) {
                    drops.merge(cause, count, Long::sum);
                }
            });
            out += Double.isNaN(second.out()) ? 0 : second.out();
            lag = Math.max(lag, Double.isNaN(second.lag()) ? 0 : second.lag());
            latency = Math.max(latency, Double.isNaN(second.latencyP99()) ? 0 : second.latencyP99());
        }
        long missed = drops.values().stream().mapToLong(Long::longValue).sum();
        if (stopped > 0) {
            return new Minute(begins, 1_000 + stopped, Texts.of("letter.stopped", stopped));
        }
        if (missed > 0) {
            double share = missed / Math.max(1, out + missed);
            DropCause mostly = drops.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            return new Minute(
                    begins,
                    PERCENT + share * PERCENT,
                    Texts.of(
                            "letter.missed",
                            Texts.speech().whole(missed),
                            Texts.speech().percent(share),
                            DropWords.of(mostly, Texts.speech())));
        }
        if (latency > LATE_MILLIS && latency >= lag) {
            return new Minute(
                    begins,
                    Math.min(PERCENT, latency / 10),
                    Texts.of("letter.slow", Texts.speech().decimal(latency)));
        }
        return lag > LATE_MILLIS
                ? new Minute(
                        begins,
                        Math.min(PERCENT, lag / 10),
                        Texts.of("letter.late", Texts.speech().decimal(lag)))
                : new Minute(begins, 0, "");
    }
}
