package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.EndpointStatus;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.ModerationCommand.LiftBan;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.transport.CloseReason;

/** What operators can do to people, seen from the people's side. */
class ModerationTest {
    @TempDir
    private Path home;

    private RelayFixture relay;

    @BeforeEach
    void start() {
        relay = RelayFixture.started(home);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void kickedParticipantStaysOutUntilTheHoldEnds() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        Outcome outcome = relay.execute(new Kick(
                relay.row("Anna").id(), "shouting", KeepOut.outOfRoom(new KeepOut.For(Duration.ofMinutes(5)))));

        assertThat(Told.of(outcome))
                .isEqualTo(new Told(
                        "Removed " + anna.called("Anna") + " from podcast. They can rejoin in 5 minutes.",
                        Optional.of(new LiftBan(banId()))));
        anna.assertClosedWith(CloseReason.KICKED);
        TestClient.await(() -> assertThat(ben.roster()).containsExactly("Ben"));
        new TestClient(anna.identity()).connect(relay, "podcast").offer("Anna").assertClosedWith(CloseReason.BANNED);
        new TestClient(anna.identity()).join(relay, "another-room", "Anna").leave();
        relay.clock().advance(Duration.ofMinutes(6));
        new TestClient(anna.identity()).join(relay, "podcast", "Anna");
    }

    @Test
    void kickWithoutAHoldLetsThemComeBackAtOnce() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");

        Outcome outcome = relay.execute(new Kick(relay.row("Anna").id(), "", KeepOut.nothing()));

