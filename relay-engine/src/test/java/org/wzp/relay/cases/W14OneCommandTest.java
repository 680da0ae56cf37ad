package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.LockRoom;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.engine.Told;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.transport.CloseReason;

/** W14: one act is one command, one audit line and one sentence that is still true afterwards. */
class W14OneCommandTest {
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
    void lockingARoomToTenPeopleIsOneSentenceOneLineAndOneUndo() throws IOException {
        List<String> inside = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            TestClient client = new TestClient().join(relay, "board", "P" + person);
            inside.add(client.fingerprint());
            names.add(client.called("P" + person));
        }
        TestClient late = new TestClient().join(relay, "board", "Late");

        Outcome outcome = relay.execute(new LockRoom("board", inside));

        assertThat(OutcomeWords.of(outcome))
                .isEqualTo("Only " + String.join(", ", names.subList(0, 3)) + " and 7 more can join board now. "
                        + late.called("Late") + " is inside and stays.");
        TestClient.await(() -> assertThat(relay.relay().snapshot().access().rules())
                .containsExactly(new RoomRule("board", RoomPolicy.ALLOW_LIST, inside)));
        List<String> audit = Files.readAllLines(home.resolve("audit.jsonl"));
        assertThat(audit)
                .satisfiesExactly(
                        line -> assertThat(line).contains(inside).contains("\"outcome\":\"begun\"", "\"people\":"),
                        line -> assertThat(line).contains(inside).contains("LockRoom", "\"people\":"));
        assertThat(audit).noneMatch(line -> line.contains("\"fingerprints\""));
        new TestClient().connect(relay, "board").offer("Stranger").assertClosedWith(CloseReason.NOT_ALLOWED);

        relay.execute(((Outcome.Done) outcome).inverse().orElseThrow());
        TestClient.await(
                () -> assertThat(relay.relay().snapshot().access().rules()).isEmpty());
        new TestClient().join(relay, "board", "Stranger");
    }

    @Test
    void whoIsTakenOffTheListIsSaidToBeDisconnectedAndPutBackToBeStillOut() {
        TestClient aaron = new TestClient();
        relay.execute(new AllowInRoom("lobby", aaron.fingerprint()));
        relay.execute(new SetRoomPolicy("lobby", RoomPolicy.ALLOW_LIST));
        aaron.join(relay, "lobby", "Aaron");

        Outcome off = relay.execute(new RemoveFromRoom("lobby", aaron.fingerprint()));
        assertThat(OutcomeWords.of(off))
                .isEqualTo(
                        aaron.called("Aaron") + " is off lobby's allow-list and was disconnected. They can't rejoin.");
        aaron.assertClosedWith(CloseReason.NOT_ALLOWED);

        Outcome undone = relay.execute(((Outcome.Done) off).inverse().orElseThrow());
        assertThat(OutcomeWords.of(undone))
                .isEqualTo(
                        aaron.called("Aaron") + " is on lobby's allow-list. They are not inside; they can join now.");
    }

    @Test
    void emptyingARoomForGoodIsOneCommandThatUndoOpensAgain() throws IOException {
        TestClient anna = new TestClient().join(relay, "kitchen", "Anna");

        Outcome outcome = relay.execute(new CloseRoom("kitchen", "", true));

        assertThat(Told.of(outcome))
                .isEqualTo(new Told(
                        "Emptied kitchen. 1 person was disconnected. Nobody can join it now.",
                        Optional.of(new SetRoomPolicy("kitchen", RoomPolicy.OPEN))));
        anna.assertClosedWith(CloseReason.ROOM_CLOSED);
        new TestClient(anna.identity())
                .connect(relay, "kitchen")
                .offer("Anna")
                .assertClosedWith(CloseReason.NOT_ALLOWED);
        assertThat(Files.readAllLines(home.resolve("audit.jsonl"))).hasSize(2);
        relay.execute(((Outcome.Done) outcome).inverse().orElseThrow());
        new TestClient(anna.identity()).join(relay, "kitchen", "Anna");
    }
}
