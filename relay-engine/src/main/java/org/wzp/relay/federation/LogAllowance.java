package org.wzp.relay.federation;

import org.slf4j.Logger;
import org.wzp.relay.rates.Allowance;
import org.wzp.relay.text.Numbers;

/**
 * Lines of the log that others cause, as often as they like: they must not push everything else out of it. So many at once, then
 * one now and again, with how many were left out before it. Confined to the federation's thread.
 */
final class LogAllowance {
    /** Then one at a time. */
    static final int LINES_AT_ONCE = 16;

    private final Logger log;
    private final int secondsBetween;
    private final String about;
    private final Allowance lines;
    private long untold;

    /**
     * @param about what the lines are about, as in "3 lines about ... were left out here."
     * @param secondsBetween two lines after the first ones
     */
    LogAllowance(Logger log, String about, int secondsBetween) {
        this.log = log;
        this.about = about;
        this.secondsBetween = secondsBetween;
        this.lines = new Allowance(1, (long) LINES_AT_ONCE * secondsBetween);
    }

    /** Whether it is like a new one. */
    boolean isRested(long nowNanos) {
        return untold == 0 && lines.isRested(nowNanos);
    }

    /** Whether the line may be written that follows. */
    boolean mayTell(long nowNanos) {
        if (!lines.take(nowNanos, secondsBetween)) {
            untold++;
            return false;
        }
        if (untold > 0) {
            log.warn("{} lines about {} were left out here.", Numbers.whole(untold), about);
            untold = 0;
        }
        return true;
    }
}
