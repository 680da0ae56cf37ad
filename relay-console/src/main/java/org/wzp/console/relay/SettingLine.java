package org.wzp.console.relay;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting of the configuration as its form shows it. Texts are as they stand in a field, and after a flag.
 *
 * @param key its name in {@code relay.toml}
 * @param help one sentence
 * @param details more of them; may be empty
 * @param range such as {@code From 1 to 3600 seconds}; empty where anything may be
 * @param unit of a number; may be empty
 * @param choices all values, where they are few
 * @param initial its default; empty where leaving it out is the default
 * @param value what holds by the files and the command line now
 * @param origin where that is from
 * @param beneath what would hold if the window had set nothing
 * @param runs what the relay that runs was told; empty while none runs
 * @param needsRestart whether a relay that runs heeds another value only after a restart
 * @param check what is wrong with a text, by the parser that reads the files; empty when nothing is
 */
public record SettingLine(
        String key,
        String help,
        String details,
        String range,
        String unit,
        List<String> choices,
        String initial,
        String value,
        Origin origin,
        Beneath beneath,
        Optional<String> runs,
        boolean needsRestart,
        Function<String, Optional<String>> check) {
    public SettingLine {
        choices = List.copyOf(choices);
    }

    /** Where a value comes from. */
    public enum Kind {
        DEFAULT,
        FILE,
        WINDOW,
        COMMAND_LINE
    }

    /** @param place the file with its line, or the flag; empty for the others */
    public record Origin(Kind kind, String place) {}

    public record Beneath(String value, Origin origin) {}

    /** Whether the relay that runs was told something else. */
    public boolean isPending() {
        return needsRestart && runs.filter(told -> !told.equals(value)).isPresent();
    }

    /** A flag stands over whatever the window sets, so nothing can be set. */
    public boolean isLocked() {
        return origin.kind() == Kind.COMMAND_LINE;
    }
}
