package org.wzp.relay.monitor;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.wzp.relay.admission.RoomAdmission;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Numbers;

/** The rules of a line or two. */
public final class StandingRules {
    private StandingRules() {}

    /** Why the relay does not run, and what is odd about its configuration. */
    public static List<Attention> whileNotRunning(Optional<String> failure, List<String> warnings) {
        return Stream.concat(
                        failure.stream().map(why -> new Attention(Severity.ERROR, why, new Subject.Relay())),
                        configuration(warnings).stream())
                .toList();
    }

    /**
     * @param configuration about the configuration, in words
     * @param audit about the audit log, if anything is
     */
    public static AttentionRule warnings(List<String> configuration, Optional<String> audit) {
        List<Attention> lines = Stream.concat(
                        configuration(configuration).stream(),
                        audit.stream().map(text -> new Attention(Severity.WARNING, text, new Subject.Relay())))
                .toList();
        return sections -> lines;
    }

    private static List<Attention> configuration(List<String> warnings) {
        return warnings.stream()
                .map(warning -> new Attention(Severity.WARNING, warning, new Subject.Configuration()))
                .toList();
    }

    public static AttentionRule fullRelay(RoomAdmission admission) {
        return AttentionRule.sentence(
                Severity.ERROR,
                new Subject.Places(),
                () -> admission.sessions() < admission.limit()
                        ? Optional.empty()
                        : Optional.of("All " + Numbers.whole(admission.limit())
                                + " sessions are taken; nobody else can join. Raise max_sessions."));
    }

    public static AttentionRule hotPath() {
        return sections -> {
            long violations = sections.contention().hotPathViolations();
            return violations == 0
                    ? List.of()
                    : List.of(new Attention(
                            Severity.ERROR,
                            "A lock was taken on the media path "
                                    + (violations == 1 ? "once" : Numbers.whole(violations) + " times")
                                    + ". The Contention view names it; please report it.",
                            new Subject.Threads()));
        };
    }

    /** @param dropped events that listeners never heard of, total */
    public static AttentionRule lostEvents(LongSupplier dropped) {
        return AttentionRule.sentence(
                Severity.WARNING,
                new Subject.Relay(),
                () -> dropped.getAsLong() == 0
                        ? Optional.empty()
                        : Optional.of(Numbers.whole(dropped.getAsLong())
                                + " events came too fast for the journal and are missing from it."));
    }
}
