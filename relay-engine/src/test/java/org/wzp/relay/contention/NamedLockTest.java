package org.wzp.relay.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class NamedLockTest {
    private static final long MILLI = 1_000_000L;

    private final AtomicLong nanos = new AtomicLong(1);
    private final LockLedger ledger = new LockLedger(nanos::get);
    private final NamedLock lock = ledger.lock("settings file");

    @Test
    void whoeverNeedsNotWaitIsNotContended() {
        for (int i = 0; i < 100; i++) {
            lock.run(() -> {});
        }
        assertThat(lock.statistics()).isEqualTo(new NamedLock.Statistics("settings file", 100, 0, 0, 0, 0, 63, 0));
    }

    @Test
    void aWaitIsCountedAndTimedWhileItLastsAndAfterwards() throws InterruptedException {
        lock.lock();
        Thread other = Thread.ofPlatform().start(() -> lock.run(() -> {}));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> other.getState() == Thread.State.WAITING);
        assertThat(lock.statistics().waiting()).isEqualTo(1);
        nanos.addAndGet(3 * MILLI);
        lock.unlock();
        other.join();
        // to three digits, upwards; the first one held it as long as the second one waited
        assertThat(lock.statistics())
                .isEqualTo(
                        new NamedLock.Statistics("settings file", 2, 1, 3_000_319, 3_000_319, 3 * MILLI, 3_000_319, 0));
    }

    @Test
    void aLongHoldIsCountedUnlessThatIsThePurpose() {
        lock.run(() -> nanos.addAndGet(10 * MILLI));
        assertThat(ledger.slowSites())
                .containsExactly(new SlowSite.Statistics("the holds of lock settings file", 0, 0));

        lock.run(() -> lock.run(() -> nanos.addAndGet(11 * MILLI)));
        ledger.longLock("engine lifecycle").run(() -> nanos.addAndGet(5_000 * MILLI));

        assertThat(ledger.slowSites())
                .containsExactly(new SlowSite.Statistics("the holds of lock settings file", 1, 11 * MILLI));
    }

    /** As one may in a thread that the run ends with: the others still have to get past. */
    @Test
    void whoeverGetsAnErrorOnTheWayInOrOutDoesNotKeepIt() throws InterruptedException {
        AtomicBoolean failing = new AtomicBoolean();
        NamedLock fragile = new LockLedger(() -> {
                    if (failing.get()) {
                        throw new InternalError("no time");
                    }
                    return nanos.get();
                })
                .lock("fragile");

        failing.set(true);
        assertThatThrownBy(fragile::lock).isInstanceOf(InternalError.class);
        failing.set(false);
        assertThat(othersGetPast(fragile)).isTrue();

        fragile.lock();
        failing.set(true);
        assertThatThrownBy(fragile::unlock).isInstanceOf(InternalError.class);
        failing.set(false);
        assertThat(othersGetPast(fragile)).isTrue();

        fragile.lock();
        Thread waiter =
                Thread.ofPlatform().uncaughtExceptionHandler((_, _) -> {}).start(() -> fragile.run(() -> {}));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> waiter.getState() == Thread.State.WAITING);
        failing.set(true);
        assertThatThrownBy(fragile::unlock).isInstanceOf(InternalError.class);
        waiter.join();
        failing.set(false);
        assertThat(othersGetPast(fragile)).isTrue();
        assertThat(fragile.statistics().waiting()).isZero();
    }

    private static boolean othersGetPast(NamedLock lock) throws InterruptedException {
        return Thread.ofVirtual().start(() -> lock.run(() -> {})).join(Duration.ofSeconds(10));
    }

    @Test
    void theHolderMayTakeItAgain() {
        lock.run(() ->
                lock.run(() -> assertThat(lock.statistics().acquisitions()).isEqualTo(2)));
        Thread.State state = lockedElsewhere();
        assertThat(state).as("another thread gets it afterwards").isEqualTo(Thread.State.TERMINATED);
    }

    @Test
    void itIsFreeAfterATaskThatFailed() {
        assertThatThrownBy(() -> lock.run(() -> {
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(lockedElsewhere()).isEqualTo(Thread.State.TERMINATED);
    }

    @Test
    void onlyTheHolderMayRelease() {
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void oneNameIsOneLock() {
        assertThat(ledger.lock("settings file")).isSameAs(lock);
        lock.run(() -> {});
        ledger.lock("audit log").run(() -> {});
        assertThat(ledger.locks()).extracting(NamedLock.Statistics::name).containsExactly("audit log", "settings file");
    }

    /** Eight threads, one lock: what it guards is right, and its statistics add up. */
    @Test
    void itExcludesAndItsStatisticsAddUp() throws InterruptedException {
        NamedLock real = LockLedger.system().lock("counter");
        int[] counter = {0};
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 10_000; i++) {
                    real.run(() -> counter[0]++);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        NamedLock.Statistics now = real.statistics();
        assertThat(counter[0]).isEqualTo(80_000);
        assertThat(now.acquisitions()).isEqualTo(80_000);
        assertThat(now.waiting()).isZero();
    }

    private Thread.State lockedElsewhere() {
        Thread other = Thread.ofPlatform().start(() -> lock.run(() -> {}));
        try {
            other.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return other.getState();
    }
}
