package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param home where the relay's files are; null for this user's own place
 * @param configFile null for {@code relay.toml} there
 * @param identityFile null for {@code relay-identity} there
 * @param flags texts of settings, by key
 */
public record Overrides(
        @Nullable Path home,
        @Nullable Path configFile,
        @Nullable Path identityFile,
        Map<String, String> flags) {
    public static final Overrides NONE = new Overrides(null, null, null, Map.of());

    public Overrides {
        flags = Map.copyOf(flags);
    }

    /** The same in another home. */
    public Overrides in(Path other) {
        return new Overrides(other, configFile, identityFile, flags);
    }

    /** The same with another configuration file. */
    public Overrides reading(@Nullable Path other) {
        return new Overrides(home, other, identityFile, flags);
    }

    /** @param value as it stands after the setting's flag; null where it isn't given, and nothing changes then */
    public Overrides with(Setting<?> setting, @Nullable String value) {
        if (value == null) {
            return this;
        }
        if (setting.flag().isEmpty()) {
            throw new IllegalArgumentException(setting.key() + " has no flag");
        }
        Map<String, String> more = new LinkedHashMap<>(flags);
        more.put(setting.key(), value);
        return new Overrides(home, configFile, identityFile, more);
    }
}
