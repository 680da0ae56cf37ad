package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ModerationCommand.LiftBan;
import org.wzp.relay.api.ModerationCommand.RestoreBans;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.text.OutcomeWords;

class StoppedCommandsTest {
    private static final AddBan BAN =
            new AddBan(BanTarget.Prefix.of("192.0.2.0/24"), Optional.empty(), "spam", Optional.empty());

    @TempDir
    private Path home;

    @Test
    void rulesStayVisibleAfterTheStop() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.relay().execute("test", BAN);
            relay.relay().execute("test", new SetRoomPolicy("board", RoomPolicy.CLOSED));
            relay.relay().stop();
            AccessStatus access = relay.relay().snapshot().access();
            assertThat(access.bans()).extracting(Ban::target).containsExactly(BAN.target());
            assertThat(access.rules()).extracting(rule -> rule.policy()).containsExactly(RoomPolicy.CLOSED);
        }
    }

    @Test
    void whatIsChangedWhileStoppedIsShownAtOnceAuditedAndInForceAfterTheStart() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.relay().execute("test", BAN);
            relay.relay().stop();

            List<Ban> bans = relay.relay().snapshot().access().bans();
            Outcome lifted = relay.relay().execute("test", new LiftBan(1));
            relay.relay().execute("test", new SetRoomPolicy("board", RoomPolicy.CLOSED));

            assertThat(Told.of(lifted))
                    .isEqualTo(new Told("Lifted the ban on 192.0.2.0/24.", Optional.of(new RestoreBans(bans))));
            assertThat(relay.relay().snapshot().state()).isEqualTo(RelayState.STOPPED);
            assertThat(relay.relay().snapshot().access().bans()).isEmpty();
            assertThat(Files.readAllLines(home.resolve("audit.jsonl"))).hasSize(6);
            assertThat(AuditCheck.of(home.resolve("audit.jsonl"), Optional.empty())
                            .findings())
                    .isEmpty();

            relay.relay().start();
            assertThat(relay.relay().snapshot().access().rules())
                    .extracting(rule -> rule.policy())
                    .containsExactly(RoomPolicy.CLOSED);
        }
    }

    @Test
    void rulesAreAlsoThereWhenTheStartFailed() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.relay().execute("test", BAN);
        }
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            EmbeddedRelay relay = new EmbeddedRelay(RelayFixture.listeningOn(
                    RelayFixture.config(home), (InetSocketAddress) other.getLocalSocketAddress()));
            assertThatExceptionOfType(RelayStartException.class).isThrownBy(relay::start);
            assertThat(relay.snapshot().access().bans()).hasSize(1);
        }
    }

    @Test
    void whileAnotherRelayRunsInTheSameHomeItsRulesAreNotTouched() {
        try (RelayFixture running = RelayFixture.started(home)) {
            EmbeddedRelay stopped = new EmbeddedRelay(RelayFixture.config(home));
            assertThat(stopped.execute("test", BAN))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(OutcomeWords.of(refused))
                            .contains("Another relay is running"));
            assertThat(running.relay().snapshot().access().bans()).isEmpty();
        }
    }

    @Test
    void whatConcernsPeopleWhoAreConnectedIsRefused() {
        EmbeddedRelay stopped = new EmbeddedRelay(RelayFixture.config(home));
        assertThat(stopped.execute("test", new CloseRoom("board", "cleaning")))
                .isEqualTo(new Outcome.Refused(new Objection.NotRunning()));
        // nothing of the home is opened for it, so nothing is made there
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aHomeThatIsNotThereIsNotMadeForARule() {
        EmbeddedRelay stopped = new EmbeddedRelay(RelayFixture.config(home.resolve("not-yet")));
        assertThat(stopped.execute("test", BAN)).isInstanceOf(Outcome.Refused.class);
        assertThat(home.resolve("not-yet")).doesNotExist();
    }
}
