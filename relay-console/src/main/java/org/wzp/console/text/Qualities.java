package org.wzp.console.text;

import java.util.Locale;
import org.wzp.relay.api.Quality;

/** The one scale of quality that people are shown, in words. Pure functions. */
public final class Qualities {
    private Qualities() {}

    public static String text(Quality quality) {
        return switch (quality) {
            case POOR -> Texts.of("quality.poor");
            case FAIR -> Texts.of("quality.fair");
            case GOOD -> Texts.of("quality.good");
            case UNMEASURED -> Texts.of("quality.unmeasured");
        };
    }

    /** For style classes: {@code poor}, {@code fair}, {@code good}, {@code unmeasured}. */
    public static String id(Quality quality) {
        return quality.name().toLowerCase(Locale.ROOT);
    }
}
