package org.wzp.relay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.client.load.Bench;
import org.wzp.relay.client.load.BenchReport;
import org.wzp.relay.client.load.BenchRow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures this relay, and another one beside it, under the same loads. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Starts this relay, and any other wzp relay beside it, on this machine; puts the same loads on both in turn;",
            "prints a table of medians. Read ratios, not figures, and keep the machine quiet meanwhile. A ratio is the median of the",
            "rounds', with the lowest and the highest."
        })
final class BenchCommand implements Callable<Integer> {
    /** Set by installers/run: itself. */
    private static final String LAUNCHER = "wzp.launcher";

    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--against", paramLabel = "FILE", description = "Another relay's program, to compare with.")
    private @Nullable Path against;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "KEY",
            description = "Loads: ${COMPLETION-CANDIDATES} (all).",
            completionCandidates = RowKeys.class)
    private List<String> keys = List.of();

    @Option(names = "--secs", description = "Seconds of each measurement (${DEFAULT-VALUE}).")
    private int seconds = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "SECS",
            description = {
                "Seconds of each load that comes before and is not counted (${DEFAULT-VALUE}).",
                "Half a minute of all of them together leaves code that is still being compiled; 12 show what a relay costs that has"
                        + " run for a while."
            })
    private int warmUp = Bench.WARM_UP_SECONDS;

    @Option(names = "--rounds", description = "Rounds over all loads (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--at-once",
            description = {
                "Put each load on both at the same time instead of in turn: whatever else the machine does hits both then, so",
                "that a few percent of CPU show. Latencies are of no use then."
            })
    private boolean atOnce;

    @Option(names = "--launcher", paramLabel = "FILE", description = "What starts this relay (installers/run).")
    private @Nullable Path launcher;

    /** What {@code --rows} takes. */
    static final class RowKeys extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        RowKeys() {
            super(BenchRow.all().stream().map(BenchRow::key).toList());
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec().commandLine().getErr();
        List<BenchRow> rows = rows();
        bounded("--secs", seconds, 1, MAX_SECONDS);
        bounded("--rounds", rounds, 1, MAX_ROUNDS);
        bounded("--warm-up", warmUp, 0, MAX_SECONDS);
        Path folder = Files.createTempDirectory("wzp-bench-");
        Map<String, List<String>> relays = new LinkedHashMap<>();
        if (against != null) {
            if (!Files.isExecutable(against)) {
                throw wrong(against + " is no program that can be started.");
            }
            relays.put("other", List.of(against.toAbsolutePath().toString()));
        }
        relays.put(
                "ours",
                List.of(
                        launcher().toString(),
                        "relay",
                        "--home",
                        folder.resolve("home").toString()));
        try {
            Bench.Effort effort = new Bench.Effort(seconds, rounds, warmUp, atOnce);
            BenchReport report = new Bench(relays, rows, effort).run(folder, err::println);
            spec().commandLine().getOut().print(report.table());
            spec().commandLine().getOut().flush();
            return report.leaked() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException e) {
            err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            delete(folder);
        }
    }

    /** The relays' homes hold identities made for this run only. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<BenchRow> rows() {
        Map<String, BenchRow> known = BenchRow.all().stream().collect(Collectors.toMap(BenchRow::key, row -> row));
        if (keys.isEmpty()) {
            return BenchRow.all();
        }
        List<BenchRow> rows = new ArrayList<>();
        for (String key : keys) {
            BenchRow row = known.get(key);
            if (row == null) {
                throw wrong("There is no load \"" + key + "\". There are: " + String.join(", ", new RowKeys()) + ".");
            }
            rows.add(row);
        }
        return rows;
    }

    private Path launcher() {
        String told = System.getProperty(LAUNCHER);
        Path file = launcher != null ? launcher : told == null ? null : Path.of(told);
        if (file == null || !Files.isExecutable(file)) {
            throw wrong("What starts this relay is not known: run installers/run bench, or name it with --launcher.");
        }
        return file.toAbsolutePath();
    }

    private void bounded(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(option + " is " + value + ", but must be from " + min + " to " + max + ".");
        }
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec().commandLine(), sentence);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        return spec;
    }
}
