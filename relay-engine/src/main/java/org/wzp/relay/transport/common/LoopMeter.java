package org.wzp.relay.transport.common;

import java.util.concurrent.atomic.AtomicLong;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.contention.FlightEvents;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.SlowSite;

/**
 * How late a loop runs its ticks, how long packets stay in it, how long its turns are and how busy it is. The loop writes
 * with opaque stores, any thread reads.
 */
public final class LoopMeter {
    /** A tick this late is one packet of 20 ms late: worth an event of the flight recorder. */
    private static final long LATE_NANOS = 20_000_000L;
    /** One read batch in so many is timed; a power of two. A look at the clock costs about 25 ns. */
    static final int SAMPLED_BATCHES = 64;

    private final LoopHistogram lateness = new LoopHistogram();
    private final LoopHistogram transit = new LoopHistogram();
    private final SlowSite turns;
    private final AtomicLong ticks = new AtomicLong();
    private volatile double busyShare;
    private int batches;
    private long waitedNanos;
    private long secondStart;

    /** @param ledger where long turns are counted */
    public LoopMeter(LockLedger ledger) {
        turns = ledger.slowSite("the event loop's turns");
    }

    /** A tick that was due at {@code due} ran at {@code now}. */
    public void ticked(long due, long now) {
        ticks.setOpaque(ticks.getPlain() + 1);
        long late = Math.max(0, now - due);
        lateness.record(late);
        if (late > LATE_NANOS) {
            FlightEvents.loopLag(late);
        }
    }

    /** Ticks since the start; any thread. */
    public long ticks() {
        return ticks.getOpaque();
    }

    /**
     * What the packets that were read at {@code read} have caused was handed to the kernel just now.
     *
     * @param packets how many were read
     */
    public void handedOver(int packets, long read) {
        if (packets > 0 && (++batches & (SAMPLED_BATCHES - 1)) == 0) {
            transit.record(System.nanoTime() - read);
        }
    }

    /** The loop was at work all the time from {@code from} to {@code to}. */
    public void worked(long from, long to) {
        turns.took(to - from);
    }

    /** The loop waited for packets or a tick from {@code from} to {@code to}, nanoseconds of one clock. */
    public void waited(long from, long to) {
        waitedNanos += to - from;
    }

    /** Ends the statistics of the last second. */
    public void second(long now) {
        if (secondStart != 0 && now > secondStart) {
            busyShare = Math.clamp(1.0 - (double) waitedNanos / (now - secondStart), 0.0, 1.0);
        }
        waitedNanos = 0;
        secondStart = now;
    }

    /**
     * What the operator sees of this loop; any thread.
     *
     * @param pending tasks that wait for it
     */
    public ContentionStatus.LoopRow row(String name, int pending) {
        return new ContentionStatus.LoopRow(
                name,
                lateness.quantileMicros(0.5),
                lateness.quantileMicros(0.99),
                lateness.maxMicros(),
                transit.quantileMicros(0.5),
                transit.quantileMicros(0.99),
                transit.maxMicros(),
                busyShare,
                pending);
    }
}
