package org.wzp.relay.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
    /** Longer than a test may take: a run that comes was asked for. */
    private static final long NEVER_NANOS = Duration.ofHours(1).toNanos();

    private final Semaphore runs = new Semaphore(0);
    private final AtomicLong period = new AtomicLong(NEVER_NANOS);

    private PeriodicTask started() {
        PeriodicTask task = new PeriodicTask("test", period::get, failure -> {}, runs::release);
        task.start();
        return task;
    }

    private void awaitRun() throws InterruptedException {
        assertThat(runs.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoIsWokenRunsAtOnceAndCountsFromThere() throws InterruptedException {
        try (PeriodicTask task = started()) {
            awaitRun();
            period.set(1);
            task.wake();
            awaitRun();
            // if the period counted from the hour that was waited for before, this would take that hour
            awaitRun();
            awaitRun();
        }
    }

    @Test
    void aWakeDuringARunIsNotLost() throws InterruptedException {
        PeriodicTask[] task = new PeriodicTask[1];
        AtomicBoolean woken = new AtomicBoolean();
        task[0] = new PeriodicTask("test", period::get, failure -> {}, () -> {
            if (!woken.getAndSet(true)) {
                task[0].wake();
            }
            runs.release();
        });
        task[0].start();
        try (var _ = task[0]) {
            awaitRun();
            awaitRun();
        }
    }
}
