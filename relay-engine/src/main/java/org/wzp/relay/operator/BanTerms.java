package org.wzp.relay.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.text.Durations;

/** How long somebody is kept out, checked and in words. */
final class BanTerms {
    private final InstantSource clock;

    BanTerms(InstantSource clock) {
        this.clock = clock;
    }

    /** How long from now; empty for good. */
    private Optional<Duration> time(KeepOut.Term term) {
        return switch (term) {
            case KeepOut.For limited -> Optional.of(limited.duration());
            case KeepOut.Until until -> Optional.of(Duration.between(clock.instant(), until.moment()));
            case KeepOut.ForGood good -> Optional.empty();
        };
    }

    /** {@code . They can rejoin in 5 minutes.} or {@code  for good.} */
    String rejoin(KeepOut.Term term) {
        return time(term)
                .map(time -> ". They can rejoin in " + Durations.inWords(time) + ".")
                .orElse(" for good.");
    }

    /** What makes the term useless; empty where nothing does. */
    Optional<String> wrong(KeepOut.Term term) {
        return time(term)
                .filter(time -> !time.isPositive())
                .map(over -> term instanceof KeepOut.Until
                        ? "That ban would have ended already. Choose a time to come, or for good."
                        : "The time must be longer than nothing. Let them rejoin right away instead.");
    }

    static boolean ends(Ban old, KeepOut.Term term) {
        return switch (term) {
            // counted from now, so never at the moment at which another ends
            case KeepOut.For limited -> false;
            case KeepOut.Until until -> old.until().equals(Optional.of(until.moment()));
            case KeepOut.ForGood good -> old.until().isEmpty();
        };
    }

    /** {@code  for 5 minutes.} or {@code  for good.} */
    String lasting(KeepOut.Term term) {
        return time(term).map(time -> " for " + Durations.inWords(time) + ".").orElse(" for good.");
    }
}
