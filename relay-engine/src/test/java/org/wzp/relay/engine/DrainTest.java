package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.DrainStatus;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand.CancelDrain;
import org.wzp.relay.api.RelayCommand.Drain;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.transport.CloseReason;

/** A relay that waits for its end: nobody new, those inside stay, and it stops by itself. */
class DrainTest {
    @TempDir
    private Path home;

    private static void awaitState(RelayFixture relay, RelayState state) {
        TestClient.await(() -> assertThat(relay.relay().snapshot().state()).isEqualTo(state));
    }

    @Test
    void itStopsOnceTheLastPersonHasLeftAndNotBefore() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "lobby", "Anna");
            TestClient ben = new TestClient().join(relay, "lobby", "Ben");

            assertThat(relay.told(new Drain(Optional.empty())))
                    .isEqualTo("The relay stops once the last of 2 people has left; nobody new is let in.");
            TestClient.await(() -> assertThat(relay.relay().snapshot().drain()).isPresent());
            new TestClient().connect(relay, "lobby").assertClosedWith(CloseReason.DRAINING);
            assertThat(relay.relay().admissions()).containsEntry("refused.draining", 1L);
            anna.say("still here");
            TestClient.await(() -> assertThat(ben.heard()).contains("still here"));

            anna.leave();
            TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isEqualTo(1));
            assertThat(relay.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
            ben.leave();
            awaitState(relay, RelayState.STOPPED);
            assertThat(relay.relay().snapshot().drain()).isEmpty();
            assertThat(Files.readString(home.resolve("audit.jsonl")))
                    .contains("\"command\":\"Drain\"", "stops when nobody is left");
        }
    }

    @Test
    void atItsTimeItStopsWhoeverIsThere() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.clock().hold();
            TestClient anna = new TestClient().join(relay, "lobby", "Anna");
            Instant end = relay.clock().instant().plus(Duration.ofMinutes(10));
            relay.execute(new Drain(Optional.of(end)));
            TestClient.await(() -> assertThat(relay.relay().snapshot().drain())
                    .map(DrainStatus::until)
                    .contains(Optional.of(end)));
            assertThat(relay.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
            relay.clock().advance(Duration.ofMinutes(10));
            awaitState(relay, RelayState.STOPPED);
            anna.assertClosedWith(CloseReason.SHUTTING_DOWN);
        }
    }

    @Test
    void whoeverCancelsItLetsPeopleInAgain() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            new TestClient().join(relay, "lobby", "Anna");
            Told drained = Told.of(relay.execute(new Drain(Optional.empty())));
            assertThat(drained.inverse()).contains(new CancelDrain());
            assertThat(Told.of(relay.execute(new CancelDrain())))
                    .isEqualTo(new Told(
                            "The relay goes on, and lets people in again.", Optional.of(new Drain(Optional.empty()))));
            new TestClient().join(relay, "lobby", "Ben");
            assertThat(relay.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
        }
    }

    @Test
    void aTimeThatIsOverIsRefusedAndAStoppedRelayHasNothingToWaitFor() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            assertThat(relay.execute(new Drain(Optional.of(relay.clock().instant()))))
                    .isEqualTo(new Outcome.Refused(new Objection.TimeOver()));
            relay.relay().stop();
            assertThat(relay.execute(new Drain(Optional.empty())))
                    .isEqualTo(new Outcome.Refused(new Objection.NotRunning()));
        }
    }

    @Test
    void afterTheNextStartEverybodyIsLetInAgain() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.execute(new Drain(Optional.empty()));
            awaitState(relay, RelayState.STOPPED);
            relay.relay().start();
            new TestClient().join(relay, "lobby", "Anna");
        }
    }
}
