package org.wzp.relay.config;

/**
 * What holds for one setting.
 *
 * @param <T> a value; immutable
 */
public record Configured<T>(Setting<T> setting, T value, Origin origin) {
    /** Also for a value that somebody wrote and that is the default. */
    public boolean isDefault() {
        return value.equals(setting.initial());
    }

    /** The value as logs and windows may show it. */
    public String shown() {
        return setting.type().shown(value);
    }

    /** The value as it stands in a field. */
    public String text() {
        return setting.type().text(value);
    }

    /** Such as {@code max_sessions = 7 (from /etc/wzp/relay.toml:3)}. */
    public String inWords() {
        return setting.key() + " = " + shown() + " (from " + origin.text() + ")";
    }
}
