package org.wzp.console.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.wzp.console.text.Language;

/** How the operator wants the window to behave; what changes here holds at once, but for the language. JavaFX thread only. */
public final class WindowPreferences {
    private final BooleanProperty hidden = new SimpleBooleanProperty();
    private final ObjectProperty<Integer> textPercent = new SimpleObjectProperty<>(100);
    private final ObjectProperty<Integer> refreshMillis = new SimpleObjectProperty<>(250);
    private final BooleanProperty notices = new SimpleBooleanProperty(true);
    private final ObjectProperty<WhenClosed> whenClosed = new SimpleObjectProperty<>(WhenClosed.ASK);
    private final Map<NoticeKind, BooleanProperty> told = new EnumMap<>(NoticeKind.class);
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.SYSTEM);

    public WindowPreferences() {
        for (NoticeKind kind : NoticeKind.values()) {
            told.put(kind, new SimpleBooleanProperty(true));
        }
    }

    /** What closing the window does. */
    public ObjectProperty<WhenClosed> whenClosed() {
        return whenClosed;
    }

    /** Whether things of this kind are told in the window. */
    public BooleanProperty told(NoticeKind kind) {
        return Objects.requireNonNull(told.get(kind));
    }

    /** Whether addresses and fingerprints are hidden, for screen sharing. */
    public BooleanProperty hidden() {
        return hidden;
    }

    /** Size of everything, 100 to 150. */
    public ObjectProperty<Integer> textPercent() {
        return textPercent;
    }

    /** How often what is shown is renewed, 250 to 2,000 ms. */
    public ObjectProperty<Integer> refreshMillis() {
        return refreshMillis;
    }

    /** Whether the window tells what became of what the operator did. What was refused is always told. */
    public BooleanProperty notices() {
        return notices;
    }

    /** From the next start on. */
    public ObjectProperty<Language> language() {
        return language;
    }
}
