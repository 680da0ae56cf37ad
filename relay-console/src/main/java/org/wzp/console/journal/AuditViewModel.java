package org.wzp.console.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.relay.AuditFile;
import org.wzp.console.relay.AuditFile.Reading;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.CommandRunner.Act;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AuditTrail;
import org.wzp.relay.api.AuditTrail.Finding;
import org.wzp.relay.api.AuditTrail.Line;
import org.wzp.relay.text.AuditProblemWords;

/** The audit log: who did what, whether its chain is whole, and what can be taken back from its row. JavaFX thread only. */
public final class AuditViewModel {
    /** What is known of the chain. */
    enum Verdict {
        NOTHING,
        WHOLE,
        BROKEN
    }

    /**
     * What a row's Undo would take back.
     *
     * @param act the row's
     * @param newer what is taken back before it, in the words of the audit log, the newest first
     */
    record Undo(Act act, List<String> newer) {}

    private final AuditFile file;
    private final CommandRunner commands;
    private final ZoneId zone;
    private final LiveRows<Long, AuditRow> rows = new LiveRows<>(AuditRow::number, AuditRow::texts);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Verdict> verdict = new ReadOnlyObjectWrapper<>(Verdict.NOTHING);
    private final ObjectBinding<Optional<Undo>> undo;
    private Reading read;
    private Optional<Instant> until = Optional.empty();

    /** @param zone in which moments are told */
    public AuditViewModel(AuditFile file, CommandRunner commands, ZoneId zone) {
        this.file = file;
        this.commands = commands;
        this.zone = zone;
        undo = Bindings.createObjectBinding(
                () -> rows.selection().only().flatMap(this::undoOf),
                rows.selection().rows(),
                commands.acts());
        read = file.reading().getValue();
        file.reading().subscribe(this::show);
    }

    /** Looks whether there is more to read; what comes of it is shown when it is read. */
    public void refresh() {
        file.look();
    }

    LiveRows<Long, AuditRow> rows() {
        return rows;
    }

    /** Whether the chain is whole, in one sentence. */
    ReadOnlyStringProperty sentence() {
        return sentence.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Verdict> verdict() {
        return verdict.getReadOnlyProperty();
    }

    /** What Undo takes back for the chosen row; empty when nothing can be. */
    ObjectBinding<Optional<Undo>> undo() {
        return undo;
    }

    void undo(Undo chosen) {
        commands.undoTo(chosen.act().id());
    }

    /** Whether a row's act can still be taken back. */
    boolean canUndo(AuditRow row) {
        return undoOf(row).isPresent();
    }

    /**
     * Shows what had been done by a moment, and nothing later.
     *
     * @param moment empty for all
     */
    public void lookAt(Optional<Instant> moment) {
        if (!until.equals(moment)) {
            until = moment;
            show(read);
        }
    }

    private boolean hadHappened(AuditRow row) {
        return until.map(moment -> !row.at().isAfter(moment)).orElse(true);
    }

    private void show(Reading reading) {
        read = reading;
        AuditTrail trail = reading.trail();
        rows.show(withoutBeginnings(trail.newest()).stream()
                .map(AuditRow::of)
                .filter(this::hadHappened)
                .toList());
        if (reading.problem().isPresent()) {
            verdict.set(Verdict.BROKEN);
            sentence.set(reading.problem().get());
        } else if (!trail.findings().isEmpty()) {
            verdict.set(trail.fits() ? Verdict.WHOLE : Verdict.BROKEN);
            sentence.set(whole(trail) + found(trail));
        } else {
            verdict.set(trail.lines() == 0 ? Verdict.NOTHING : Verdict.WHOLE);
            sentence.set(trail.lines() == 0 ? "" : whole(trail));
        }
    }

    private String whole(AuditTrail trail) {
        String count = trail.fits()
                ? Texts.of(
                        "audit.whole",
                        trail.lines(),
                        trail.since()
                                .map(first -> Texts.speech().moment(first, zone))
                                .orElse("–"))
                : Texts.of("audit.broken", trail.lines());
        return trail.lines() > trail.newest().size()
                ? count + " "
                        + Texts.of(
                                "audit.newest",
                                Texts.speech().whole(trail.newest().size()))
                : count;
    }

    private static String found(AuditTrail trail) {
        // a break matters more than what a crash left behind
        Finding first = trail.findings().stream()
                .filter(finding -> !finding.harmless())
                .findFirst()
                .orElse(trail.findings().getFirst());
        String what = AuditProblemWords.of(first.what(), Texts.speech());
        long others = trail.findings().size() - 1 + trail.more();
        return " "
                + (first.line() == 0
                        ? Texts.of("audit.finding-whole", what)
                        : Texts.of("audit.finding", Texts.speech().whole(first.line()), what))
                + (others == 0 ? "" : " " + Texts.of("audit.findings-more", others));
    }

    /** What was begun is told by the line of its end; one without that stays. */
    private static List<Line> withoutBeginnings(List<Line> lines) {
        List<Line> left = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            boolean ended = line.outcome().equals(Line.BEGUN)
                    && line.fits()
                    && at + 1 < lines.size()
                    && lines.get(at + 1).command().equals(line.command())
                    && lines.get(at + 1).actor().equals(line.actor());
            if (!ended) {
                left.add(line);
            }
        }
        return left;
    }

    private Optional<Undo> undoOf(AuditRow row) {
        List<Act> acts = commands.acts().get();
        for (int at = 0; at < acts.size(); at++) {
            if (wrote(acts.get(at), row.line())) {
                return Optional.of(new Undo(
                        acts.get(at),
                        acts.subList(0, at).stream()
                                .flatMap(AuditViewModel::told)
                                .toList()));
            }
        }
        return Optional.empty();
    }

    private static Stream<String> told(Act act) {
        return act.done().stream().map(Act.Done::told).distinct();
    }

    /** The same sentence may be older, of a time before this act. */
    private static boolean wrote(Act act, Line line) {
        Instant at = line.at().orElse(Instant.MIN);
        return line.actor().equals(CommandRunner.actor())
                && !at.isBefore(act.begun())
                && act.done().stream()
                        .anyMatch(done -> done.command().equals(line.command())
                                && done.written().equals(line.outcome()));
    }
}
