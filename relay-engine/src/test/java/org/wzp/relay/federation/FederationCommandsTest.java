package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitUp;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.DistrustRelay;
import org.wzp.relay.api.FederationCommand.Reconnect;
import org.wzp.relay.api.FederationCommand.RefuseRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.FederationCommand.StopDialling;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationCommand.UnshareRoom;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.OutcomeWords;

/** Relays and rooms are added and taken away while relays run: at once, audited, to be undone, there after a restart. */
class FederationCommandsTest {
    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private Relays.Node paris;
    private ExpectedLog log;

    @BeforeEach
    void start() {
        log = ExpectedLog.of(Federation.class);
        relays = new Relays(folder);
        berlin = relays.node("Berlin");
        paris = relays.node("Paris");
        relays.start();
    }

    @AfterEach
    void stop() {
        relays.close();
        log.close();
    }

    private static OperatorCommand done(Relays.Node where, OperatorCommand command) {
        Outcome outcome = where.relay().execute(command);
        assertThat(outcome).as(OutcomeWords.of(outcome)).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).inverse().orElseThrow();
    }

    private DialRelay dialParis() {
        return new DialRelay("127.0.0.1:" + paris.address.getPort(), paris.fingerprint(), "Paris");
    }

    private void link() {
        done(paris, new TrustRelay(berlin.fingerprint(), "Berlin", Optional.empty()));
        done(berlin, dialParis());
        awaitUp(berlin, paris);
    }

    @Test
    void oneClickOnEachSideMakesAProvenLinkAndUndoTakesItBack() {
        OperatorCommand notDialled = done(berlin, dialParis());
        await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                .extracting(KnockStatus::fingerprint, KnockStatus::proven)
                .containsExactly(tuple(berlin.fingerprint(), true)));
        await(() -> assertThat(paris.relay().relay().snapshot().attention())
                .extracting(NoticeWords::english)
                .anyMatch(text -> text.contains("wants a link")));
        OperatorCommand distrust = done(paris, new TrustRelay(berlin.fingerprint(), "Berlin", Optional.empty()));
        berlin.relay().clock().advance(Duration.ofMinutes(1));
        awaitUp(berlin, paris);
        assertThat(paris.relay().relay().snapshot().federation().knocks()).isEmpty();
        done(paris, distrust);
        await(() -> assertThat(berlin.peer(paris).state()).isNotEqualTo(State.UP));
        done(berlin, notDialled);
        await(() -> assertThat(berlin.relay().relay().snapshot().federation().peers())
                .extracting(PeerStatus::fingerprint)
                .doesNotContain(paris.fingerprint()));
    }

    /** No clock is turned: the refused relay asks again by itself, and soon enough; its log says once that it is refused. */
    @Test
    void aKnockThatIsTrustedLaterIsALinkSoonAfter() {
        done(berlin, dialParis());
        await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                .singleElement()
                .extracting(KnockStatus::times)
                .satisfies(times -> assertThat(times).isGreaterThanOrEqualTo(4)));
        assertThat(log.lines())
                .filteredOn(line -> line.contains("link to Paris has ended"))
                .hasSizeLessThanOrEqualTo(2);
        done(paris, new TrustRelay(berlin.fingerprint(), "Berlin", Optional.empty()));
        awaitUp(berlin, paris);
    }

    @Test
    void trustForAnHourEndsAfterOne() {
        done(paris, new TrustRelay(berlin.fingerprint(), "Berlin", Optional.of(Duration.ofHours(1))));
        done(berlin, dialParis());
        awaitUp(berlin, paris);
        paris.relay().clock().advance(Duration.ofMinutes(61));
        await(() -> assertThat(paris.peer(berlin).state()).isNotEqualTo(State.UP));
    }

    @Test
    void aRoomIsSharedAndIsNotWhilePeopleAreInIt() {
        link();
        TestClient anna = berlin.join("kitchen", "Anna");
        TestClient ben = paris.join("kitchen", "Ben");
        done(berlin, new ShareRoom("kitchen"));
        done(paris, new ShareRoom("Kitchen"));
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
        Relays.awaitHears(anna, ben, "shared");
        done(paris, new UnshareRoom("kitchen"));
        await(() -> assertThat(anna.roster()).containsExactly("Anna"));
        await(() -> assertThat(ben.roster()).containsExactly("Ben"));
    }

    @Test
    void whatWasChangedIsThereAfterARestartAndInTheAuditLog() throws Exception {
        link();
        done(berlin, new ShareRoom("kitchen"));
        done(berlin, new UnshareRoom(ROOM));
        berlin.stop();
        berlin.start();
        awaitUp(berlin, paris);
        await(() -> assertThat(berlin.relay().relay().snapshot().federation().rooms())
                .extracting(GlobalRoomStatus::name)
                .containsExactly("kitchen"));
        assertThat(Files.readString(folder.resolve("Berlin/audit.jsonl")))
                .contains("DialRelay", paris.fingerprint(), "ShareRoom", "UnshareRoom");
    }

    @Test
    void reconnectingMakesTheLinkAnew() {
        link();
        var since = berlin.peer(paris).since();
        assertThat(berlin.relay().execute(new Reconnect(paris.fingerprint()))).isInstanceOf(Outcome.Done.class);
        await(() -> {
            assertThat(berlin.peer(paris).state()).isEqualTo(State.UP);
            assertThat(berlin.peer(paris).since()).isNotEqualTo(since);
        });
    }

    @Test
    void aRefusedRelayIsNotHeardOf() {
        done(paris, new RefuseRelay(berlin.fingerprint()));
        done(berlin, dialParis());
        await(() -> assertThat(berlin.peer(paris).problem()).isEqualTo(Problem.NOT_TRUSTED_THERE));
        assertThat(paris.relay().relay().snapshot().federation().knocks()).isEmpty();
    }

    /** A relay that was being dialled when the run before ended has left nothing behind. */
    @Test
    void noPlaceInAQueueIsTakenForGoodByARunThatHasEnded() throws Exception {
        try (DatagramSocket nobody = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            done(berlin, new DialRelay("127.0.0.1:" + nobody.getLocalPort(), paris.fingerprint(), "Nobody"));
            for (int run = 0; run < 3; run++) {
                await(() -> assertThat(berlin.peer(paris).state()).isEqualTo(State.CONNECTING));
                berlin.relay().relay().stop();
                berlin.relay().relay().start();
            }
            await(() -> assertThat(
                            berlin.relay().relay().snapshot().contention().queues())
                    .filteredOn(queue -> queue.queue().equals("federation tasks"))
                    .extracting(QueueRow::depth)
                    .containsExactly(0));
        }
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        List<OperatorCommand> wrong = List.of(
                new DialRelay("nowhere", paris.fingerprint(), ""),
                new DialRelay("a.example:1", "12:34", ""),
                new DialRelay("a.example:1", berlin.fingerprint(), "Myself"),
                new TrustRelay(berlin.fingerprint(), "Myself", Optional.empty()),
                new ShareRoom("call-1"),
                new StopDialling(paris.fingerprint()),
                new DistrustRelay(paris.fingerprint()));
        assertThat(wrong.stream().map(command -> OutcomeWords.of(berlin.relay().execute(command))))
                .containsExactly(
                        "\"nowhere\" is no host and port, such as relay.example.org:4433.",
                        "\"12:34\" is no TLS fingerprint of a relay. It has 64 hex digits, with or without colons; its"
                                + " operator finds it on the overview.",
                        "That is the fingerprint of this relay itself. Enter the one of the other relay; its operator finds it on"
                                + " the overview.",
                        "That is the fingerprint of this relay itself. Enter the one of the other relay; its operator finds it on"
                                + " the overview.",
                        "\"call-1\" is no room name. Names have letters, digits, hyphens, underscores and dots.",
                        "It is so already.",
                        "It is so already.");
    }
}
