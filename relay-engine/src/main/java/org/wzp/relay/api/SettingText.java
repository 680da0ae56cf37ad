package org.wzp.relay.api;

import java.util.Optional;

/**
 * A setting of the configuration as the window sets it.
 *
 * @param key its name in {@code relay.toml}
 * @param text its value as it stands after a flag; empty where the window no longer sets it
 */
public record SettingText(String key, Optional<String> text) {
    @Override
    public String toString() {
        return key;
    }
}
