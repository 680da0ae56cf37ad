package org.wzp.console.shell;

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
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.SYSTEM);

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
