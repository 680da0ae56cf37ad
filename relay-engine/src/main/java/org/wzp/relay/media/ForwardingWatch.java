package org.wzp.relay.media;

import java.util.Optional;
import org.wzp.relay.text.Numbers;

/**
 * Turns the fan-out's counts of gaps and slow packets into at most one warning in ten seconds, so that the event loops
 * never write a log line themselves. Silences alone are no warning: people pause. Confined to the sweep.
 */
public final class ForwardingWatch {
    private static final long PERIOD_NANOS = 10_000_000_000L;

    private final MediaForwarder forwarder;
    private long gapsBefore;
    private long slowBefore;
    private boolean warned;
    private long warnedAt;

    public ForwardingWatch(MediaForwarder forwarder) {
        this.forwarder = forwarder;
    }

    /**
     * @param nanos monotonic clock, ns
     * @return what happened since the last warning; empty when nothing did, or too soon after it
     */
    public Optional<String> warning(long nanos) {
        long gaps = forwarder.gaps() - gapsBefore;
        long slow = forwarder.slow() - slowBefore;
        if (slow == 0 || (warned && nanos - warnedAt < PERIOD_NANOS)) {
            return Optional.empty();
        }
        warned = true;
        warnedAt = nanos;
        gapsBefore += gaps;
        slowBefore += slow;
        return Optional.of(
                "Media: " + Numbers.whole(slow) + " packets took more than 50 ms to forward (longest since start "
                        + Numbers.millis(forwarder.longestNanos()) + " ms), beside " + Numbers.whole(gaps)
                        + " silences of more than 200 ms within a stream.");
    }
}
