package org.wzp.relay.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.loop.TimedEnds;

/** How long somebody is kept out. */
final class BanTerms {
    private final InstantSource clock;

    BanTerms(InstantSource clock) {
        this.clock = clock;
    }

    /** What is longer than a life is for good. */
    static KeepOut.Term meant(KeepOut.Term said) {
        return said instanceof KeepOut.For limited && TimedEnds.isForGood(limited.duration())
                ? new KeepOut.ForGood()
                : said;
    }

    /** How long from now; empty for good. */
    Optional<Duration> time(KeepOut.Term term) {
        return switch (term) {
            case KeepOut.For limited -> Optional.of(limited.duration());
            case KeepOut.Until until -> Optional.of(Duration.between(clock.instant(), until.moment()));
            case KeepOut.ForGood good -> Optional.empty();
        };
    }

    /** Whether it would end before it began. */
    boolean isOver(KeepOut.Term term) {
        return time(term).filter(time -> !time.isPositive()).isPresent();
    }

    static boolean ends(Ban old, KeepOut.Term term) {
        return switch (term) {
            // counted from now, so never at the moment at which another ends
            case KeepOut.For limited -> false;
            case KeepOut.Until until -> old.until().equals(Optional.of(until.moment()));
            case KeepOut.ForGood good -> old.until().isEmpty();
        };
    }
}
