package org.wzp.relay.client.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures relays against each other: each load is put on one after the other before the next load comes, and all that
 * again and again, so that whatever else the machine does hits all alike. Read the ratios, not the figures.
 */
public final class Bench {
    /** Enough for the relay's code to be compiled and its connections' memory to be there. */
    private static final List<String> WARM_UP =
            List.of("10x5@50", "10x5-one@2000", "1x100-three@50", "100x3@25", "links-20", "links-20-stalled");

    /** Usual length of each warm-up, s. */
    public static final int WARM_UP_SECONDS = 4;

    private final Map<String, List<String>> relays;
    private final List<BenchRow> rows;
    private final int seconds;
    private final int rounds;
    private final int warmUpSeconds;

    /**
     * @param relays what each is called, and the command that starts it; the first is what the others are compared with
     * @param seconds of each measurement
     * @param rounds over all rows
     * @param warmUpSeconds of each of the loads that come first and are not counted; 0 for no warm-up
     */
    public Bench(Map<String, List<String>> relays, List<BenchRow> rows, int seconds, int rounds, int warmUpSeconds) {
        this.relays = new LinkedHashMap<>(relays);
        this.rows = List.copyOf(rows);
        this.seconds = seconds;
        this.rounds = rounds;
        this.warmUpSeconds = warmUpSeconds;
    }

    /**
     * Starts the relays, warms them up, measures, ends them.
     *
     * @param folder for the relays' files
     * @param progress a line for each measurement
     * @throws IOException if a relay does not start or can't be joined
     */
    public BenchReport run(Path folder, Consumer<String> progress) throws IOException {
        BenchReport report = new BenchReport(List.copyOf(relays.keySet()), rows);
        run(rows.stream().filter(row -> !row.isLinked()).toList(), folder.resolve("plain"), report, progress);
        run(rows.stream().filter(BenchRow::isLinked).toList(), folder.resolve("linked"), report, progress);
        return report;
    }

    /** Relays that are to have links are others than those that are not, so that federation costs the latter nothing. */
    private void run(List<BenchRow> alike, Path folder, BenchReport report, Consumer<String> progress)
            throws IOException {
        if (alike.isEmpty()) {
            return;
        }
        List<BenchRelay> running = new ArrayList<>();
        try {
            for (Map.Entry<String, List<String>> relay : relays.entrySet()) {
                running.add(BenchRelay.start(
                        relay.getKey(),
                        relay.getValue(),
                        folder.resolve("relay-" + running.size()),
                        alike.getFirst().isLinked()));
            }
            List<BenchRow> warmUp = BenchRow.all().stream()
                    .filter(row -> WARM_UP.contains(row.key()))
                    .filter(row -> alike.getFirst().isLinked() || !row.isLinked())
                    .toList();
            if (warmUpSeconds > 0) {
                for (BenchRow row : warmUp) {
                    for (BenchRelay relay : running) {
                        measure(relay, row, warmUpSeconds, "warm-up", progress);
                    }
                }
            }
            for (int round = 1; round <= rounds; round++) {
                for (BenchRow row : alike) {
                    for (BenchRelay relay : running) {
                        report.add(row, relay.label(), measure(relay, row, seconds, "round " + round, progress));
                    }
                }
            }
        } finally {
            running.forEach(BenchRelay::close);
        }
    }

    private static LoadReport measure(
            BenchRelay relay, BenchRow row, int seconds, String when, Consumer<String> progress) throws IOException {
        LoadReport report = new LoadRun(row.plan(relay.address(), seconds, relay.pid())).run();
        progress.accept(when + ", " + row.title() + ", " + relay.label() + ": " + report.line());
        return report;
    }
}
