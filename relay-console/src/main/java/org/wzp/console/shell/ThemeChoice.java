package org.wzp.console.shell;

import org.wzp.console.text.Texts;

/** Which look the operator wants. */
public enum ThemeChoice {
    SYSTEM,
    LIGHT,
    DARK;

    /** The choice after this one, for a single button. */
    ThemeChoice next() {
        return values()[(ordinal() + 1) % values().length];
    }

    public String text() {
        return switch (this) {
            case SYSTEM -> Texts.of("theme.system");
            case LIGHT -> Texts.of("theme.light");
            case DARK -> Texts.of("theme.dark");
        };
    }
}
