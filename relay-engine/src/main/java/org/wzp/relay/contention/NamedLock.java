package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A lock with a name and books: how often it is taken, how often somebody had to wait and for how long, how long it is
 * held. The first attempt never waits, so an uncontended acquisition costs one counter beside the lock itself and makes no
 * object. Locks are for rare paths only (configuration, files): taking one on the media path is counted by
 * {@link HotPathGuard}.
 *
 * <p>Any thread. Counters are striped and read without stopping anybody.
 */
public final class NamedLock {
    /** Every so many acquisitions the hold time is measured. */
    private static final int HOLD_SAMPLE = 16;

    private final String name;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder acquisitions = new LongAdder();
    private final LongAdder contended = new LongAdder();
    private final DurationHistogram waits = new DurationHistogram();
    private final DurationHistogram holds = new DurationHistogram();
    private final AtomicLong longestWaitNanos = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Written and read by the holder only. */
    private long heldSince;

    private int untilSample = 1;

    NamedLock(String name, LongSupplier nanos) {
        this.name = name;
        this.nanos = nanos;
    }

    public String name() {
        return name;
    }

    /** Waits as long as it takes. */
    public void lock() {
        HotPathGuard.lockTaken(name);
        if (!lock.tryLock()) {
            await();
        }
        acquisitions.increment();
        if (--untilSample == 0) {
            untilSample = HOLD_SAMPLE;
            heldSince = nanos.getAsLong();
        }
    }

    private void await() {
        contended.increment();
        waiting.incrementAndGet();
        long before = nanos.getAsLong();
        LockWaitEvent event = new LockWaitEvent();
        event.begin();
        lock.lock();
        long waited = nanos.getAsLong() - before;
        waiting.decrementAndGet();
        waits.record(waited);
        longestWaitNanos.accumulateAndGet(waited, Math::max);
        event.end();
        if (event.shouldCommit()) {
            event.lock = name;
            event.waitNanos = waited;
            event.commit();
        }
    }

    /** @throws IllegalMonitorStateException if this thread does not hold it */
    public void unlock() {
        if (heldSince != 0 && lock.isHeldByCurrentThread()) {
            holds.record(nanos.getAsLong() - heldSince);
            heldSince = 0;
        }
        lock.unlock();
    }

    public void run(Runnable task) {
        lock();
        try {
            task.run();
        } finally {
            unlock();
        }
    }

    public <T> T call(Supplier<T> task) {
        lock();
        try {
            return task.get();
        } finally {
            unlock();
        }
    }

    /**
     * @param waitP50Nanos of those that waited; 0 when nobody did
     * @param holdP99Nanos sampled
     * @param waiting threads waiting now
     */
    public record Books(
            String name,
            long acquisitions,
            long contended,
            long waitP50Nanos,
            long waitP99Nanos,
            long longestWaitNanos,
            long holdP99Nanos,
            int waiting) {}

    public Books books() {
        return new Books(
                name,
                acquisitions.sum(),
                contended.sum(),
                waits.quantile(0.5),
                waits.quantile(0.99),
                longestWaitNanos.get(),
                holds.quantile(0.99),
                waiting.get());
    }
}
