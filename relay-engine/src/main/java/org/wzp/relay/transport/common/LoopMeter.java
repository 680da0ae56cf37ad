package org.wzp.relay.transport.common;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LastSecond;
import org.wzp.relay.contention.DurationHistogram;
import org.wzp.relay.contention.FlightEvents;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.SlowSite;

/**
 * How late a loop runs its ticks, how long packets stay in it, how long its turns are and how busy it is. The loop writes
 * counts with opaque stores and durations as {@link DurationHistogram} does, any thread reads. Once a second the loop itself makes the figures of that second: two walks over 20,000
 * counts, some 20 µs.
 */
public final class LoopMeter {
    /** A tick this late is one packet of 20 ms late: worth an event of the flight recorder. */
    private static final long LATE_NANOS = 20_000_000L;
    /** One read batch in so many is timed; a power of two. A look at the clock costs about 25 ns. */
    static final int SAMPLED_BATCHES = 64;

    /** While a program starts, its loops are late for reasons that are over soon. */
    private static final int START_SECONDS = 5;

    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final double NANOS_PER_MICRO = 1_000.0;

    private final DurationHistogram lateness = new DurationHistogram();
    private final DurationHistogram transit = new DurationHistogram();
    private final DurationHistogram latenessNow = new DurationHistogram();
    private final DurationHistogram transitNow = new DurationHistogram();
    private final SlowSite turns;
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong handedOver = new AtomicLong();
    private volatile double busyShare;
    private volatile LastSecond lastSecond = LastSecond.NONE;
    private int seconds;
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
        latenessNow.record(late);
        if (late > LATE_NANOS) {
            FlightEvents.loopLag(late);
        }
    }

    /** Ticks since the start; any thread. */
    public long ticks() {
        return ticks.getOpaque();
    }

    /**
     * What the packets of a turn, the first of which was read at {@code read}, have caused was handed to the kernel just now.
     *
     * @param packets how many there were
     */
    public void handedOver(int packets, long read) {
        if (packets > 0 && (++batches & (SAMPLED_BATCHES - 1)) == 0) {
            long inside = System.nanoTime() - read;
            transit.record(inside);
            transitNow.record(inside);
        }
    }

    /** A media datagram came in. */
    public void received() {
        received.setOpaque(received.getPlain() + 1);
    }

    /** A copy of one was given to a connection. */
    public void sent() {
        sent.setOpaque(sent.getPlain() + 1);
    }

    /** A packet was given to another loop. */
    public void handedToAnother() {
        handedOver.setOpaque(handedOver.getPlain() + 1);
    }

    /** Share of the last second in which the loop did not wait, 0 to 1; any thread. */
    public double busyShare() {
        return busyShare;
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
        if (++seconds == START_SECONDS) {
            lateness.reset();
        }
        lastSecond = new LastSecond(
                micros(transitNow.count(), transitNow.quantile(MEDIAN)),
                micros(transitNow.count(), transitNow.quantile(NEARLY_ALL)),
                micros(latenessNow.count(), latenessNow.quantile(NEARLY_ALL)),
                micros(latenessNow.count(), latenessNow.longest()));
        transitNow.reset();
        latenessNow.reset();
    }

    private static OptionalDouble micros(long count, long nanos) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(micros(nanos));
    }

    private static double micros(long nanos) {
        return nanos / NANOS_PER_MICRO;
    }

    /**
     * What the operator sees of this loop; any thread.
     *
     * @param pending tasks that wait for it
     * @param connections that live on it
     */
    public ContentionStatus.LoopRow row(String name, int pending, int connections) {
        return new ContentionStatus.LoopRow(
                name,
                micros(lateness.quantile(MEDIAN)),
                micros(lateness.quantile(NEARLY_ALL)),
                micros(lateness.longest()),
                micros(transit.quantile(MEDIAN)),
                micros(transit.quantile(NEARLY_ALL)),
                micros(transit.longest()),
                busyShare,
                pending,
                connections,
                received.getOpaque(),
                sent.getOpaque(),
                handedOver.getOpaque(),
                lastSecond);
    }
}
