package org.wzp.relay.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.CasSite;
import org.wzp.relay.contention.LockLedger;

/** The invariants of the membership protocol while eight threads come, go and kick each other in one room. */
@Timeout(600)
class MembershipStressTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20_000;

    private final LockLedger ledger = LockLedger.system();
    private final AtomicIntegerArray joins = new AtomicIntegerArray(THREADS * ROUNDS + 1);
    private final AtomicIntegerArray ends = new AtomicIntegerArray(THREADS * ROUNDS + 1);
    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, ledger, new RoomDirectory.Listener() {
                @Override
                public void joined(Room room, Participant participant) {
                    joins.incrementAndGet((int) participant.id());
                }

                @Override
                public void left(Room room, Participant participant, LeaveReason why) {
                    ends.incrementAndGet((int) participant.id());
                }
            });

    private final Churn.Store store = new Churn.Store() {
        @Override
        public void join(Participant participant) {
            assertThat(directory.join("hall", participant, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        }

        @Override
        public boolean remove(Participant participant, LeaveReason why) {
            return directory.remove(participant, why);
        }

        @Override
        public boolean holds(Participant participant) {
            Optional<Room> room = directory.find("hall");
            return room.isPresent() && room.get().membership().contains(participant);
        }
    };

    @Test
    void nobodyIsLostAndEverybodyEndsExactlyOnce(TestReporter reporter) throws Exception {
        long seed = seed(reporter);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong backwards = new AtomicLong();
        AtomicLong closedWithMembers = new AtomicLong();
        Thread observer = Thread.ofPlatform().start(() -> {
            long last = 0;
            while (!over.get()) {
                Optional<Room> room = directory.find("hall");
                if (room.isPresent()) {
                    Membership now = room.get().membership();
                    if (now.version() < last) {
                        backwards.incrementAndGet();
                    }
                    if (now.isClosed() && now.size() != 0) {
                        closedWithMembers.incrementAndGet();
                    }
                    last = now.version();
                }
            }
        });
        Churn.Findings findings;
        try {
            findings = Churn.run(store, new People(), THREADS, ROUNDS, seed);
        } finally {
            over.set(true);
            observer.join();
        }
        long total = (long) THREADS * ROUNDS;
        assertThat(findings).as("seed %d", seed).isEqualTo(new Churn.Findings(total, 0, total));
        for (int id = 1; id <= total; id++) {
            assertThat(joins.get(id)).as("joins of %d, seed %d", id, seed).isEqualTo(1);
            assertThat(ends.get(id)).as("ends of %d, seed %d", id, seed).isEqualTo(1);
        }
        assertThat(directory.rooms()).isEmpty();
        assertThat(backwards.get()).as("versions that went backwards").isZero();
        assertThat(closedWithMembers.get()).as("closed with members").isZero();
        assertThat(ledger.sites()).singleElement().satisfies(site -> {
            assertThat(site.attempts()).isEqualTo(2 * total + site.retries());
            assertThat(site.worst()).isLessThanOrEqualTo(site.retries());
        });
    }

    /** Proves that the check above can fail: the same churn over the two-step store loses people. */
    @Test
    void theSameCheckCatchesAStoreThatLeavesAndRemovesInTwoSteps(TestReporter reporter) throws Exception {
        long seed = seed(reporter);
        Churn.Findings findings = Churn.run(new TwoStepRooms(), new People(), THREADS, ROUNDS, seed);
        reporter.publishEntry("lost of " + findings.joins(), Long.toString(findings.lost()));
        System.out.println("two steps: " + findings.lost() + " of " + findings.joins() + " joins lost, seed " + seed);
        assertThat(findings.lost()).as("seed %d", seed).isPositive();
    }

    /** A site counts an operation's lost attempts, whatever became of it. */
    @Test
    void aRefusedJoinIsNoOperationOfTheSite() {
        Participant anna = new People().stranger(new SilentEgress());
        assertThat(directory.join("hall", anna, membership -> false))
                .isEqualTo(new RoomDirectory.JoinOutcome.Refused());
        assertThat(ledger.sites()).containsExactly(new CasSite.Statistics("room membership", 0, 0, 0));
    }

    private static long seed(TestReporter reporter) {
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        return seed;
    }
}
