package org.wzp.relay.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.text.Cut;

/** What the reader of TOML calls an unexpected token, said where people make the mistake. */
public final class TomlMistakes {
    /** A key with nothing behind it, or with text that lacks its quotes. */
    private static final Pattern LINE =
            Pattern.compile("\\s*(?<key>[\\w-]+)\\s*=\\s*(?<value>[^\\s\"'\\[{#=][^\"'#]*?)?\\s*(?:#.*)?");

    /** A number, or true or false. */
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[+-]?[0-9][0-9_]*|true|false");

    private TomlMistakes() {}

    /**
     * What the line lacks; empty for any other mistake, and for a line that is right by itself.
     *
     * @param line counted from 1
     */
    public static Optional<ConfigMistake.What> of(String text, int line) {
        Matcher matcher = LINE.matcher(
                text.lines().skip(Math.max(0, line - 1L)).findFirst().orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String value = Optional.ofNullable(matcher.group("value")).orElse("");
        if (NEEDS_NO_QUOTES.matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of(new ConfigMistake.Key(
                matcher.group("key"),
                value.isEmpty() ? Misfit.Plain.NO_VALUE : new Misfit.NoQuotes(Cut.KEY.of(value))));
    }
}
