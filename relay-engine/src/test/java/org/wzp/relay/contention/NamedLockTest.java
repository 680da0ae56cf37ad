package org.wzp.relay.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
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
        assertThat(lock.statistics()).isEqualTo(new NamedLock.Statistics("settings file", 100, 0, 0, 0, 0, 1_000, 0));
    }

    @Test
    void aWaitIsCountedAndTimedWhileItLastsAndAfterwards() throws InterruptedException {
        lock.lock();
        Thread other = Thread.ofPlatform().start(() -> lock.run(() -> {}));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> other.getState() == Thread.State.WAITING);
        assertThat(lock.statistics().waiting()).isEqualTo(1);
        nanos.addAndGet(3 * MILLI);
        lock.unlock();
        other.join();
        // 3 ms lie in the bucket up to 4.096 ms; the first one held it as long, the second one not at all
        assertThat(lock.statistics())
                .isEqualTo(
                        new NamedLock.Statistics("settings file", 2, 1, 4_096_000, 4_096_000, 3 * MILLI, 4_096_000, 0));
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

    /** Eight threads, one lock: what it guards is right, and the now add up. */
    @Test
    void itExcludesAndItsBooksAddUp() throws InterruptedException {
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
        assertThat(now.contended()).isBetween(0L, 80_000L);
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
