package org.wzp.relay.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.wzp.relay.api.Ban;

/**
 * When bans end. One that was given for a time in this run counts down by the monotonic clock, so that setting the wall
 * clock neither shortens nor lengthens it; one that names a moment, and one from before a restart, ends by the wall clock.
 * Any thread.
 */
final class HoldClock {
    /** What a wall clock may drift from the monotonic one without anybody having set it. */
    private static final Duration DRIFT = Duration.ofSeconds(1);

    /** How long an end is remembered: by the wall clock, a ban that is put back meanwhile might begin again. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    /** Ban number to its end on the monotonic clock, ns. */
    private final Map<Long, Long> ends = new ConcurrentHashMap<>();

    HoldClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    Instant now() {
        return wall.instant();
    }

    /** From now on for so long. Forgets those that were over a day ago. */
    void begin(Ban ban, Duration time) {
        long now = nanos.getAsLong();
        ends.values().removeIf(end -> now - end > MEMORY.toNanos());
        ends.put(ban.id(), now + time.toNanos());
    }

    /** From now on it ends by the wall clock. Returns its end on the monotonic one, ns; empty when it had none. */
    Optional<Long> forget(Ban ban) {
        return Optional.ofNullable(ends.remove(ban.id()));
    }

    /** Takes back {@link #forget}. */
    void remember(Ban ban, long end) {
        ends.put(ban.id(), end);
    }

    boolean isInForce(Ban ban) {
        Long end = ends.get(ban.id());
        if (end != null) {
            return end - nanos.getAsLong() > 0;
        }
        return ban.until().isEmpty() || now().isBefore(ban.until().get());
    }

    /** The same ban with its end as the wall clock now has it. */
    Ban byWallClock(Ban ban) {
        Long end = ends.get(ban.id());
        if (end == null || ban.until().isEmpty()) {
            return ban;
        }
        Instant until = now().plusNanos(end - nanos.getAsLong());
        boolean same = Duration.between(ban.until().get(), until).abs().compareTo(DRIFT) <= 0;
        return same
                ? ban
                : new Ban(
                        ban.id(),
                        ban.target(),
                        ban.room(),
                        ban.reason(),
                        ban.issuer(),
                        ban.issued(),
                        Optional.of(until),
                        ban.hits());
    }

    /** How far the wall clock is from the monotonic one; it changes by more than a moment only when somebody sets it. */
    Duration offset() {
        return Duration.between(Instant.EPOCH, now()).minusNanos(nanos.getAsLong());
    }

    /** Whether the wall clock was set since it had this offset. */
    boolean wasSetSince(Duration offset) {
        return offset().minus(offset).abs().compareTo(DRIFT) > 0;
    }
}
