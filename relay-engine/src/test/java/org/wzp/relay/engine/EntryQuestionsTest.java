package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.transport.CloseReason;

/** Why can … join …? answered by the decision that real clients meet. */
class EntryQuestionsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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

    private EntryAnswer ask(String room, String identity) {
        return relay.relay().entry(new EntryQuery(room, identity, Optional.of(LOOPBACK)));
    }

    private EntryAnswer.Change change() {
        return new EntryAnswer.Change("test", Optional.of(relay.clock().instant()));
    }

    @Test
    void aRoomWithoutARuleLetsEverybodyInAndNobodyMadeItSo() {
        TestClient anna = new TestClient();
        assertThat(ask("Lobby", anna.fingerprint()))
                .isEqualTo(
                        new EntryAnswer.MayJoin(new RoomRule("lobby", RoomPolicy.OPEN, List.of()), Optional.empty()));
        new TestClient(anna.identity()).join(relay, "lobby", "Anna");
    }

    @Test
    void theRuleThatDecidesIsToldWithWhoChangedItLastAndWhen() {
        TestClient anna = new TestClient();
        relay.clock().hold();
        relay.relay().execute("somebody else", new SetRoomPolicy("Staff", RoomPolicy.ALLOW_LIST));
        assertThat(ask("staff", anna.fingerprint()))
                .isEqualTo(new EntryAnswer.NotAllowed(
                        new RoomRule("staff", RoomPolicy.ALLOW_LIST, List.of()),
                        Optional.of(new EntryAnswer.Change(
                                "somebody else", Optional.of(relay.clock().instant())))));

        relay.relay().execute("test", new AllowInRoom("staff", anna.fingerprint()));
        // these change nothing here: one is of another room, one finds nobody to take off
        relay.relay().execute("another", new SetRoomPolicy("kitchen", RoomPolicy.CLOSED));
        relay.relay().execute("another", new RemoveFromRoom("staff", new TestClient().fingerprint()));
        RoomRule rule = new RoomRule("staff", RoomPolicy.ALLOW_LIST, List.of(anna.fingerprint()));
        assertThat(ask("staff", anna.fingerprint())).isEqualTo(new EntryAnswer.MayJoin(rule, Optional.of(change())));
    }

    @Test
    void aBanDecidesBeforeTheRuleAndAskingCountsAsNoAttempt() throws Exception {
        TestClient anna = new TestClient();
        relay.relay()
                .execute(
                        "test", new AddBan(BanTarget.Prefix.of("127.0.0.0/8"), Optional.empty(), "", Optional.empty()));
        long lines = Files.readAllLines(home.resolve("audit.jsonl")).size();
        assertThat(ask("lobby", anna.fingerprint()))
                .isInstanceOfSatisfying(
                        EntryAnswer.Banned.class,
                        banned -> assertThat(banned.ban().target()).isEqualTo(BanTarget.Prefix.of("127.0.0.0/8")));
        assertThat(relay.relay().entry(new EntryQuery("lobby", anna.fingerprint(), Optional.empty())))
                .as("from where they come is not known")
                .isInstanceOf(EntryAnswer.MayJoin.class);
        assertThat(Files.readAllLines(home.resolve("audit.jsonl"))).hasSize((int) lines);
        assertThat(relay.relay().entry(new EntryQuery("lobby", anna.fingerprint(), Optional.of(LOOPBACK))))
                .isInstanceOfSatisfying(
                        EntryAnswer.Banned.class,
                        banned -> assertThat(banned.ban().hits()).isZero());
        new TestClient(anna.identity()).connect(relay, "lobby").offer("Anna").assertClosedWith(CloseReason.BANNED);
    }

    @Test
    void whatIsNoNameAndNoFingerprintIsSaid() {
        assertThat(ask("no room", new TestClient().fingerprint()))
                .isEqualTo(new EntryAnswer.Unanswered(new Objection.NoRoomName("no room")));
        assertThat(ask("lobby", "518e")).isEqualTo(new EntryAnswer.Unanswered(new Objection.NoFingerprint("518e")));
    }

    @Test
    void aStoppedRelayAnswersByTheRulesOnTheDisk() {
        relay.relay().execute("test", new SetRoomPolicy("staff", RoomPolicy.CLOSED));
        relay.relay().stop();
        assertThat(ask("staff", new TestClient().fingerprint()))
                .isInstanceOfSatisfying(EntryAnswer.NotAllowed.class, not -> assertThat(not.last())
                        .map(EntryAnswer.Change::actor)
                        .contains("test"));
    }
}
