package org.wzp.relay.monitor;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.wzp.relay.admission.RoomAdmission;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.Subject;

/** The rules of a line or two. */
public final class StandingRules {
    private StandingRules() {}

    /** Why the relay does not run, and what is odd about its configuration. */
    public static List<Attention> whileNotRunning(Optional<RelayFailure> failure, List<ConfigMistake> warnings) {
        return Stream.concat(
                        failure.stream()
                                .map(why ->
                                        new Attention(Severity.ERROR, new Notice.Failed(why.cause()), why.subject())),
                        configuration(warnings).stream())
                .toList();
    }

    /**
     * @param configuration what has no effect in it
     * @param audit about the audit log, if anything is
     */
    public static AttentionRule warnings(List<ConfigMistake> configuration, Optional<Notice.AuditLogChanged> audit) {
        List<Attention> lines = Stream.concat(
                        configuration(configuration).stream(),
                        audit.stream().map(changed -> new Attention(Severity.WARNING, changed, new Subject.Relay())))
                .toList();
        return sections -> lines;
    }

    private static List<Attention> configuration(List<ConfigMistake> warnings) {
        return warnings.stream()
                .map(warning ->
                        new Attention(Severity.WARNING, new Notice.NoEffect(warning), new Subject.Configuration()))
                .toList();
    }

    public static AttentionRule fullRelay(RoomAdmission admission) {
        return AttentionRule.line(
                Severity.ERROR,
                new Subject.Places(),
                () -> admission.sessions() < admission.limit()
                        ? Optional.empty()
                        : Optional.of(new Notice.RelayFull(admission.limit())));
    }

    public static AttentionRule hotPath() {
        return sections -> {
            long violations = sections.contention().hotPathViolations();
            return violations == 0
                    ? List.of()
                    : List.of(new Attention(
                            Severity.ERROR, new Notice.LocksOnMediaPath(violations), new Subject.Threads()));
        };
    }

    /** @param dropped events that listeners never heard of, total */
    public static AttentionRule lostEvents(LongSupplier dropped) {
        return AttentionRule.line(
                Severity.WARNING,
                new Subject.Relay(),
                () -> dropped.getAsLong() == 0
                        ? Optional.empty()
                        : Optional.of(new Notice.EventsMissing(dropped.getAsLong())));
    }
}
