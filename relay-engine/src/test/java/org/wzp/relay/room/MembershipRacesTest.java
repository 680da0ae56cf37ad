package org.wzp.relay.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.RoomDirectory.JoinOutcome;

/** Two threads against each other, many rounds; each test lists the outcomes that may not happen. */
@Timeout(600)
class MembershipRacesTest {
    private static final int ROUNDS = 5_000;

    private final AtomicInteger lefts = new AtomicInteger();
    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {
                @Override
                public void left(Room room, Participant participant, LeaveReason why) {
                    lefts.incrementAndGet();
                }
            });
    private final People people = new People();

    @Test
    void twoJoinsOnAnEmptyRoomEndInTheSameRoom() throws Exception {
        rounds(() -> {
            Participant one = stranger();
            Participant two = stranger();
            race(() -> join(one), () -> join(two));
            assertThat(members()).containsExactlyInAnyOrder(one, two);
            assertThat(one.room()).isSameAs(two.room());
            leave(one);
            leave(two);
        });
    }

    @Test
    void aJoinBesideTheLastLeaveIsInTheRoomThatTheNameLeadsTo() throws Exception {
        rounds(() -> {
            Participant last = stranger();
            Participant next = stranger();
            join(last);
            race(() -> leave(last), () -> join(next));
            assertThat(members()).containsExactly(next);
            leave(next);
        });
    }

    @Test
    void ofAKickAndALeaveExactlyOneWins() throws Exception {
        rounds(() -> {
            Participant anna = stranger();
            join(anna);
            lefts.set(0);
            List<Boolean> won = race(
                    () -> directory.remove(anna, LeaveReason.KICKED), () -> directory.remove(anna, LeaveReason.LEFT));
            assertThat(won).containsExactlyInAnyOrder(true, false);
            assertThat(lefts).hasValue(1);
            assertThat(closed(anna)).isEqualTo(won.getFirst() ? 1 : 0);
        });
    }

    @Test
    void ofClosingTheRoomAndALeaveExactlyOneTakesThePersonOut() throws Exception {
        rounds(() -> {
            Participant anna = stranger();
            Participant ben = stranger();
            join(anna);
            join(ben);
            Room room = directory.find("hall").orElseThrow();
            lefts.set(0);
            List<Integer> out = race(
                    () -> directory.empty(room, LeaveReason.ROOM_CLOSED),
                    () -> directory.remove(anna, LeaveReason.LEFT) ? 1 : 0);
            assertThat(out.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
            assertThat(lefts).hasValue(2);
            assertThat(closed(ben)).isEqualTo(1);
            assertThat(closed(anna)).isEqualTo(1 - out.getLast());
        });
    }

    @Test
    void aRejoinBesideTheOldOnesLeaveLeavesTheNewOneIn() throws Exception {
        rounds(() -> {
            Participant old = people.known("fp-anna", new SilentEgress());
            Participant again = people.known("fp-anna", new SilentEgress());
            join(old);
            lefts.set(0);
            List<Boolean> won = race(() -> join(again), () -> directory.remove(old, LeaveReason.LEFT));
            assertThat(members()).containsExactly(again);
            assertThat(lefts).as("ends of the old one").hasValue(1);
            assertThat(closed(old)).as("closed as replaced").isEqualTo(won.getLast() ? 0 : 1);
            leave(again);
        });
    }

    @Test
    void aCallRoomNeverHoldsThree() throws Exception {
        RoomDirectory.JoinCheck twoAtMost = membership -> membership.size() < 2;
        rounds(() -> {
            Participant first = stranger();
            join(first);
            Participant two = stranger();
            Participant three = stranger();
            List<JoinOutcome> outcomes =
                    race(() -> directory.join("hall", two, twoAtMost), () -> directory.join("hall", three, twoAtMost));
            assertThat(outcomes)
                    .filteredOn(JoinOutcome.Joined.class::isInstance)
                    .hasSize(1);
            assertThat(members()).hasSize(2);
            assertThat(directory.empty(directory.find("hall").orElseThrow(), LeaveReason.ROOM_CLOSED))
                    .isEqualTo(2);
        });
    }

    @Test
    void aRefusalBesideAJoinNeverTakesTheRoomAway() throws Exception {
        rounds(() -> {
            Participant refused = stranger();
            Participant welcome = stranger();
            race(() -> directory.join("hall", refused, membership -> false), () -> {
                join(welcome);
                return new JoinOutcome.Refused();
            });
            assertThat(members()).containsExactly(welcome);
            leave(welcome);
        });
    }

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    private void rounds(Round round) throws Exception {
        try (pool) {
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
        }
        assertThat(directory.rooms()).isEmpty();
    }

    private interface Round {
        void run() throws Exception;
    }

    private <T> List<T> race(Callable<T> one, Callable<T> two) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<T>> tasks = new ArrayList<>();
        for (Callable<T> task : List.of(one, two)) {
            tasks.add(() -> {
                start.await(60, TimeUnit.SECONDS);
                return task.call();
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> done : pool.invokeAll(tasks)) {
            results.add(done.get());
        }
        return results;
    }

    private Participant stranger() {
        return people.stranger(new SilentEgress());
    }

    private boolean join(Participant participant) {
        return directory.join("hall", participant, OPEN) instanceof JoinOutcome.Joined;
    }

    private boolean leave(Participant participant) {
        return directory.remove(participant, LeaveReason.LEFT);
    }

    private List<Participant> members() {
        return directory
                .find("hall")
                .map(room -> List.of(room.membership().members()))
                .orElse(List.of());
    }

    private static int closed(Participant participant) {
        return ((SilentEgress) participant.egress()).closed.get();
    }
}
