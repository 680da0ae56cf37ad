package org.wzp.console.text;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.wzp.relay.api.LeaveReason;

/**
 * Words that the engine has in English alone, in the window's language: {@code org/wzp/console/engine_de.properties}. Empty while
 * the window speaks English, and where words are missing: the engine's own are shown then.
 */
public final class EngineWords {
    private static final String NAME = "org.wzp.console.engine";

    private EngineWords() {}

    /** What a counter counts, by its key. */
    public static Optional<String> counter(String key) {
        return words("counter." + key);
    }

    /** What a setting does, in one sentence. */
    public static Optional<String> help(String setting) {
        return words("setting." + setting + ".help");
    }

    /** More sentences on it. */
    public static Optional<String> details(String setting) {
        return words("setting." + setting + ".details");
    }

    /** What it may be. */
    public static Optional<String> range(String setting) {
        return words("setting." + setting + ".range");
    }

    /** What a setting is counted in, by the engine's word for it. */
    public static Optional<String> unit(String english) {
        return words("unit." + english);
    }

    /** What some settings have in common, by the first one's key. */
    public static Optional<String> group(String firstSetting) {
        return words("group." + firstSetting);
    }

    /** Why somebody is no longer in a room; empty where they left by themselves. */
    public static String left(LeaveReason reason) {
        return words("left." + reason.key()).orElse(reason.words());
    }

    private static Optional<String> words(String key) {
        Locale locale = Texts.bundle().getLocale();
        if (!locale.getLanguage().equals(Locale.GERMAN.getLanguage())) {
            return Optional.empty();
        }
        ResourceBundle bundle = ResourceBundle.getBundle(NAME, locale);
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }
}
