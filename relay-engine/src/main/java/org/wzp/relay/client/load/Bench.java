package org.wzp.relay.client.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures relays against each other: each load is put on one after the other before the next load comes, and all that
 * again and again, so that whatever else the machine does hits all alike; or on all at once, so that it hits them at the same
 * moment. Read the ratios, not the figures.
 */
public final class Bench {
    /** Enough for the relay's code to be compiled and its connections' memory to be there. */
    private static final List<String> WARM_UP =
            List.of("10x5@50", "10x5-one@2000", "1x100-three@50", "100x3@25", "links-20", "links-20-stalled");

    /** Usual length of each warm-up, s. */
    public static final int WARM_UP_SECONDS = 4;

    private final Map<String, List<String>> relays;
    private final List<BenchRow> rows;
    private final Effort effort;

    /**
     * How long and how often.
     *
     * @param seconds of each measurement
     * @param rounds over all rows
     * @param warmUpSeconds of each of the loads that come first and are not counted; 0 for no warm-up
     * @param atOnce whether all relays have a load at the same time: their CPU compares better then, their latency worse
     */
    public record Effort(int seconds, int rounds, int warmUpSeconds, boolean atOnce) {}

    /** @param relays what each is called, and the command that starts it; the first is what the others are compared with */
    public Bench(Map<String, List<String>> relays, List<BenchRow> rows, Effort effort) {
        this.relays = new LinkedHashMap<>(relays);
        this.rows = List.copyOf(rows);
        this.effort = effort;
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
            if (effort.warmUpSeconds() > 0) {
                for (BenchRow row : warmUp) {
                    var _ = measure(running, row, effort.warmUpSeconds(), "warm-up", progress);
                }
            }
            for (int round = 1; round <= effort.rounds(); round++) {
                for (BenchRow row : alike) {
                    measure(running, row, effort.seconds(), "round " + round, progress)
                            .forEach((relay, measured) -> report.add(row, relay, measured));
                }
            }
        } finally {
            running.forEach(BenchRelay::close);
        }
    }

    /** One load, by relay. */
    private Map<String, LoadReport> measure(
            List<BenchRelay> running, BenchRow row, int seconds, String when, Consumer<String> progress)
            throws IOException {
        Map<String, LoadReport> measured = new LinkedHashMap<>();
        // one thread for each that is measured at the same time
        try (ExecutorService threads = Executors.newFixedThreadPool(effort.atOnce() ? running.size() : 1)) {
            Map<BenchRelay, Future<LoadReport>> runs = new LinkedHashMap<>();
            for (BenchRelay relay : running) {
                LoadRun run = new LoadRun(row.plan(relay.address(), seconds, relay.pid()));
                runs.put(relay, threads.submit(run::run));
            }
            for (Map.Entry<BenchRelay, Future<LoadReport>> run : runs.entrySet()) {
                LoadReport report = run.getValue().get();
                String relay = run.getKey().label();
                measured.put(relay, report);
                progress.accept(when + ", " + row.title() + ", " + relay + ": " + report.line());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return measured;
    }
}
