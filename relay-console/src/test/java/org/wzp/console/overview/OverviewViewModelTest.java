package org.wzp.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.history.Charts;
import org.wzp.console.overview.OverviewViewModel.Line;
import org.wzp.console.overview.OverviewViewModel.Remedy;
import org.wzp.console.text.Language;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.Loss;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.TrafficStatus;

class OverviewViewModelTest {
    private LogFile log = new LogFile(Path.of("console.log"), 0);
    private final OverviewViewModel model = new OverviewViewModel(() -> Optional.of(log), () -> Charts.NONE);

    private static final RelayFailure PORT_TAKEN = new RelayFailure(
            new FailureCause.Address(FailureCause.Address.Trouble.TAKEN, "127.0.0.1", 4_433, ""),
            new Subject.Setting("listen_addr"));

    @Test
    void linesThatTheLogFileLacksAreSaid() {
        RelaySnapshot snapshot = Snapshots.running(1, Snapshots.NOON);
        model.show(snapshot);
        assertThat(model.log().get()).isEqualTo("console.log");
        assertThat(model.lines().get()).isEmpty();

        log = new LogFile(Path.of("console.log"), 1_200);
        model.show(snapshot);
        assertThat(model.lines().get())
                .containsExactly(new Line(new Attention(
                        Severity.WARNING,
                        new Notice.Told("1,200 lines are missing in the log file: they came faster than the disk took"
                                + " them. The file says where."),
                        new Subject.Relay())));
    }

    @Test
    void aFailedStartIsALineThatCanBeTriedAgain() {
        model.show(Snapshots.failed("The port is taken."));
        assertThat(model.lines().get())
                .containsExactly(new Line(
                        new Attention(
                                Severity.ERROR,
                                new Notice.Failed(new FailureCause.Told("The port is taken.")),
                                new Subject.Relay()),
                        List.of(Remedy.TRY_AGAIN)));
        assertThat(model.join().get().addresses()).isEmpty();
    }

    @Test
    void anAddressThatIsNotToBeHadLeadsToWhereItIsSet() {
        model.show(Snapshots.failed(PORT_TAKEN));
        Line line = model.lines().get().getFirst();
        assertThat(line)
                .isEqualTo(new Line(
                        new Attention(Severity.ERROR, new Notice.Failed(PORT_TAKEN.cause()), PORT_TAKEN.subject()),
                        List.of(Remedy.LOOK_THERE, Remedy.TRY_AGAIN)));
        assertThat(line.text())
                .isEqualTo(
                        "UDP 127.0.0.1 port 4433 is taken by another program, perhaps another relay. Stop that one, or"
                                + " set another port (listen_addr). It is set under Settings, as “Address and port”.");
        assertThat(OverviewViewModel.shownBy(line)).isEqualTo("Settings");
    }

    @Test
    void aSentenceThatNamesTheAddressAloneLeadsNowhere() {
        RelayFailure full = new RelayFailure(new FailureCause.Told("Too many files: listen_addr is not at fault."));
        model.show(Snapshots.failed(full));
        assertThat(model.lines().get().getFirst().remedies()).containsExactly(Remedy.TRY_AGAIN);
    }

    @Test
    void aGermanWindowSaysInGermanWhyTheRelayDidNotStart() {
        Texts.speak(Language.GERMAN);
        try {
            model.show(Snapshots.failed(PORT_TAKEN));
            assertThat(model.lines().get().getFirst().text())
                    .isEqualTo("UDP 127.0.0.1 Port 4433 hat schon ein anderes Programm, vielleicht ein anderes Relay."
                            + " Halten Sie jenes an, oder wählen Sie einen anderen Port (listen_addr). Das steht unter"
                            + " Einstellungen, als „Adresse und Port“.");
        } finally {
            Texts.speak(Language.ENGLISH);
        }
    }

    @Test
    void aStoppedRelayIsALineThatStartsIt() {
        model.show(RelaySnapshot.stopped(Snapshots.NOON));
        assertThat(model.lines().get())
                .containsExactly(new Line(
                        new Attention(
                                Severity.INFO,
                                new Notice.Told("The relay is stopped. Nobody can join until you start it."),
                                new Subject.Relay()),
                        List.of(Remedy.START)));
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
    void ofThoseWhoLostMostFiveAreNamedAndHowManyMoreThereAre() {
        RelaySnapshot base = Snapshots.running(1, Snapshots.NOON);
        List<Loss> losses = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> new Loss(
                        number,
                        "P" + number,
                        "%04x:0000".formatted(number),
                        "lobby",
                        100 - number,
                        DropCause.STALE,
                        true))
                .toList();
        model.show(Snapshots.with(
                base, new TrafficStatus(0, 0, 0, 0, 0, 0, 0, 0, List.of(new Drop(DropCause.STALE, 1_234)), losses)));
        assertThat(model.troubles().get().others()).isEqualTo(2);
        assertThat(model.troubles().get().losers()).hasSize(5).first().satisfies(line -> {
            assertThat(line.count()).isEqualTo("99");
            assertThat(line.name()).isEqualTo("P1 (0001:0000)");
        });
        assertThat(model.troubles().get().causes())
                .singleElement()
                .extracting(OverviewViewModel.CauseLine::count)
                .isEqualTo("1,234");
    }

    @Test
    void aGermanWindowSaysInGermanWhatTheEngineTellsAndWritesFiguresAsGermansDo() {
        Texts.speak(Language.GERMAN);
        try {
            log = new LogFile(Path.of("console.log"), 1_200);
            RoomStatus room = Snapshots.room("lobby", Snapshots.person(1, "Anna"));
            model.show(Snapshots.with(
                    Snapshots.running(1, Snapshots.NOON, withBits(room, 5_500, 0)),
                    new TrafficStatus(0, 0, 0, 0, 0, 0, 0, 0, List.of(new Drop(DropCause.STALE, 2_322)), List.of())));
            assertThat(model.tiles().get().dropped()).isEqualTo("2.322");
            assertThat(model.tiles().get().bits()).isEqualTo("5,5");
            assertThat(model.lines().get().getFirst().text()).startsWith("1.200 Zeilen fehlen");
            Notice weak = new Notice.WeakConnection(
                    "lobby",
                    "David",
                    "518e:b935",
                    OptionalDouble.of(5.5),
                    OptionalDouble.empty(),
                    List.of(new Person("0002:0000", "Mona")));
            assertThat(new Line(new Attention(Severity.WARNING, weak, new Subject.Room("lobby"))).text())
                    .isEqualTo(
                            "Raum lobby klingt schlechter, als er könnte: Die Verbindung von David (518e:b935) verliert"
                                    + " 5,5 %. Dort ebenfalls schlechter als Gut: Mona (0002:0000).");
        } finally {
            Texts.speak(Language.ENGLISH);
        }
    }

    @Test
    void theBitRateIsThatOfWhatComesInAndOfTheCopiesThatGoOut() {
        RoomStatus quiet = Snapshots.room("lobby", Snapshots.person(1, "Anna"));
        model.show(Snapshots.running(1, Snapshots.NOON, withBits(quiet, 24_000, 96_000)));
        assertThat(model.tiles().get().bits()).isEqualTo("120");
    }

    private static RoomStatus withBits(RoomStatus room, double in, double out) {
        return new RoomStatus(
                room.name(),
                room.quality(),
                room.tier(),
                room.weakest(),
                room.policy(),
                room.created(),
                0,
                0,
                in,
                out,
                room.lossPercent(),
                room.rehearsal(),
                room.participants());
    }
}
