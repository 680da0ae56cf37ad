package org.wzp.relay.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;

/** How real clients' load falls on four loops with the settings that the relay has by default: counts, which no noise changes. */
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class SpreadOfLoadTest {
    private static final int LOOPS = 4;

    @TempDir
    private Path home;

    private RelayFixture relay;

    @BeforeEach
    void start() {
        RelayConfig large = RelayFixture.withMaxSessions(RelayFixture.config(home), 2_000);
        relay = RelayFixture.started(RelayFixture.withLoops(
                large, LOOPS, RelayConfig.Loops.defaults().spreadAbove()));
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    /** What each loop has done since the start of the relay, printed; the load is over when this is asked. */
    private List<LoopRow> load(String what, int rooms, int people, int speakers, int rate) throws IOException {
        LoadReport report = new LoadRun(new LoadPlan(
                        new LoadPlan.Target(relay.address(), 0),
                        new LoadPlan.Crowd(rooms, people, speakers, "load"),
                        new LoadPlan.Talk(rate, 3, 80, 50, false)))
                .run();
        assertThat(report.tally().leaked()).isZero();
        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).isEmpty());
        long epoch = relay.relay().snapshot().epoch();
        TestClient.await(() -> assertThat(relay.relay().snapshot().epoch()).isGreaterThan(epoch + 1));
        List<LoopRow> rows = relay.relay().snapshot().contention().loops();
        System.out.printf(
                Locale.ROOT,
                "%s: received %s, sent %s, handed over %s; lost %.3f %%%n",
                what,
                rows.stream().map(LoopRow::received).toList(),
                rows.stream().map(LoopRow::sent).toList(),
                rows.stream().map(LoopRow::handedOver).toList(),
                100.0 * (report.expected() - report.tally().received()) / report.expected());
        return rows;
    }

    @Test
    void ofSmallRoomsNearlyNothingIsHandedOver() throws IOException {
        List<LoopRow> rows = load("100 x 3, all talk, 10/s", 100, 3, 3, 10);
        long received = rows.stream().mapToLong(LoopRow::received).sum();
        long handedOver = rows.stream().mapToLong(LoopRow::handedOver).sum();
        assertThat(received).isGreaterThan(5_000);
        assertThat(handedOver).isLessThan(received / 1_000);
    }

    @Test
    void manyRoomsFallOnAllLoopsAlike() throws IOException {
        List<LoopRow> rows = load("200 x 5, one talks, 20/s", 200, 5, 1, 20);
        long most = rows.stream().mapToLong(LoopRow::sent).max().orElseThrow();
        long fewest = rows.stream().mapToLong(LoopRow::sent).min().orElseThrow();
        assertThat(fewest).isPositive();
        assertThat(most - fewest).isLessThan(most * 15 / 100);
    }

    @Test
    void burstToAHundredIsWrittenByAllLoops() throws IOException {
        List<LoopRow> rows = load("1 x 100, one talks, 100/s", 1, 100, 1, 100);
        long all = rows.stream().mapToLong(LoopRow::sent).sum();
        assertThat(rows).hasSize(LOOPS).allMatch(row -> row.sent() > all / LOOPS * 9 / 10);
        // once for each other loop and packet
        long received = rows.stream().mapToLong(LoopRow::received).sum();
        assertThat(rows.stream().mapToLong(LoopRow::handedOver).sum()).isEqualTo(received * (LOOPS - 1));
    }
}
