package org.wzp.relay.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.loop.TimedEnds;

/** When bans end, see {@link TimedEnds}. Any thread. */
final class HoldClock {
    /** How long an end is remembered: by the wall clock, a ban that is put back meanwhile might begin again. */
    private static final Duration MEMORY = Duration.ofDays(1);

    /** By the number of the ban. */
    private final TimedEnds<Long> ends;

    HoldClock(RelayTime time) {
        ends = new TimedEnds<>(time);
    }

    Instant now() {
        return ends.now();
    }

    /** From now on for so long. Forgets those that were over a day ago. */
    void begin(Ban ban, Duration time) {
        ends.forgetOver(MEMORY);
        ends.begin(ban.id(), time);
    }

    /** From now on it ends by the wall clock. Returns its end on the monotonic one, ns; empty when it had none. */
    Optional<Long> forget(Ban ban) {
        return ends.forget(ban.id());
    }

    /** Takes back {@link #forget}. */
    void remember(Ban ban, long end) {
        ends.remember(ban.id(), end);
    }

    boolean isInForce(Ban ban) {
        return ends.isInForce(ban.id(), ban.until());
    }

    /** The same ban with its end as the wall clock now has it. */
    Ban byWallClock(Ban ban) {
        Optional<Instant> until = ends.byWallClock(ban.id(), ban.until());
        return until.equals(ban.until())
                ? ban
                : new Ban(
                        ban.id(),
                        ban.target(),
                        ban.room(),
                        ban.reason(),
                        ban.issuer(),
                        ban.issued(),
                        until,
                        ban.hits());
    }

    /** See {@link TimedEnds#offset}. */
    Duration offset() {
        return ends.offset();
    }

    /** Whether the wall clock was set since it had this offset. */
    boolean wasSetSince(Duration offset) {
        return ends.wasSetSince(offset);
    }
}
