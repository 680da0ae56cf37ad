package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;

/** W8: two people of one name can be told apart, in sentences and events by the start of their keys, in the audit log by all of it. */
class W8NamesTest {
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

    private long idOf(TestClient client) {
        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms())
                .flatExtracting(RoomStatus::participants)
                .extracting(ParticipantStatus::fingerprint)
                .contains(client.fingerprint()));
        return relay.relay().snapshot().rooms().stream()
                .flatMap(room -> room.participants().stream())
                .filter(person -> person.fingerprint().equals(client.fingerprint()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void eachSentenceAboutAPersonHasTheStartOfTheirKey() {
        TestClient one = new TestClient().join(relay, "podcast", "Anna");
        TestClient other = new TestClient().join(relay, "podcast", "Anna");
        assertThat(relay.told(new AllowInRoom("podcast", one.fingerprint())))
                .startsWith(one.called("Anna") + " is on ");
        assertThat(relay.told(new RemoveFromRoom("podcast", one.fingerprint())))
                .startsWith(one.called("Anna") + " is off ");
        assertThat(relay.told(new Kick(idOf(one), "", KeepOut.nothing())))
                .startsWith("Removed " + one.called("Anna") + " from ");
        one.awaitClose();
        // also when nobody of that name is left to be confused with
        assertThat(relay.told(new Kick(idOf(other), "", KeepOut.nothing())))
                .startsWith("Removed " + other.called("Anna") + " from ");
    }

    @Test
    void theAuditLogNamesTheWholeIdentityAndNoNumberOfAConnection() throws IOException {
        TestClient one = new TestClient().join(relay, "podcast", "Anna");
        TestClient other = new TestClient().join(relay, "podcast", "Anna");
        relay.execute(new Kick(idOf(one), "", KeepOut.nothing()));
        relay.execute(new CloseRoom("podcast", ""));
        List<String> lines = Files.readAllLines(home.resolve("audit.jsonl"));
        assertThat(lines.get(0))
                .contains("\"person\":\"" + one.fingerprint() + " (Anna)\"")
                .doesNotContain("participant");
        assertThat(lines.get(1)).contains("\"disconnected\":\"" + other.fingerprint() + " (Anna)\"");
    }

    @Test
    void theLineBeforeARemovalThatHoldsAndARefusedOneNameTheSame() throws IOException {
        TestClient one = new TestClient().join(relay, "podcast", "Anna");
        TestClient other = new TestClient().join(relay, "kitchen", "Anna");
        relay.execute(new Kick(List.of(idOf(one), idOf(other)), "", KeepOut.nothing()));
        relay.execute(new Kick(idOf(one), "", new KeepOut.Held(KeepOut.Scope.ROOM, new KeepOut.ForGood(), false)));
        List<String> lines = Files.readAllLines(home.resolve("audit.jsonl"));
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("had left"));
        assertThat(lines.get(0)).contains(one.fingerprint(), other.fingerprint(), "kitchen", "different rooms");
        assertThat(lines.get(1))
                .contains(
                        "\"outcome\":\"begun\"",
                        "\"person\":\"" + one.fingerprint() + " (Anna)\"",
                        "\"room\":\"podcast\"");
    }

    @Test
    void theEventOfARemovalHasTheIdentityAndWhy() {
        TestClient one = new TestClient().join(relay, "podcast", "Anna");
        TestClient other = new TestClient().join(relay, "podcast", "Anna");
        relay.execute(new Kick(idOf(one), "", KeepOut.nothing()));
        other.leave();
        TestClient.await(() -> assertThat(relay.events())
                .filteredOn(RelayEvent.Left.class::isInstance)
                .extracting(event -> ((RelayEvent.Left) event).fingerprint() + " " + ((RelayEvent.Left) event).why())
                .containsExactly(one.fingerprint() + " removed by the operator", other.fingerprint() + " "));
    }
}
