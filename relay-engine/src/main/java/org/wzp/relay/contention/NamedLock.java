package org.wzp.relay.contention;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A lock with a name and statistics: how often it is taken, how often somebody had to wait and for how long, how long it is
 * held. The first attempt never waits, so an uncontended acquisition costs one counter and two looks at the clock beside
 * the lock itself, and makes no object. Locks are for rare paths only (configuration, files): taking one on the media path is
 * counted by {@link HotPathGuard}.
 *
 * <p>Any thread. Counters are striped and read without stopping anybody.
 */
public final class NamedLock {
    private final String name;
    private final LongSupplier nanos;
    private final @Nullable SlowSite slowHolds;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder acquisitions = new LongAdder();
    private final LongAdder contended = new LongAdder();
    private final DurationHistogram waits = new DurationHistogram();
    private final DurationHistogram holds = new DurationHistogram();
    private final AtomicLong longestWaitNanos = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Written by the holder, read by those who wait for it. */
    private volatile @Nullable Thread holder;
    /** Written and read by the holder only. */
    private long heldSince;

    NamedLock(String name, LongSupplier nanos, @Nullable SlowSite slowHolds) {
        this.name = name;
        this.nanos = nanos;
        this.slowHolds = slowHolds;
    }

    public String name() {
        return name;
    }

    /** Waits as long as it takes. Whoever gets an error instead, for want of memory, does not hold it. */
    public void lock() {
        HotPathGuard.lockTaken(name);
        LockWaitEvent wait = null;
        long before = 0;
        boolean waited = !lock.tryLock();
        if (waited) {
            before = nanos.getAsLong();
            wait = await();
        }
        boolean taken = false;
        try {
            acquisitions.increment();
            long now = nanos.getAsLong();
            if (waited) {
                waited(wait, now - before);
            }
            if (lock.getHoldCount() == 1) {
                heldSince = now;
                holder = Thread.currentThread();
            }
            taken = true;
        } finally {
            if (!taken) {
                lock.unlock();
            }
        }
    }

    /** @return what has begun, not ended; nothing before this process makes its first recording, see {@link FlightEvents} */
    private @Nullable LockWaitEvent await() {
        contended.increment();
        LockWaitEvent event = FlightRecorder.isInitialized() ? new LockWaitEvent() : null;
        if (event != null) {
            Thread inTheWay = holder;
            event.holder = inTheWay == null ? "" : inTheWay.getName();
            event.lock = name;
            event.begin();
        }
        waiting.incrementAndGet();
        lock.lock();
        waiting.decrementAndGet();
        return event;
    }

    private void waited(@Nullable LockWaitEvent event, long waited) {
        waits.record(waited);
        longestWaitNanos.accumulateAndGet(waited, Math::max);
        if (event == null) {
            return;
        }
        event.waitNanos = waited;
        event.end();
        if (event.shouldCommit()) {
            event.commit();
        }
    }

    /** @throws IllegalMonitorStateException if this thread does not hold it */
    public void unlock() {
        long held = 0;
        try {
            if (lock.getHoldCount() == 1) {
                holder = null;
                held = nanos.getAsLong() - heldSince;
            }
        } finally {
            lock.unlock();
        }
        if (!lock.isHeldByCurrentThread()) {
            holds.record(held);
            if (slowHolds != null) {
                slowHolds.took(held);
            }
        }
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
     * @param waiting threads waiting now
     */
    public record Statistics(
            String name,
            long acquisitions,
            long contended,
            long waitP50Nanos,
            long waitP99Nanos,
            long longestWaitNanos,
            long holdP99Nanos,
            int waiting) {}

    public Statistics statistics() {
        return new Statistics(
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
