package org.wzp.relay.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wzp.relay.api.RelayConfig;

/**
 * One thing that the operator can set. Everything that is said about it anywhere (in the sample file, in {@code --help}, in
 * messages, in the window) is made from this.
 *
 * @param key its name in {@code relay.toml}
 * @param type what its values are, with range and unit
 * @param from finds its value in what the relay is told
 * @param description what it does
 * @param flag of the command line, if it has one
 * @param example a value to show where there is no default that can be written
 * @param needsRestart whether a relay that runs has to be stopped and started for another value
 * @param <T> a value; immutable
 */
public record Setting<T>(
        String key,
        SettingType<T> type,
        Function<RelayConfig, T> from,
        Description description,
        Optional<Flag> flag,
        Optional<T> example,
        boolean needsRestart) {

    /**
     * @param help one sentence
     * @param details more sentences for the sample file, such as the arithmetic behind the default; may be empty
     */
    public record Description(String help, String details) {}

    /**
     * @param name such as {@code --listen}
     * @param label stands for the value in {@code --help}
     */
    public record Flag(String name, String label) {}

    /** The value when nobody says otherwise; written once, where {@link RelayConfig#defaults} has it. */
    public T initial() {
        return from.apply(Settings.DEFAULTS);
    }

    /** A value as a file has it: the default, or the example where leaving the key out is the default. */
    String sampleValue() {
        return type.toml(example.orElseGet(this::initial));
    }

    /** Whether the sample's value is what holds without it. */
    boolean sampleIsTheDefault() {
        return example.isEmpty();
    }

    /** Such as {@code From 1 to 3600 seconds}; empty where an example says more. */
    public String rangeInWords() {
        String range = type.range();
        return range.isEmpty() ? "" : (type.unit().isEmpty() ? "One of " : "From ") + range;
    }

    /** Two lines for {@code --help}: what it does; what it may be and what it is by default. */
    public List<String> helpLines() {
        String holds =
                (sampleIsTheDefault() ? "default " : "such as ") + sampleValue().replace("\"", "");
        String range = rangeInWords();
        return List.of(
                description.help(),
                range.isEmpty() ? Character.toUpperCase(holds.charAt(0)) + holds.substring(1) : range + "; " + holds);
    }

    /** The key, which is what a test's report needs of it. */
    @Override
    public String toString() {
        return key;
    }

    // ---- how the table is written ----------------------------------------------------------------------------------

    static <T> Setting<T> of(String key, SettingType<T> type, Function<RelayConfig, T> from, String help) {
        return new Setting<>(key, type, from, new Description(help, ""), Optional.empty(), Optional.empty(), true);
    }

    Setting<T> details(String sentences) {
        return new Setting<>(
                key, type, from, new Description(description.help(), sentences), flag, example, needsRestart);
    }

    Setting<T> flag(String name, String label) {
        return new Setting<>(key, type, from, description, Optional.of(new Flag(name, label)), example, needsRestart);
    }

    Setting<T> example(T value) {
        return new Setting<>(key, type, from, description, flag, Optional.of(value), needsRestart);
    }

    /** The running relay takes another value at once. */
    Setting<T> live() {
        return new Setting<>(key, type, from, description, flag, example, false);
    }
}
