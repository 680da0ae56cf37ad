package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.wzp.relay.api.AccessCommand.SetRoomRule;
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

    /** Changed by somebody just now, and written where the file has it. */
    private EntryAnswer.Source source(String actor, String room) throws IOException {
        Path file = home.resolve("console.toml");
        List<String> lines = Files.readAllLines(file);
        int line = lines.indexOf("name = \"" + room + '"');
        assertThat(lines.get(line - 1)).isEqualTo("[[rooms]]");
        return new EntryAnswer.Source(
                Optional.of(
                        new EntryAnswer.Change(actor, Optional.of(relay.clock().instant()))),
                Optional.of(new EntryAnswer.Place(file, line)));
    }

    @Test
    void aRoomWithoutARuleLetsEverybodyInAndNobodyMadeItSo() {
        TestClient anna = new TestClient();
        assertThat(ask("Lobby", anna.fingerprint()))
                .isEqualTo(new EntryAnswer.MayJoin(RoomRule.none("lobby"), EntryAnswer.Source.NONE));
        new TestClient(anna.identity()).join(relay, "lobby", "Anna");
    }

    @Test
    void theRuleThatDecidesIsToldWithWhoChangedItLastAndWhen() throws IOException {
        TestClient anna = new TestClient();
        relay.clock().hold();
        relay.relay().execute("somebody else", new SetRoomPolicy("Staff", RoomPolicy.ALLOW_LIST));
        assertThat(ask("staff", anna.fingerprint()))
                .isEqualTo(new EntryAnswer.NotAllowed(
                        new RoomRule("staff", RoomPolicy.ALLOW_LIST, List.of()), source("somebody else", "staff")));

        relay.relay().execute("test", new AllowInRoom("staff", anna.fingerprint()));
        // these change nothing here: one is of another room, one finds nobody to take off
        relay.relay().execute("another", new SetRoomPolicy("kitchen", RoomPolicy.CLOSED));
        relay.relay().execute("another", new RemoveFromRoom("staff", new TestClient().fingerprint()));
        RoomRule rule = new RoomRule("staff", RoomPolicy.ALLOW_LIST, List.of(anna.fingerprint()));
        assertThat(ask("staff", anna.fingerprint())).isEqualTo(new EntryAnswer.MayJoin(rule, source("test", "staff")));
    }

    @Test
    void theRuleOfAPatternDecidesForRoomsWithoutOneAndPutsOutWhomItDoesNotLetJoin() throws Exception {
        TestClient anna = new TestClient();
        TestClient ben = new TestClient();
        TestClient cleo = new TestClient();
        relay.clock().hold();
        RoomRule own = new RoomRule("team-blue", RoomPolicy.ALLOW_LIST, List.of(cleo.fingerprint()));
        relay.relay().execute("test", new SetRoomRule(own, false));
        anna.join(relay, "team-red", "Anna");
        ben.join(relay, "lobby", "Ben");
        cleo.join(relay, "team-blue", "Cleo");
        RoomRule teams = new RoomRule("team-*", RoomPolicy.CLOSED, List.of());
        assertThat(relay.told(new SetRoomRule(new RoomRule("Team-*", RoomPolicy.CLOSED, List.of()), true)))
                .isEqualTo("Nobody new can join each room named team-* now. " + anna.called("Anna")
                        + " was disconnected.");
        anna.assertClosedWith(CloseReason.NOT_ALLOWED);
        assertThat(ask("team-red", anna.fingerprint()))
                .isEqualTo(new EntryAnswer.NotAllowed(teams, source("test", "team-*")));
        assertThat(ask("team-blue", cleo.fingerprint()))
                .isEqualTo(new EntryAnswer.MayJoin(own, source("test", "team-blue")));
        new TestClient(anna.identity())
                .connect(relay, "team-red")
                .offer("Anna")
                .assertClosedWith(CloseReason.NOT_ALLOWED);
        TestClient.await(
                () -> assertThat(relay.relay().snapshot().traffic().sessions()).isEqualTo(2));
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
                .isInstanceOfSatisfying(EntryAnswer.NotAllowed.class, not -> assertThat(
                                not.source().last())
                        .map(EntryAnswer.Change::actor)
                        .contains("test"));
    }
}
