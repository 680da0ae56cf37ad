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
    private static final int LATE_MILLIS = 100;

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whereNobodyReportedNothingIsSaidButTheRoundTripThatQuicMeasured(Transport transport) throws Exception {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.over(transport, RelayFixture.config(home)));
                ImpairedWire wire = new ImpairedWire(relay.address())) {
            wire.late(LATE_MILLIS);
            new TestClient().connect(relay.dialler(), wire.address(), "podcast").offer("Anna");
            TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).hasSize(1));
            TestClient.await(() -> {
                var link = relay.row("Anna").link();
                assertThat(link.rttMillis()).isPresent();
                // never less than the wire takes; a wrong unit would be off by a thousand
                assertThat(link.rttMillis().getAsDouble()).isBetween(2.0 * LATE_MILLIS, 40.0 * LATE_MILLIS);
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
            TestClient.await(() -> {
                // as long as it takes: the figures are those of the last second
                people.getFirst().say("word");
                RoomStatus room = relay.relay().snapshot().rooms().getFirst();
                assertThat(room.bitsInPerSecond()).isGreaterThan(0);
                // each of the other two gets its copy
                assertThat(room.bitsOutPerSecond() / room.bitsInPerSecond()).isBetween(1.9, 2.1);
                assertThat(room.outPerSecond() / room.inPerSecond()).isBetween(1.9, 2.1);
            });
        }
    }
}
