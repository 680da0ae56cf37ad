package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.SomeLoop;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;

class RoomPlacementTest {
    private static final int SPREAD_ABOVE = 16;
    private static final long SECOND = 1_000_000_000L;

    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
    private final People people = new People();
    private final List<SomeLoop> loops =
            IntStream.range(0, 4).mapToObj(i -> new SomeLoop("loop " + i)).toList();
    private long now = 1_000 * SECOND;
    private final RoomPlacement placement = new RoomPlacement(directory, SPREAD_ABOVE, () -> now, new Random(10));

    private SomeLoop place(String room) {
        return (SomeLoop) placement.loopFor(room, loops);
    }

    /** Connects where it is told to, and joins. */
    private Participant join(String room) {
        return join(room, place(room));
    }

    private Participant join(String room, SomeLoop loop) {
        loop.connections++;
        Participant participant = people.stranger(new CountingEgress(loop));
        assertThat(directory.join(room, participant, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        return participant;
    }

    private int[] byLoop(String room) {
        return loops.stream()
                .mapToInt(
                        loop -> directory.find(room).orElseThrow().membership().on(loop))
                .toArray();
    }

    @Test
    void peopleOfASmallRoomLiveTogether() {
        for (int i = 0; i < SPREAD_ABOVE; i++) {
            join("podcast");
        }
        assertThat(byLoop("podcast")).containsOnlyOnce(SPREAD_ABOVE).contains(0);
    }

    @Test
    void aboveThatEachFurtherOneGoesWhereTheFewestAre() {
        for (int i = 0; i < SPREAD_ABOVE; i++) {
            join("hall");
        }
        for (int i = 0; i < 3 * SPREAD_ABOVE; i++) {
            join("hall");
        }
        assertThat(byLoop("hall")).containsOnly(SPREAD_ABOVE);
        for (int i = 0; i < 36; i++) {
            join("hall");
        }
        assertThat(byLoop("hall")).containsOnly(25);
    }

    @Test
    void whoLeavesMakesRoomForThoseWhoComeLater() {
        List<Participant> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(join("hall"));
        }
        EventLoop emptied = loops.getFirst();
        all.stream().filter(participant -> participant.loop() == emptied).forEach(participant -> assertThat(
                        directory.remove(participant, LeaveReason.LEFT))
                .isTrue());
        now += 6 * SECOND;
        assertThat(place("hall")).isSameAs(emptied);
    }

    /** None of them has joined when the last is placed. */
    @Test
    void crowdThatComesBeforeAnybodyHasJoinedSpreadsAsItWillSit() {
        int[] sent = new int[4];
        for (int i = 0; i < 100; i++) {
            sent[loops.indexOf(place("concert"))]++;
        }
        assertThat(sent).containsOnly(25);
    }

    @Test
    void smallGroupThatComesTogetherIsSentToOneLoop() {
        for (int room = 0; room < 500; room++) {
            SomeLoop first = place("room " + room);
            assertThat(place("room " + room)).isSameAs(first);
            assertThat(place("room " + room)).isSameAs(first);
        }
    }

    @Test
    void crowdSeenByFourLoopsAtOnceSpreadsAlike() throws InterruptedException {
        AtomicIntegerArray sent = new AtomicIntegerArray(4);
        RoomPlacement shared = new RoomPlacement(directory, SPREAD_ABOVE, () -> now, new Random(1));
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    try {
                        begin.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    for (int i = 0; i < 25_000; i++) {
                        sent.incrementAndGet(loops.indexOf((SomeLoop) shared.loopFor("concert", loops)));
                    }
                }))
                .toList();
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(sent.get(i)).isEqualTo(25_000);
        }
    }

    @Test
    void newRoomsBalanceByTheConnectionsThatLoopsHave() {
        for (int room = 0; room < 1_000; room++) {
            for (int i = 0; i < 3; i++) {
                join("room " + room);
            }
        }
        int most = loops.stream().mapToInt(loop -> loop.connections).max().orElseThrow();
        int fewest = loops.stream().mapToInt(loop -> loop.connections).min().orElseThrow();
        assertThat(most - fewest).isLessThan(3 * 1_000 / 4 / 20);
        for (int room = 0; room < 1_000; room++) {
            assertThat(Arrays.stream(byLoop("room " + room)).filter(members -> members > 0))
                    .hasSize(1);
        }
    }

    @Test
    void newRoomAvoidsALoopThatIsMuchBusier() {
        loops.getFirst().busyShare = 0.9;
        loops.stream().skip(1).forEach(loop -> loop.connections = 500);
        for (int room = 0; room < 200; room++) {
            assertThat(place("room " + room)).isNotSameAs(loops.getFirst());
        }
        loops.getFirst().busyShare = 0.1;
        assertThat(IntStream.range(200, 300).mapToObj(room -> place("room " + room)))
                .contains(loops.getFirst());
    }

    @Test
    void whoNeverJoinedIsForgottenAfterFiveSeconds() {
        for (int i = 0; i < SPREAD_ABOVE; i++) {
            place("hall");
        }
        SomeLoop fifth = loops.stream()
                .filter(loop -> loop != place("other"))
                .findFirst()
                .orElseThrow();
        now += 5 * SECOND;
        join("hall", fifth);
        assertThat(place("hall"))
                .as("with who is there, not with who never came")
                .isSameAs(fifth);
    }

    /** The newest of each slot is remembered, so that strangers can fill no memory; forgetting costs a crossing at most. */
    @Test
    void namesOfAMillionRoomsAreNotKept() {
        for (int i = 0; i < 1_000_000; i++) {
            place("room " + i);
        }
        assertThat(placement.remembered()).isBetween(4_000, 4_096);
    }

    @Test
    void twoLoopsAreEnough() {
        List<SomeLoop> two = loops.subList(0, 2);
        int[] sent = new int[2];
        for (int i = 0; i < 1_000; i++) {
            SomeLoop chosen = (SomeLoop) placement.loopFor("room " + i, two);
            chosen.connections++;
            sent[two.indexOf(chosen)]++;
        }
        assertThat(sent).containsOnly(500);
    }
}
