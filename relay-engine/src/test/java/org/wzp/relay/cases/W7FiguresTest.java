package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;

/** W7: each figure says what it counts, and what nobody has measured is no figure. */
class W7FiguresTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whereNobodyReportedNothingIsSaidButTheRoundTripThatQuicMeasured(Transport transport) {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.over(transport, RelayFixture.config(home)))) {
            new TestClient().join(relay, "podcast", "Anna");
            TestClient.await(() -> {
                var link = relay.row("Anna").link();
                assertThat(link.rttMillis()).isPresent();
                assertThat(link.rttMillis().getAsDouble()).isGreaterThan(0);
                assertThat(link.rttByQuic()).isTrue();
                assertThat(link.quality()).isEqualTo(Quality.UNMEASURED);
                assertThat(link.lossPercent()).isEqualTo(OptionalDouble.empty());
                assertThat(link.jitterMillis()).isEqualTo(OptionalDouble.empty());
            });
            RoomStatus room = relay.relay().snapshot().rooms().getFirst();
            assertThat(room.quality()).isEqualTo(Quality.UNMEASURED);
            assertThat(room.lossPercent()).isEqualTo(OptionalDouble.empty());
            assertThat(room.weakest()).isEmpty();
        }
    }

    @Test
    void whatIsReceivedAndWhatIsSentAreCountedApart() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            List<TestClient> people = Arrays.stream(new String[] {"Anna", "Ben", "Carol"})
                    .map(name -> new TestClient().join(relay, "podcast", name))
                    .toList();
            TestClient.await(() -> assertThat(people.getFirst().roster()).hasSize(3));
            for (int i = 0; i < 90; i++) {
                people.getFirst().say("word " + i);
            }
            TestClient.await(() -> {
                RoomStatus room = relay.relay().snapshot().rooms().getFirst();
                assertThat(room.bitsInPerSecond()).isGreaterThan(0);
                // each of the other two gets its copy
                assertThat(room.bitsOutPerSecond() / room.bitsInPerSecond()).isBetween(1.9, 2.1);
                assertThat(room.outPerSecond() / room.inPerSecond()).isBetween(1.9, 2.1);
            });
        }
    }
}