        assertThat(Told.of(outcome))
                .isEqualTo(new Told(
                        "Removed " + anna.called("Anna") + " from podcast. They can rejoin right away.",
                        Optional.empty()));
        anna.assertClosedWith(CloseReason.KICKED);
        new TestClient(anna.identity()).join(relay, "podcast", "Anna");
    }

    @Test
    void undoOfAKickEndsItsHold() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        Outcome.Done done = (Outcome.Done) relay.execute(
                new Kick(relay.row("Anna").id(), "", KeepOut.outOfRoom(new KeepOut.For(Duration.ofHours(1)))));
        anna.awaitClose();

        assertThat(relay.execute(done.inverse().orElseThrow())).isInstanceOf(Outcome.Done.class);

        new TestClient(anna.identity()).join(relay, "podcast", "Anna");
    }

    @Test
    void kickingSomebodyWhoHasLeftDoesNothing() {
        assertThat(relay.execute(new Kick(4711, "", KeepOut.nothing()))).isInstanceOf(Outcome.NothingToDo.class);
    }

    @Test
    void bannedIdentityIsPutOutOfEveryRoomAndKeptOutWithTheHitsCounted() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        relay.execute(ban(new BanTarget.Identity(anna.fingerprint()), Optional.empty()));

        anna.assertClosedWith(CloseReason.BANNED);
        new TestClient(anna.identity()).connect(relay, "other").offer("Anna").assertClosedWith(CloseReason.BANNED);
        assertThat(ben.closeInfo()).isEmpty();
        TestClient.await(() -> assertThat(relay.relay().snapshot().access().bans())
                .extracting(Ban::hits)
                .containsExactly(1L));
        TestClient.await(() -> assertThat(relay.events())
                .filteredOn(RelayEvent.TurnedAway.class::isInstance)
                .extracting(event -> DenialWords.of(((RelayEvent.TurnedAway) event).why()))
                .singleElement()
                .asString()
                .contains("ban 1 on " + anna.fingerprint())
                .contains("rude"));
    }

    @Test
    void whoIsRefusedIsCalledByNameOnceTheyHaveProvenWhoTheyAre() {
        TestClient anna = new TestClient();
        relay.execute(ban(new BanTarget.Identity(anna.fingerprint()), Optional.empty()));
        anna.connect(relay, "podcast").offer(" Anna\n").assertClosedWith(CloseReason.BANNED);
        new TestClient().connect(relay, "call-18a1b2c3d4e5f607").awaitClose();
        TestClient.await(() -> assertThat(relay.events())
                .filteredOn(RelayEvent.TurnedAway.class::isInstance)
                .extracting(event -> ((RelayEvent.TurnedAway) event).person())
                .containsExactlyInAnyOrder(Optional.of(new Person(anna.fingerprint(), "Anna")), Optional.empty()));
    }

    @Test
    void banByAddressPrefixCoversEverybodyBehindItUntilItIsLifted() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");

        Outcome outcome = relay.execute(ban(BanTarget.Prefix.of("127.0.0.0/8"), Optional.empty()));

        assertThat(OutcomeWords.of(outcome))
                .isEqualTo("Banned 127.0.0.0/8 from the relay for good. " + anna.called("Anna") + " was disconnected.");
        anna.assertClosedWith(CloseReason.BANNED);
        new TestClient().connect(relay, "podcast").offer("Ben").assertClosedWith(CloseReason.BANNED);
        relay.execute(new LiftBan(banId()));
        new TestClient().join(relay, "podcast", "Ben");
    }

    @Test
    void banForOneRoomLeavesTheOthersOpen() {
        TestClient inside = new TestClient().join(relay, "podcast", "Anna");
        TestClient elsewhere = new TestClient(inside.identity()).join(relay, "other", "Anna too");

        relay.execute(ban(new BanTarget.Identity(inside.fingerprint()), Optional.of("podcast")));

        inside.assertClosedWith(CloseReason.BANNED);
        new TestClient(inside.identity()).join(relay, "third", "Anna");
        assertThat(elsewhere.closeInfo()).isEmpty();
    }

    @Test
    void liftedBanCanBePutBackByUndo() {
        String fingerprint = TestClient.newIdentity().fingerprint().text();
        Instant until = Instant.now().plus(Duration.ofDays(1));
        relay.execute(
                new AddBan(new BanTarget.Identity(fingerprint), Optional.of("podcast"), "rude", Optional.of(until)));

        long id = banId();
        List<Ban> bans = relay.relay().snapshot().access().bans();

        Outcome lifted = relay.execute(new LiftBan(id));

        assertThat(Told.of(lifted))
                .isEqualTo(new Told(
                        "Lifted the ban on " + fingerprint.substring(0, 9)
                                + ". They stay disconnected until they rejoin.",
                        Optional.of(new ModerationCommand.RestoreBans(bans))));
    }

    @Test
    void allowingSomebodyIntoAnOpenRoomSaysThatTheListDoesNotCountYet() {
        String fingerprint = new TestClient().fingerprint();
        String listed = fingerprint.substring(0, 9) + " is on board's allow-list.";
        assertThat(relay.told(new AllowInRoom("board", fingerprint)))
                .startsWith(listed)
                .contains("It has no effect yet: board is open to everyone.");
        relay.execute(new RemoveFromRoom("board", fingerprint));
        relay.execute(new SetRoomPolicy("board", RoomPolicy.ALLOW_LIST));
        assertThat(relay.told(new AllowInRoom("board", fingerprint)))
                .isEqualTo(listed + " They are not inside; they can join now.");
    }

    @Test
    void allowListLetsInOnlyWhoIsOnItAndRemovingPutsThemOut() {
        TestClient anna = new TestClient();
        relay.execute(new AllowInRoom("Board", anna.fingerprint()));
        relay.execute(new SetRoomPolicy("board", RoomPolicy.ALLOW_LIST));
        anna.join(relay, "board", "Anna");
        new TestClient().connect(relay, "board").offer("Ben").assertClosedWith(CloseReason.NOT_ALLOWED);

        Outcome removed = relay.execute(new RemoveFromRoom("board", anna.fingerprint()));

        assertThat(Told.of(removed))
                .isEqualTo(new Told(
                        anna.called("Anna") + " is off board's allow-list and was disconnected. They can't rejoin.",
                        Optional.of(new AllowInRoom("board", anna.fingerprint()))));
        anna.assertClosedWith(CloseReason.NOT_ALLOWED);
    }

    @Test
    void closedRoomKeepsWhoIsInsideAndLetsNobodyElseIn() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");

        Outcome outcome = relay.execute(new SetRoomPolicy("podcast", RoomPolicy.CLOSED));

        assertThat(Told.of(outcome))
                .isEqualTo(new Told(
                        "Nobody new can join podcast now. The one inside stays.",
                        Optional.of(new SetRoomPolicy("podcast", RoomPolicy.OPEN))));
        new TestClient().connect(relay, "podcast").offer("Ben").assertClosedWith(CloseReason.NOT_ALLOWED);
        assertThat(anna.closeInfo()).isEmpty();
        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms())
                .extracting(RoomStatus::policy)
                .containsExactly(RoomPolicy.CLOSED));
    }

    @Test
    void closingARoomPutsEverybodyOutAndItMayFillAgain() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        Outcome outcome = relay.execute(new CloseRoom("podcast", "late"));

        assertThat(OutcomeWords.of(outcome))
                .isEqualTo("Emptied podcast. 2 people were disconnected. They can rejoin right away.");
        anna.assertClosedWith(CloseReason.ROOM_CLOSED);
        ben.assertClosedWith(CloseReason.ROOM_CLOSED);
        new TestClient().join(relay, "podcast", "Carol");
    }

    @Test
    void rulesSurviveARestart() {
        TestClient anna = new TestClient();
        relay.execute(ban(new BanTarget.Identity(anna.fingerprint()), Optional.empty()));
        EndpointStatus before = relay.relay().snapshot().endpoint();
        relay.close();

        relay = RelayFixture.started(home);

        anna.connect(relay, "podcast").offer("Anna").assertClosedWith(CloseReason.BANNED);
        assertThat(relay.relay().snapshot().endpoint().identityFingerprint()).isEqualTo(before.identityFingerprint());
        assertThat(relay.relay().snapshot().endpoint().tlsFingerprint()).isEqualTo(before.tlsFingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"my room", "12345", "", "192.168.1.20", "#1"})
    void commandsOnWhatIsNoRoomNameAreRefusedWithTheReason(String room) {
        Outcome outcome = relay.execute(new SetRoomPolicy(room, RoomPolicy.CLOSED));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(OutcomeWords.of(outcome)).contains("is no room name");
    }

    @Test
    void nonsenseTargetsAreRefusedWithTheReason() {
        assertThat(relay.told(new AllowInRoom("podcast", "anna"))).contains("is no fingerprint");
        assertThat(relay.execute(ban(new BanTarget.Identity("nonsense"), Optional.empty())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(relay.told(new AddBan(
                        BanTarget.Prefix.of("10.0.0.0/8"), Optional.empty(), "", Optional.of(Instant.EPOCH))))
                .contains("would have ended already");
        assertThat(relay.relay().snapshot().access().bans()).isEmpty();
    }

    @Test
    void everyCommandIsInTheAuditLogAChangeBeforeItIsMadeAndTheChainHolds() throws IOException {
        new TestClient().join(relay, "podcast", "Anna");
        relay.execute(new SetRoomPolicy("podcast", RoomPolicy.CLOSED));
        relay.execute(new SetRoomPolicy("podcast", RoomPolicy.CLOSED));
        relay.execute(new SetRoomPolicy("no room", RoomPolicy.CLOSED));
        relay.execute(new Kick(
                relay.row("Anna").id(), "line\nbreak", KeepOut.outOfRoom(new KeepOut.For(Duration.ofMinutes(1)))));

        Path log = home.resolve("audit.jsonl");

        assertThat(AuditCheck.of(log, Optional.empty()).findings()).isEmpty();
        assertThat(Files.readAllLines(log))
                .satisfiesExactly(
                        line -> assertThat(line).contains("SetRoomPolicy", "\"outcome\":\"begun\""),
                        line -> assertThat(line)
                                .contains(
                                        "\"actor\":\"test\"",
                                        "SetRoomPolicy",
                                        "\"before\":\"OPEN\"",
                                        "\"after\":\"CLOSED\""),
                        line -> assertThat(line).contains("already"),
                        line -> assertThat(line).contains("is no room name"),
                        line -> assertThat(line).contains("Kick", "\"outcome\":\"begun\""),
                        line -> assertThat(line)
                                .contains("Kick", "\"keepOut\":\"of the room for 1 minute\"", "Removed Anna ("));
    }

    @Test
    void listenersHearOfCommands() {
        OperatorCommand command = new SetRoomPolicy("podcast", RoomPolicy.CLOSED);
        Outcome outcome = relay.execute(command);

        TestClient.await(() -> assertThat(relay.events())
                .filteredOn(RelayEvent.Commanded.class::isInstance)
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(new RelayEvent.Commanded(Instant.EPOCH, "test", command, outcome)));
    }

    private static AddBan ban(BanTarget target, Optional<String> room) {
        return new AddBan(target, room, "rude", Optional.empty());
    }

    private long banId() {
        TestClient.await(
                () -> assertThat(relay.relay().snapshot().access().bans()).isNotEmpty());
        return relay.relay().snapshot().access().bans().getLast().id();
    }
}
