package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the values of a setting are: how they are read from a file and from a flag, written, and checked.
 *
 * @param <T> a value; immutable
 */
public interface SettingType<T> {
    /** @throws Unfit if it is of another type, or out of range */
    T ofToml(JsonNode value) throws Unfit;

    /**
     * @param text what stands after a flag
     * @throws Unfit if it is no such value, or out of range
     */
    T ofText(String text) throws Unfit;

    /** As it stands after a flag and in a field; what {@link #ofText} reads. Empty for a value that a file has by leaving the key out. */
    default String text(T value) {
        return toml(value);
    }

    /** All texts there are, where they are few; else empty. */
    default List<String> choices() {
        return List.of();
    }

    /** As it stands in a file after the equals sign; empty for a value that a file has by leaving the key out. */
    String toml(T value);

    /** As logs and windows may show it: like {@link #toml}, without secrets. */
    default String shown(T value) {
        return toml(value);
    }

    /**
     * Checks a value that a program made, which may be finer than what a file can say, such as a part of a second.
     *
     * @throws Unfit if it is out of range
     */
    void check(T value) throws Unfit;

    /** What it may be, such as {@code 1 to 3600 seconds}; empty where an example says more. */
    String range();

    /** What a number counts, such as {@code seconds}; empty for what is no number. */
    String unit();
}
