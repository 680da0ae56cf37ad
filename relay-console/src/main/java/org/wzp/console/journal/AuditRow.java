package org.wzp.console.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AuditTrail.Line;

/**
 * One line of the audit log as the table shows it.
 *
 * @param what what came of it, as the operator was told
 * @param change before and after; empty when nothing changed
 * @param named what the command named, as {@code room lobby, policy CLOSED}
 */
record AuditRow(Line line, String what, String change, String named) {
    static AuditRow of(Line line) {
        return new AuditRow(
                line,
                line.command().isEmpty() ? Texts.of("audit.no-line") : Sentences.leftToRight(what(line)),
                line.before().equals(line.after()) ? "" : Texts.of("audit.change", line.before(), line.after()),
                line.arguments().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", ")));
    }

    /** A command whose end was never written tells what was asked for. */
    private static String what(Line line) {
        return line.outcome().equals(Line.BEGUN) ? Texts.of("audit.begun", line.command()) : line.outcome();
    }

    long number() {
        return line.number();
    }

    /** Whether it fits the line before it, in a word. */
    String chain() {
        return line.fits() ? Texts.of("audit.fits") : Texts.of("audit.breaks");
    }

    /** All that is known of it, also what its columns have no room for. */
    String whole(ZoneId zone) {
        return Texts.of(
                "audit.detail",
                what,
                named,
                change.isEmpty() ? "–" : change,
                line.at().map(at -> Texts.speech().exact(at, zone)).orElse("–"),
                line.actor(),
                Texts.speech().whole(number()),
                chain(),
                line.reason().isEmpty() ? "–" : line.reason());
    }

    Instant at() {
        return line.at().orElse(Instant.EPOCH);
    }

    static Comparator<AuditRow> byMoment() {
        return Comparator.comparingLong(AuditRow::number);
    }

    Stream<String> texts() {
        return Stream.of(what, change, named, line.actor(), line.command(), line.reason());
    }
}
