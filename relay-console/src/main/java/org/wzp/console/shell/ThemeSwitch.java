package org.wzp.console.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;

/** Puts the theme on the application: the one chosen, or the one the desktop uses, also when that changes. */
public final class ThemeSwitch {
    private final ObjectProperty<ThemeChoice> choice;
    /** The desktop's settings outlive every window, so they know this one only as long as somebody else does. */
    private final ChangeListener<ColorScheme> desktop = (of, before, now) -> apply();

    public ThemeSwitch(ThemeChoice first) {
        choice = new SimpleObjectProperty<>(first);
        choice.subscribe(now -> apply());
        Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(desktop));
    }

    public ObjectProperty<ThemeChoice> choice() {
        return choice;
    }

    public boolean dark() {
        return switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void apply() {
        Application.setUserAgentStylesheet((dark() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }
}
