package org.wzp.relay.client.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wzp.relay.text.Numbers;

/** What a {@link Bench} measured: for each row and relay one report per round. */
public final class BenchReport {
    private static final int RATIO_PLACES = 2;

    private final List<String> relays;
    private final Map<BenchRow, Map<String, List<LoadReport>>> measured = new LinkedHashMap<>();

    BenchReport(List<String> relays, List<BenchRow> rows) {
        this.relays = relays;
        for (BenchRow row : rows) {
            Map<String, List<LoadReport>> of = new LinkedHashMap<>();
            relays.forEach(relay -> of.put(relay, new ArrayList<>()));
            measured.put(row, of);
        }
    }

    void add(BenchRow row, String relay, LoadReport report) {
        reports(row, relay).add(report);
    }

    private List<LoadReport> reports(BenchRow row, String relay) {
        return measured.getOrDefault(row, Map.of()).getOrDefault(relay, List.of());
    }

    /** Packets that reached a wrong room in any round; must be 0. */
    public long leaked() {
        return measured.values().stream()
                .flatMap(of -> of.values().stream())
                .flatMap(List::stream)
                .mapToLong(LoadReport::leaked)
                .sum();
    }

    /**
     * A table in Markdown: medians over the rounds, loss and memory the highest; in each cell the relays in the order they
     * were named. The ratio is the median of the rounds' own, with the lowest and the highest of them.
     */
    public String table() {
        StringBuilder text = new StringBuilder();
        String order = String.join(" / ", relays);
        text.append("| Load (").append(order).append(") | Forwards per CPU second |");
        if (relays.size() > 1) {
            text.append(" Ratio |");
        }
        text.append(" p50 µs | p99 µs | Lost % | Resident MiB |\n|");
        text.repeat("---|", relays.size() > 1 ? 7 : 6).append('\n');
        for (BenchRow row : measured.keySet()) {
            text.append("| ").append(row.title()).append(" | ");
            text.append(cells(row, 0, reports -> median(reports, LoadReport::forwardsPerCpuSecond)));
            if (relays.size() > 1) {
                text.append(" | ").append(ratios(row));
            }
            text.append(" | ").append(cells(row, 0, reports -> median(reports, r -> r.latencyMicros(50))));
            text.append(" | ").append(cells(row, 0, reports -> median(reports, r -> r.latencyMicros(99))));
            text.append(" | ")
                    .append(cells(row, LoadReport.LOSS_PLACES, reports -> highest(reports, r -> 100 * r.lostShare())));
            text.append(" | ").append(cells(row, 0, reports -> highest(reports, LoadReport::residentJoined)));
            text.append(" |\n");
        }
        return text.toString();
    }

    private String cells(BenchRow row, int places, ToDoubleFunction<List<LoadReport>> figure) {
        return relays.stream()
                .map(relay -> Numbers.decimal(figure.applyAsDouble(reports(row, relay)), places))
                .collect(Collectors.joining(" / "));
    }

    private String ratios(BenchRow row) {
        List<LoadReport> first = reports(row, relays.getFirst());
        return relays.stream()
                .skip(1)
                .map(relay -> ratio(first, reports(row, relay)))
                .collect(Collectors.joining(" / "));
    }

    /** Of the same round each time. */
    private static String ratio(List<LoadReport> first, List<LoadReport> other) {
        double[] ratios = IntStream.range(0, Math.min(first.size(), other.size()))
                .mapToDouble(round -> other.get(round).forwardsPerCpuSecond()
                        / first.get(round).forwardsPerCpuSecond())
                .sorted()
                .toArray();
        String median = Numbers.decimal(median(ratios), RATIO_PLACES);
        return ratios.length < 2
                ? median
                : median + " (" + Numbers.decimal(ratios[0], RATIO_PLACES) + "–"
                        + Numbers.decimal(ratios[ratios.length - 1], RATIO_PLACES) + ")";
    }

    private static double median(List<LoadReport> reports, ToDoubleFunction<LoadReport> figure) {
        return median(reports.stream().mapToDouble(figure).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double highest(List<LoadReport> reports, ToDoubleFunction<LoadReport> figure) {
        return Arrays.stream(reports.stream().mapToDouble(figure).toArray())
                .max()
                .orElse(Double.NaN);
    }
}
