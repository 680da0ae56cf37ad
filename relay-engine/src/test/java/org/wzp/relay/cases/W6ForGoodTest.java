package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.text.DenialWords;

/** W6: what has no end is "for good" in sentences, events and the audit log, and durations are words, not "36525 d". */
class W6ForGoodTest {
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
    void whatHasNoEndIsForGoodEverywhere() throws IOException {
        TestClient adam = new TestClient().join(relay, "solo", "Adam");
        String brief = adam.called("Adam");

        assertThat(relay.told(new Kick(relay.row("Adam").id(), "", KeepOut.outOfRoom(new KeepOut.ForGood()))))
                .isEqualTo("Removed " + brief + " from solo for good.");
        assertThat(relay.told(
                        new AddBan(BanTarget.Prefix.of("10.0.0.0/8"), Optional.empty(), "", new KeepOut.ForGood())))
                .isEqualTo("Banned 10.0.0.0/8 from the relay for good.");

        List<String> audit = Files.readAllLines(home.resolve("audit.jsonl"));
        assertThat(audit).hasSize(4);
        assertThat(audit.get(1)).contains("\"keepOut\":\"of the room for good\"", "in room solo for good");
        assertThat(audit.get(3)).contains("\"term\":\"for good\"", "on 10.0.0.0/8 for good");
        assertThat(audit).noneMatch(line -> line.contains("36525") || line.contains("null"));

        new TestClient(adam.identity()).connect(relay, "solo").offer("Adam").awaitClose();
        TestClient.await(() -> assertThat(relay.events())
                .filteredOn(RelayEvent.TurnedAway.class::isInstance)
                .extracting(event -> DenialWords.of(((RelayEvent.TurnedAway) event).why()))
                .singleElement()
                .asString()
                .contains("for good"));
    }

    @Test
    void whatIsLongerThanALifeIsForGood() {
        for (Duration time : List.of(Duration.ofDays(36_525), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(relay.told(new AddBan(
                            new BanTarget.Identity(new TestClient().fingerprint()),
                            Optional.empty(),
                            "",
                            new KeepOut.For(time))))
                    .endsWith(" for good.");
        }
    }

    @Test
    void durationsAreWordsWithTheTwoLargestUnits() {
        assertThat(List.of(300L, 3_600L, 5_400L, 86_400L, 90_061L, 61L, 1L).stream()
                        .map(seconds -> relay.told(new AddBan(
                                new BanTarget.Identity(new TestClient().fingerprint()),
                                Optional.empty(),
                                "",
                                new KeepOut.For(Duration.ofSeconds(seconds)))))
                        .map(text -> text.substring(text.indexOf(" for "))))
                .containsExactly(
                        " for 5 minutes.",
                        " for 1 hour.",
                        " for 1 hour 30 minutes.",
                        " for 1 day.",
                        " for 1 day 1 hour.",
                        " for 1 minute 1 second.",
                        " for 1 second.");
    }
}
