package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.FlowStatus;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Tier;

class SnapshotRingTest {
    private final SnapshotRing ring = new SnapshotRing();

    private static Instant second(long number) {
        return NOON.plusSeconds(number);
    }

    @Test
    void everySecondComesBackAsItWas() {
        AnySnapshots any = new AnySnapshots(7);
        List<RelaySnapshot> kept = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RelaySnapshot snapshot = any.next(second(i));
            kept.add(snapshot);
            assertThat(ring.add(snapshot)).isTrue();
        }
        for (int i : new int[] {199, 0, 59, 60, 61, 130, 131, 60, 198}) {
            assertThat(ring.at(second(i))).contains(kept.get(i));
        }
        List<RelaySnapshot> read = new ArrayList<>();
        ring.forEach(second(10), second(150), read::add);
        assertThat(read).isEqualTo(kept.subList(10, 151));
    }

    @Test
    void figuresComeBackFinerThanTheyAreShown() {
        ring.add(running(1, NOON, room("lobby", person(1, "Anna", 49.987_654))));
        ring.add(running(2, second(1), room("lobby", person(1, "Anna", 1e300))));
        ring.add(running(3, second(2), room("lobby", person(1, "Anna", 0.05))));
        assertThat(figure(0)).isCloseTo(49.987_654, within(0.000_5));
        assertThat(figure(1)).isEqualTo(1e300);
        assertThat(figure(2)).isCloseTo(0.05, within(0.000_5));
    }

    private double figure(int number) {
        return ring.at(second(number))
                .orElseThrow()
                .rooms()
                .getFirst()
                .participants()
                .getFirst()
                .inPerSecond();
    }

    @Test
    void oneSnapshotASecondIsKept() {
        assertThat(ring.add(running(1, NOON))).isTrue();
        assertThat(ring.add(running(2, NOON.plusMillis(250)))).isFalse();
        assertThat(ring.add(running(3, second(1)))).isTrue();
        assertThat(ring.seconds()).isEqualTo(2);
    }

    @Test
    void anHourIsKeptAndNoMore() {
        for (int i = 0; i < 5_000; i++) {
            ring.add(running(i, second(i)));
        }
        assertThat(ring.seconds()).isBetween(SnapshotRing.HOUR_SECONDS, SnapshotRing.HOUR_SECONDS + 60);
        assertThat(ring.span().orElseThrow().until()).isEqualTo(second(4_999));
        assertThat(ring.at(second(0)).orElseThrow().at())
                .as("before all: the oldest")
                .isEqualTo(ring.span().orElseThrow().from());
    }

    /** Unchanged but for the clock, the snapshot of an idle relay costs little. */
    @Test
    void whatDoesNotChangeCostsNextToNothing() {
        RelaySnapshot first = running(1, NOON, room("lobby", person(1, "Anna")));
        ring.add(first);
        long complete = ring.bytes();
        for (int i = 1; i < 60; i++) {
            ring.add(running(i + 1L, second(i), first.rooms().toArray(RoomStatus[]::new)));
        }
        assertThat((ring.bytes() - complete) / 59).isLessThan(12);
    }

    @Test
    void aClockThatWasSetBackTakesTheSecondsAfterItAlong() {
        for (int i = 0; i < 100; i++) {
            ring.add(running(i, second(i)));
        }
        ring.add(running(500, second(70)));
        ring.add(running(501, second(71)));
        assertThat(ring.span()).contains(new SnapshotRing.Span(NOON, second(71)));
        assertThat(ring.at(second(70)).orElseThrow().epoch()).isEqualTo(500);
        assertThat(ring.at(second(69)).orElseThrow().epoch()).isEqualTo(69);
        assertThat(ring.seconds()).isEqualTo(72);
    }

    /**
     * What the Javadoc of {@link SnapshotRing} says: 1,000 rooms of 5 in which everybody's figures are new each second. The
     * bytes are the bound there, and what is left is whole.
     */
    @Test
    void aThousandRoomsOfFiveAreBoundedInBytes() {
        long most = 4L * 1_024 * 1_024;
        SnapshotRing small = new SnapshotRing(most);
        Random random = new Random(3);
        RelaySnapshot newest = busy(0, random);
        long began = System.nanoTime();
        int seconds = 180;
        for (int i = 0; i < seconds; i++) {
            newest = busy(i, random);
            small.add(newest);
            assertThat(small.bytes()).isLessThan(most + 1_024L * 1_024);
        }
        long kept = small.seconds();
        System.out.printf(
                "1,000 rooms of 5: %,d bytes a second, %d of %d seconds in %,d bytes; %.1f ms to make and keep one%n",
                small.bytes() / kept,
                kept,
                seconds,
                small.bytes(),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / (double) seconds);
        assertThat(kept).isBetween(60L, seconds - 1L);
        assertThat(small.at(newest.at()).orElseThrow().rooms()).hasSize(1_000);
        assertThat(small.at(NOON).orElseThrow().rooms())
                .as("the oldest that is left is whole")
                .hasSize(1_000);
    }

    private static RelaySnapshot busy(int number, Random random) {
        return running(
                number,
                second(number),
                IntStream.range(0, 1_000)
                        .mapToObj(r -> room(
                                "room-%04d".formatted(r),
                                IntStream.range(0, 5)
                                        .mapToObj(p -> talking(r * 5L + p, number, random))
                                        .toArray(ParticipantStatus[]::new)))
                        .toArray(RoomStatus[]::new));
    }

    private static ParticipantStatus talking(long id, int number, Random random) {
        ParticipantStatus base = person(id, "Person " + id);
        long in = number * 50L + random.nextInt(3);
        long out = number * 200L + random.nextInt(9);
        return new ParticipantStatus(
                id,
                base.alias(),
                base.fingerprint(),
                base.address(),
                base.transport(),
                base.codec(),
                new LinkStatus(
                        Quality.GOOD,
                        Tier.GOOD,
                        OptionalDouble.of(random.nextInt(3) / 2.0),
                        OptionalDouble.of(20 + random.nextInt(9)),
                        false,
                        OptionalDouble.of(random.nextInt(5))),
                new FlowStatus(
                        Optional.of(Duration.ofNanos(random.nextInt(20_000_000))),
                        number / 50,
                        random.nextInt(2),
                        List.of(),
                        OptionalDouble.of(20 + random.nextDouble()),
                        number / 20),
                in,
                out,
                in * 100,
                out * 100,
                0,
                0,
                0,
                50 + random.nextInt(100) / 50.0,
                random.nextBoolean(),
                base.joined(),
                false);
    }
}
