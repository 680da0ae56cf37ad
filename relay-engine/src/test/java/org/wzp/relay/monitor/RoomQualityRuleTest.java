package org.wzp.relay.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.Tier;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.text.NoticeWords;

class RoomQualityRuleTest {
    private static RoomStatus room(String name, Quality quality) {
        return new RoomStatus(
                name,
                quality,
                Tier.GOOD,
                Optional.empty(),
                RoomPolicy.OPEN,
                Instant.EPOCH,
                0,
                0,
                0,
                0,
                OptionalDouble.empty(),
                false,
                List.of());
    }

    private static List<Attention> lines(List<RoomStatus> rooms) {
        return new RoomQualityRule()
                .lines(new AttentionRule.Sections(
                        0,
                        rooms,
                        new TrafficStatus(0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of()),
                        FederationStatus.NONE,
                        ContentionStatus.NONE));
    }

    @Test
    void roomsThatAreGoodOrUnmeasuredAreNoMatter() {
        assertThat(lines(List.of(room("a", Quality.GOOD), room("b", Quality.UNMEASURED))))
                .isEmpty();
    }

    @Test
    void fiveRoomsAreNamedAndTheOthersAreOneLineSoThatABadNetworkFloodsNothing() {
        List<Attention> lines = lines(IntStream.rangeClosed(1, 8)
                .mapToObj(number -> room("room-" + number, number % 2 == 0 ? Quality.POOR : Quality.FAIR))
                .toList());
        assertThat(lines).hasSize(6);
        assertThat(lines.subList(0, 5))
                .extracting(NoticeWords::english)
                .containsExactly(
                        "Room room-1 sounds worse than it could.",
                        "Room room-2 sounds worse than it could.",
                        "Room room-3 sounds worse than it could.",
                        "Room room-4 sounds worse than it could.",
                        "Room room-5 sounds worse than it could.");
        assertThat(lines.getLast())
                .isEqualTo(new Attention(
                        Attention.Severity.WARNING, new Notice.MoreRoomsBelowGood(3), new Subject.Rooms()));
    }

    @Test
    void fiveRoomsNeedNoFurtherLine() {
        assertThat(lines(IntStream.rangeClosed(1, 5)
                        .mapToObj(number -> room("room-" + number, Quality.POOR))
                        .toList()))
                .hasSize(5);
    }
}
