package org.wzp.relay.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.media.RoomStores.Findings;
import org.wzp.relay.media.RoomStores.Scenario;

/** The acceptance of the concurrency design, section 6, in short runs; the figures are {@link RoomStores#main}'s. */
@Timeout(600)
class RoomStoresTest {
    private static final long RUN_NANOS = 600_000_000L;
    private static final int THREADS = 4;

    @Test
    void nobodyWaitsForASnapshotWhereTheSingleLockMakesThemWait() throws InterruptedException {
        Scenario busy = new Scenario("10 x 5 with churn", 10, 5, 50, 0, true, false);
        RoomStore.Snapshot snapshot = new RoomStore.Snapshot();
        long violations = HotPathGuard.violations();

        Findings ours = RoomStores.run(snapshot, busy, THREADS, RUN_NANOS);
        Findings before = RoomStores.run(new RoomStore.SingleLock(), busy, THREADS, RUN_NANOS);

        assertThat(ours.packets()).isPositive();
        assertThat(snapshot.ledger.locks()).as("locks there are").isEmpty();
        assertThat(HotPathGuard.violations()).isEqualTo(violations);
        assertThat(ours.contendedPerThousand()).isZero();
        assertThat(before.contendedPerThousand())
                .as("else the measurement proves nothing")
                .isPositive();
    }

    @Test
    void aRoomThatIsHeldForAMillisecondDelaysOthersBehindTheSingleLockOnly() throws InterruptedException {
        Scenario held = new Scenario("10 x 5 at 50 a second, one held", 10, 5, 50, 50, false, true);

        Findings before = RoomStores.run(new RoomStore.SingleLock(), held, 2, RUN_NANOS);
        Findings ours = RoomStores.run(new RoomStore.Snapshot(), held, 2, RUN_NANOS);

        assertThat(before.waitMillisPerSecond())
                .as("else the measurement proves nothing")
                .isGreaterThan(10);
        assertThat(before.p99()).as("p99, us").isGreaterThan(300);
        assertThat(ours.waitMillisPerSecond()).isZero();
        assertThat(ours.p50()).as("p50, us").isLessThan(100);
    }
}
