package org.wzp.relay.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When what the operator gave for a time is over, bans and trust in relays alike. What was given in this run counts down by the
 * monotonic clock, so that setting the wall clock neither shortens nor lengthens it; what names a moment, and what is from
 * before a restart, ends by the wall clock. Any thread.
 *
 * @param <K> what is given, with an {@code equals} of its own
 */
public final class TimedEnds<K> {
    /** What a wall clock may drift from the monotonic one without anybody having set it. */
    private static final Duration DRIFT = Duration.ofSeconds(1);

    /** What is longer than a life is for good, and no number is too large to be added to the time. */
    private static final Duration FOR_GOOD = Duration.ofDays(36_525);

    private final RelayTime time;
    /** To the end on the monotonic clock, ns. */
    private final Map<K, Long> ends = new ConcurrentHashMap<>();

    public TimedEnds(RelayTime time) {
        this.time = time;
    }

    /** Whether what is given for so long is given for good. */
    public static boolean isForGood(Duration term) {
        return term.compareTo(FOR_GOOD) >= 0;
    }

    public Instant now() {
        return time.wall().instant();
    }

    /** From now on for so long. */
    public void begin(K given, Duration term) {
        ends.put(given, time.nanos().getAsLong() + term.toNanos());
    }

    /** Forgets all but these. */
    public void keepOnly(Collection<K> all) {
        ends.keySet().retainAll(all);
    }

    /** Forgets those that have been over for so long. */
    public void forgetOver(Duration since) {
        long now = time.nanos().getAsLong();
        ends.values().removeIf(end -> now - end > since.toNanos());
    }

    /** From now on it ends by the wall clock. Returns its end on the monotonic one, ns; empty when it had none. */
    public Optional<Long> forget(K given) {
        return Optional.ofNullable(ends.remove(given));
    }

    /** Takes back {@link #forget}. */
    public void remember(K given, long end) {
        ends.put(given, end);
    }

    /** @param written its end as it is written down; empty for never */
    public boolean isInForce(K given, Optional<Instant> written) {
        Long end = ends.get(given);
        return end == null
                ? written.isEmpty() || now().isBefore(written.get())
                : end - time.nanos().getAsLong() > 0;
    }

    /**
     * When it ends, as the wall clock now has it; what is written, unless somebody has set that clock.
     *
     * @param written its end as it is written down; empty for never
     */
    public Optional<Instant> byWallClock(K given, Optional<Instant> written) {
        Long end = ends.get(given);
        if (end == null || written.isEmpty()) {
            return written;
        }
        Instant counted = now().plusNanos(end - time.nanos().getAsLong());
        return isDrift(Duration.between(written.get(), counted)) ? written : Optional.of(counted);
    }

    /** How far the wall clock is from the monotonic one; it changes by more than a moment only when somebody sets it. */
    public Duration offset() {
        return Duration.between(Instant.EPOCH, now()).minusNanos(time.nanos().getAsLong());
    }

    /** Whether the wall clock was set since it had this offset. */
    public boolean wasSetSince(Duration offset) {
        return !isDrift(offset().minus(offset));
    }

    private static boolean isDrift(Duration difference) {
        return difference.abs().compareTo(DRIFT) <= 0;
    }
}
