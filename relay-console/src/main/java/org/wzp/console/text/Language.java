package org.wzp.console.text;

import java.util.Locale;

/** The languages that the window speaks. */
public enum Language {
    SYSTEM(""),
    ENGLISH("en"),
    GERMAN("de");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** As files call it; empty for the system's. */
    public String code() {
        return code;
    }

    /** The system's where it is no code. */
    public static Language ofCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return language;
            }
        }
        return SYSTEM;
    }

    /** Where the texts of it are; a system in a language that the window doesn't speak gets English. */
    public Locale locale() {
        return switch (this) {
            case ENGLISH -> Locale.ENGLISH;
            case GERMAN -> Locale.GERMAN;
            case SYSTEM ->
                Locale.getDefault().getLanguage().equals(Locale.GERMAN.getLanguage()) ? Locale.GERMAN : Locale.ENGLISH;
        };
    }

    /** Each in its own language, so that whoever can't read the others finds it. */
    public String text() {
        return switch (this) {
            case SYSTEM -> Texts.of("language.system");
            case ENGLISH -> Texts.of("language.english");
            case GERMAN -> Texts.of("language.german");
        };
    }
}
