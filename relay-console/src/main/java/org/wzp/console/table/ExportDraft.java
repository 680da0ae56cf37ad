package org.wzp.console.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.wzp.console.state.ChosenFile;
import org.wzp.console.state.WrittenFile;
import org.wzp.console.text.Texts;

/** Where and how a table is about to be saved, and what came of it. Window thread only; the disk is waited for elsewhere. */
public final class ExportDraft {
    private final ExportedTable table;
    private final Executor background;
    private final Executor windowThread;
    private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>(ExportFormat.CSV);
    private final StringProperty file = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper saved = new ReadOnlyBooleanWrapper();

    /** @param folder where the file is proposed */
    public ExportDraft(ExportedTable table, Path folder, Executor background, Executor windowThread) {
        this.table = table;
        this.background = background;
        this.windowThread = windowThread;
        file.set(folder.resolve("wzp-" + table.id() + "." + format.get().ending())
                .toString());
        format.subscribe((before, now) -> file.set(
                file.get().endsWith("." + before.ending())
                        ? file.get()
                                        .substring(
                                                0,
                                                file.get().length()
                                                        - before.ending().length())
                                + now.ending()
                        : file.get()));
        file.subscribe(typed -> check());
    }

    String title() {
        return Texts.of(
                table.chosen() ? "export.title-chosen" : "export.title",
                table.rows().size(),
                table.name());
    }

    ObjectProperty<ExportFormat> format() {
        return format;
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

    /** Whether the file is there. */
    ReadOnlyBooleanProperty saved() {
        return saved.getReadOnlyProperty();
    }

    private Optional<Path> path() {
        return ChosenFile.path(file.get());
    }

    private void check() {
        Optional<Path> path = path();
        possible.set(path.isPresent());
        outcome.set(
                path.isEmpty()
                        ? Texts.of("export.no-path")
                        : Texts.of(
                                Files.exists(path.get()) ? "export.replaces" : "export.will",
                                table.rows().size()));
    }

    /** Writes the file in the background; what came of it is the {@link #outcome}. */
    void save() {
        path().ifPresent(path -> {
            possible.set(false);
            outcome.set(Texts.of("export.saving"));
            String content = format.get().write(table);
            background.execute(() -> {
                Optional<String> problem = WrittenFile.write(path, content);
                windowThread.execute(() -> told(path, problem));
            });
        });
    }

    private void told(Path path, Optional<String> problem) {
        saved.set(problem.isEmpty());
        possible.set(problem.isPresent());
        outcome.set(problem.map(what -> Texts.of("export.problem", path.toString(), what))
                .orElseGet(() -> Texts.of("export.saved", table.rows().size(), path.toString())));
    }
}
