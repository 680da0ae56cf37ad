package org.wzp.console.access;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.state.ChosenFile;
import org.wzp.console.state.ChosenFile.Content;
import org.wzp.console.state.WrittenFile;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.RelaySnapshot;

/**
 * A file into which rules, bans and people are about to be saved, or from which they are about to be read; says beforehand what
 * will come of it. Window thread only; the disk is waited for elsewhere.
 */
final class RulesFileDraft {
    /** Far more than any list that people keep by hand. */
    private static final int MAX_BYTES = 4 << 20;

    /** Its proposed name. */
    static final String FILE = "wzp-rules" + RulesFormat.JSON.ending();

    private final boolean reading;
    private final ObservableValue<RelaySnapshot> latest;
    private final CommandRunner commands;
    private final Executor background;
    private final Executor windowThread;
    private final StringProperty file = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
    private final Subscription changes;
    private List<OperatorCommand> plan = List.of();
    private AccessStatus seen;
    private int looks;

    /** @param proposed the file to begin with */
    RulesFileDraft(
            boolean reading,
            Path proposed,
            ObservableValue<RelaySnapshot> latest,
            CommandRunner commands,
            Executor background,
            Executor windowThread) {
        this.reading = reading;
        this.latest = latest;
        this.commands = commands;
        this.background = background;
        this.windowThread = windowThread;
        this.seen = latest.getValue().access();
        file.set(proposed.toString());
        changes = Subscription.combine(file.subscribe(typed -> check()), latest.subscribe(this::rulesMayHaveChanged));
    }

    boolean isReading() {
        return reading;
    }

    StringProperty file() {
        return file;
    }

    /** What will come of it, or what came of it. */
    ReadOnlyStringProperty outcome() {
        return outcome.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty possible() {
        return possible.getReadOnlyProperty();
    }

    /** Whether the file is there, or what was read is carried out. */
    ReadOnlyBooleanProperty done() {
        return done.getReadOnlyProperty();
    }

    /** Looks no more. */
    void close() {
        changes.unsubscribe();
        looks++;
    }

    /** What a file would change depends on what is there. */
    @SuppressWarnings("ReferenceEquality") // the same object until something changes
    private void rulesMayHaveChanged(RelaySnapshot now) {
        if (now.access() != seen) {
            seen = now.access();
            if (reading && !done.get()) {
                check();
            }
        }
    }

    private Optional<Path> path() {
        return ChosenFile.path(file.get());
    }

    /** Of several looks into files only the last counts. */
    private void check() {
        int look = ++looks;
        Optional<Path> path = path();
        possible.set(path.isPresent() && !reading);
        if (path.isEmpty()) {
            outcome.set(Texts.of("export.no-path"));
        } else if (reading) {
            outcome.set(Texts.of("rules-file.looking"));
            RelaySnapshot now = latest.getValue();
            background.execute(() -> {
                Found found = look(path.get(), now);
                windowThread.execute(() -> {
                    if (look == looks) {
                        plan = found.commands();
                        outcome.set(found.words());
                        possible.set(!plan.isEmpty());
                    }
                });
            });
        } else {
            outcome.set(Texts.of(
                    Files.exists(path.get()) ? "rules-file.replaces" : "rules-file.will-save",
                    RulesFormat.of(path.get()).name()));
        }
    }

    private record Found(String words, List<OperatorCommand> commands) {
        Found(String problem) {
            this(problem, List.of());
        }
    }

    private static Found look(Path path, RelaySnapshot now) {
        return switch (ChosenFile.read(path, MAX_BYTES)) {
            case Content.Text text -> planned(text.text(), RulesFormat.of(path), now);
            case Content.NoText none -> new Found(RulesFormat.of(path).notUtf8());
            case Content.TooLarge large -> new Found(Texts.of("rules-file.too-large", MAX_BYTES >> 20));
            case Content.Unreadable not -> new Found(Texts.of("rules-file.unreadable", not.what()));
        };
    }

    private static Found planned(String text, RulesFormat format, RelaySnapshot now) {
        try {
            RulesText.Plan plan = RulesText.read(text, format, now.access(), now.at());
            return new Found(words(plan), plan.commands());
        } catch (RulesText.Unfit e) {
            return new Found(String.valueOf(e.getMessage()));
        }
    }

    private static String words(RulesText.Plan plan) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                plan.commands().isEmpty()
                        ? Texts.of("rules-file.nothing")
                        : Texts.of("rules-file.will-read", plan.rules(), plan.bans(), plan.people()));
        if (plan.same() > 0) {
            sentences.add(Texts.of("rules-file.same", plan.same()));
        }
        if (plan.over() > 0) {
            sentences.add(Texts.of("rules-file.over", plan.over()));
        }
        return String.join(" ", sentences);
    }

    /** Saves in the background, or carries out what was read. */
    void go() {
        if (reading) {
            possible.set(false);
            commands.carryOut(plan);
            done.set(true);
            return;
        }
        path().ifPresent(path -> {
            possible.set(false);
            outcome.set(Texts.of("export.saving"));
            String content = RulesText.written(latest.getValue().access(), RulesFormat.of(path));
            background.execute(() -> {
                Optional<String> problem = WrittenFile.write(path, content);
                windowThread.execute(() -> {
                    possible.set(problem.isPresent());
                    outcome.set(problem.map(what -> Texts.of("export.problem", path.toString(), what))
                            .orElseGet(() -> Texts.of("rules-file.saved", path.toString())));
                    done.set(problem.isEmpty());
                });
            });
        });
    }
}
