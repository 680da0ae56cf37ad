package org.wzp.relay.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.cli.Main;

/** Load on a real relay in a process of its own. */
class LoadRunTest {
    private static final LoadPlan.Talk TALK = new LoadPlan.Talk(50, 1, 80, 10, false);

    @TempDir
    Path folder;

    private List<String> relayCommand() {
        return relayCommand("home");
    }

    private List<String> relayCommand(String home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "relay",
                "--home",
                folder.resolve(home).toString());
    }

    private static LoadPlan plan(InetSocketAddress relay, int people, int speakers, int stalled) {
        return new LoadPlan(
                new LoadPlan.Target(relay, 0), new LoadPlan.Crowd(2, people, speakers, stalled, "test"), TALK);
    }

    @Test
    void everyPacketReachesEverybodyElseOfItsRoomAndNobodyInAnother() throws IOException {
        try (BenchRelay relay = BenchRelay.start("ours", relayCommand(), folder.resolve("relay"), false)) {
            LoadReport report = new LoadRun(plan(relay.address(), 4, 2, 0)).run();

            assertThat(report.sent()).isEqualTo(2 * 2 * 50);
            assertThat(report.expected()).isEqualTo(2 * 2 * 50 * 3);
            assertThat(report.tally()).isEqualTo(new LoadReceiver.Tally(report.expected(), 0, 0, 0, 0));
            assertThat(report.latency().getTotalCount()).isEqualTo(report.expected());
        }
    }

    @Test
    void whoStopsReadingIsNotExpectedToHearAndCostsTheOthersNothing() throws IOException {
        try (BenchRelay relay = BenchRelay.start("ours", relayCommand(), folder.resolve("relay"), false)) {
            LoadReport report = new LoadRun(plan(relay.address(), 4, 3, 1)).run();

            assertThat(report.sent()).isEqualTo(2 * 3 * 50);
            assertThat(report.expected()).isEqualTo(2 * 3 * 50 * 2);
            assertThat(report.tally()).isEqualTo(new LoadReceiver.Tally(report.expected(), 0, 0, 0, 0));
        }
    }

    /** It answers them and then sends them away, as clients expect: they would only seem to lose packets. */
    @Test
    void whoAFullRelaySendsAwayEndsTheRunWithItsReason() throws IOException {
        List<String> small = new ArrayList<>(relayCommand());
        small.addAll(List.of("--max-sessions", "4"));
        try (BenchRelay relay = BenchRelay.start("ours", small, folder.resolve("relay"), false)) {
            LoadRun run = new LoadRun(plan(relay.address(), 4, 2, 0));

            assertThatThrownBy(run::run)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("[45] of 8 did not stay to the end. Client [34]: .*full.*");
        }
    }

    private static LoadPlan linked(InetSocketAddress relay, LoadPlan.Links links) {
        return new LoadPlan(new LoadPlan.Target(relay, 0), new LoadPlan.Crowd(1, 4, 2, "bench-linked"), TALK, links);
    }

    @Test
    void everyPacketReachesEachLinkAndWhatALinkBringsReachesPeopleAndTheOtherLinks() throws IOException {
        try (BenchRelay relay = BenchRelay.start("ours", relayCommand(), folder.resolve("relay"), true)) {
            LoadReport report = new LoadRun(linked(relay.address(), new LoadPlan.Links(3, 2, 0))).run();

            assertThat(report.sent()).isEqualTo((2 + 2) * 50);
            assertThat(report.expected()).isEqualTo((2 + 2) * 50 * (4 + 3 - 1));
            assertThat(report.tally()).isEqualTo(new LoadReceiver.Tally(report.expected(), 0, 0, 0, 0));
        }
    }

    @Test
    void aStalledLinkIsNotExpectedToHearAndCostsTheOthersNothing() throws IOException {
        try (BenchRelay relay = BenchRelay.start("ours", relayCommand(), folder.resolve("relay"), true)) {
            LoadReport report = new LoadRun(linked(relay.address(), new LoadPlan.Links(3, 1, 1))).run();

            assertThat(report.expected()).isEqualTo((2 + 1) * 50 * (4 + 2 - 1));
            assertThat(report.tally()).isEqualTo(new LoadReceiver.Tally(report.expected(), 0, 0, 0, 0));
        }
    }

    @Test
    void aLinkThatTheRelayDoesNotTrustEndsTheRunWithASentence() throws IOException {
        try (BenchRelay relay = BenchRelay.start("ours", relayCommand(), folder.resolve("relay"), false)) {
            LoadRun run = new LoadRun(linked(relay.address(), new LoadPlan.Links(1, 1, 0)));

            assertThatThrownBy(run::run).isInstanceOf(IOException.class).hasMessageStartingWith("Link 0 could not");
        }
    }

    @Test
    void moreTalkingLinksThanThereAreAreRefused() {
        assertThatThrownBy(() -> new LoadPlan.Links(2, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("talking links is 2, but must be from 0 to 1");
    }

    @Test
    void loadGoesToThisMachineOnly() {
        assertThatThrownBy(() -> plan(new InetSocketAddress("192.0.2.1", 4433), 4, 4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("192.0.2.1 is not this machine: load goes to loopback only");
    }

    @Test
    void aSpeakerWhoDoesNotReadIsRefused() {
        assertThatThrownBy(() -> plan(new InetSocketAddress("127.0.0.1", 4433), 4, 4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("speakers is 4, but must be from 0 to 3");
    }

    @Test
    void aBenchComparesItsRelaysRowByRow() throws IOException {
        BenchRow row =
                new BenchRow("small", "2 × 3, all talk, 50/s", new LoadPlan.Crowd(2, 3, 3, "bench-small"), 50, 10);
        List<String> progress = new ArrayList<>();

        BenchReport report = new Bench(Map.of("ours", relayCommand()), List.of(row), new Bench.Effort(1, 2, 0, false))
                .run(folder, progress::add);

        assertThat(progress).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("2 × 3, all talk, 50/s, ours: ", "lost 0.0000 %, leaked 0"));
        assertThat(report.leaked()).isZero();
        assertThat(report.table().lines().toList()).hasSize(3).satisfies(lines -> assertThat(lines.get(2))
                .matches("\\| 2 × 3, all talk, 50/s( \\| [0-9,]+){3} \\| 0.0000 \\| [0-9]+ \\|"));
    }

    @Test
    void aBenchPutsALoadOnTwoRelaysAtOnceAndTellsTheRatioOfEachRound() throws IOException {
        BenchRow row =
                new BenchRow("small", "2 × 3, all talk, 50/s", new LoadPlan.Crowd(2, 3, 3, "bench-small"), 50, 10);
        Map<String, List<String>> relays = new LinkedHashMap<>();
        relays.put("other", relayCommand());
        relays.put("ours", relayCommand("other home"));

        BenchReport report = new Bench(relays, List.of(row), new Bench.Effort(1, 2, 0, true)).run(folder, _ -> {});

        assertThat(report.leaked()).isZero();
        assertThat(report.table().lines().toList()).hasSize(3).satisfies(lines -> assertThat(lines.get(2))
                .matches("\\| 2 × 3, all talk, 50/s \\| [0-9,]+ / [0-9,]+ \\| [0-9.]+ \\([0-9.]+–[0-9.]+\\) \\|.*"));
    }

    @Test
    void aBenchSaysWhyARelayDidNotStart() {
        assertThatThrownBy(() ->
                        BenchRelay.start("other", List.of("/bin/echo", "not me:"), folder.resolve("relay"), false))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("other (/bin/echo not me: -c ")
                .hasMessageContaining("ended with status 0. It said: not me: -c ");
    }
}
