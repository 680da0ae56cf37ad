package org.wzp.console.settings;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.wzp.console.relay.SettingLine;
import org.wzp.console.relay.SettingLine.Kind;
import org.wzp.console.relay.SettingLine.Origin;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.SettingText;

/** One setting with what the operator is typing. Knows no control. JavaFX thread only. */
final class SettingDraft {
    /**
     * What would change by applying.
     *
     * @param before what holds now; empty where nothing is set
     * @param after the same then
     */
    record Change(String key, String before, String after, boolean needsRestart) {}

    private final ReadOnlyObjectWrapper<SettingLine> line;
    private final StringProperty text;

    SettingDraft(SettingLine line) {
        this.line = new ReadOnlyObjectWrapper<>(line);
        this.text = new SimpleStringProperty(line.value());
    }

    ReadOnlyObjectProperty<SettingLine> line() {
        return line.getReadOnlyProperty();
    }

    /** What is in the field. */
    StringProperty text() {
        return text;
    }

    /** The newest from the files; what was typed and not applied stays. */
    void show(SettingLine newest) {
        boolean untouched = text.get().equals(line.get().value());
        line.set(newest);
        if (untouched) {
            text.set(newest.value());
        }
    }

    boolean isChanged() {
        return !line.get().isLocked() && !text.get().strip().equals(line.get().value());
    }

    /** What is wrong with the text, as a sentence; empty when nothing is. */
    Optional<String> problem() {
        return isChanged() && !isReset()
                ? line.get().check().apply(text.get().strip()).map(SettingDraft::sentence)
                : Optional.empty();
    }

    /** A field that says what holds without the window sets nothing. */
    private boolean isReset() {
        return text.get().strip().equals(line.get().beneath().value());
    }

    /** Whether there is something of the window's to take away. */
    boolean canReset() {
        return !line.get().isLocked() && (line.get().origin().kind() == Kind.WINDOW || isChanged()) && !isReset();
    }

    /** To what would hold if the window had set nothing. */
    void reset() {
        text.set(line.get().beneath().value());
    }

    void discard() {
        text.set(line.get().value());
    }

    Change change() {
        return new Change(
                line.get().key(),
                line.get().value(),
                text.get().strip(),
                line.get().needsRestart());
    }

    /** What to ask of the relay. */
    SettingText wanted() {
        String typed = text.get().strip();
        return new SettingText(line.get().key(), isReset() ? Optional.empty() : Optional.of(typed));
    }

    /** Where the value comes from, and what it stands over. */
    String origin() {
        SettingLine now = line.get();
        Origin beneath = now.beneath().origin();
        return switch (now.origin().kind()) {
            case DEFAULT -> Texts.of("settings.origin.default");
            case FILE -> Texts.of("settings.origin.file", now.origin().place());
            case COMMAND_LINE ->
                Texts.of("settings.origin.command-line", now.origin().place());
            case WINDOW ->
                beneath.kind() == Kind.FILE
                        ? Texts.of(
                                "settings.origin.window-over",
                                beneath.place(),
                                now.beneath().value())
                        : Texts.of("settings.origin.window");
        };
    }

    /** What it may be and, where that is not what it is, what it is by default. */
    String limits() {
        SettingLine now = line.get();
        if (now.origin().kind() == Kind.DEFAULT) {
            return now.range().isEmpty() ? "" : now.range() + ".";
        }
        String initial = now.initial().isEmpty() ? Texts.of("settings.unset") : now.initial();
        return now.range().isEmpty()
                ? Texts.of("settings.limits.default", initial)
                : Texts.of("settings.limits", now.range(), initial);
    }

    private static String sentence(String what) {
        return Character.toUpperCase(what.charAt(0)) + what.substring(1);
    }
}
