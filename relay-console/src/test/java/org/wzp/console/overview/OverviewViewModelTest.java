package org.wzp.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.overview.OverviewViewModel.Line;
import org.wzp.console.overview.OverviewViewModel.Remedy;
import org.wzp.console.text.Figures;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;

class OverviewViewModelTest {
    private final OverviewViewModel model = new OverviewViewModel(() -> Optional.of(Path.of("console.log")));

    @Test
    void aFailedStartIsALineThatCanBeTriedAgain() {
        model.show(Snapshots.failed("The port is taken."));
        assertThat(model.lines().get())
                .containsExactly(new Line(
                        new Attention(Severity.ERROR, "The port is taken.", new Subject.Relay()), Remedy.TRY_AGAIN));
        assertThat(model.join().get().addresses()).isEmpty();
    }

    @Test
    void aStoppedRelayIsALineThatStartsIt() {
        model.show(RelaySnapshot.stopped(Snapshots.NOON));
        assertThat(model.lines().get())
                .containsExactly(new Line(
                        new Attention(
                                Severity.INFO,
                                "The relay is stopped. Nobody can join until you start it.",
                                new Subject.Relay()),
                        Remedy.START));
    }

    @Test
    void aRunningRelayTellsHowToJoinIt() {
        model.show(Snapshots.running(1, Snapshots.NOON, Snapshots.room("lobby", Snapshots.person(1, "Anna"))));
        assertThat(model.join().get())
                .isEqualTo(new OverviewViewModel.Join(List.of("192.168.1.20:4433"), "aaaa:bbbb", "01:02", "direct"));
        assertThat(model.tiles().get())
                .isEqualTo(new OverviewViewModel.Tiles("1", "1", "0", "0", "0.0", "0", "3 min 12 s"));
        assertThat(model.lines().get()).isEmpty();
    }

    @Test
    void theBitRateIsThatOfWhatComesInAndOfTheCopiesThatGoOut() {
        RoomStatus quiet = Snapshots.room("lobby", Snapshots.person(1, "Anna"));
        model.show(Snapshots.running(
                1,
                Snapshots.NOON,
                new RoomStatus(
                        quiet.name(),
                        quiet.quality(),
                        quiet.tier(),
                        quiet.weakest(),
                        quiet.policy(),
                        quiet.created(),
                        0,
                        0,
                        24_000,
                        96_000,
                        quiet.lossPercent(),
                        quiet.rehearsal(),
                        quiet.participants())));
        assertThat(model.tiles().get().bits()).isEqualTo(Figures.kilobits(120_000));
    }
}
