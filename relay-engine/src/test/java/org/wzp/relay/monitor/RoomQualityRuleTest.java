package org.wzp.relay.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FlowStatus;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.Tier;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.api.Weakest;
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

    private static ParticipantStatus hearing(long id, String alias, Quality quality) {
        return new ParticipantStatus(
                id,
                alias,
                "000" + id + ":0000:0000:0000:0000:0000:0000:0000",
                new InetSocketAddress("192.0.2.7", 4_433),
                ClientTransport.QUIC,
                Optional.empty(),
                new LinkStatus(
                        quality,
                        Tier.GOOD,
                        OptionalDouble.of(5.5),
                        OptionalDouble.empty(),
                        false,
                        OptionalDouble.empty()),
                FlowStatus.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                Instant.EPOCH,
                false);
    }

    /** Held down by the first. */
    private static RoomStatus workshop(ParticipantStatus... people) {
        return new RoomStatus(
                "workshop",
                Quality.FAIR,
                Tier.GOOD,
                Optional.of(new Weakest(people[0].id(), people[0].alias(), people[0].fingerprint())),
                RoomPolicy.OPEN,
                Instant.EPOCH,
                0,
                0,
                0,
                0,
                OptionalDouble.empty(),
                false,
                List.of(people));
    }

    private static String told(RoomStatus room) {
        return NoticeWords.english(lines(List.of(room)).getFirst());
    }

    @Test
    void besideTheWeakestTheOthersBelowGoodAreNamed() {
        assertThat(told(workshop(
                        hearing(1, "Luis", Quality.FAIR),
                        hearing(2, "Mona", Quality.POOR),
                        hearing(3, "Nils", Quality.GOOD),
                        hearing(4, "Olga", Quality.UNMEASURED))))
                .isEqualTo("Room workshop sounds worse than it could: the connection of Luis (0001:0000) loses 5.5 %."
                        + " Also below Good there: Mona (0002:0000).");
    }

    @Test
    void ofManyIsSaidHowManyMore() {
        assertThat(told(workshop(IntStream.rangeClosed(1, 7)
                        .mapToObj(id -> hearing(id, "P" + id, Quality.FAIR))
                        .toArray(ParticipantStatus[]::new))))
                .endsWith("there: P2 (0002:0000), P3 (0003:0000), P4 (0004:0000) and 3 more.");
    }

    @Test
    void theOnlyOneBelowGoodIsNamedAlone() {
        assertThat(told(workshop(hearing(1, "Luis", Quality.FAIR), hearing(3, "Nils", Quality.GOOD))))
                .endsWith("loses 5.5 %.");
    }
}
