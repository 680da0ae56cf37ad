package org.wzp.relay.config;

import java.util.List;
import java.util.Optional;

/**
 * A key or flag of the reference whose feature this version doesn't have (relay behaviour 2.2 and 2.3). It is known, shown
 * nowhere, and named when somebody uses it: passed over in silence it would promise something.
 *
 * @param key of {@code relay.toml}; empty for one that is a flag only
 * @param flag empty for one that is a key only
 * @param takesValue whether a word follows the flag
 */
public record LaterSetting(Optional<String> key, Optional<String> flag, boolean takesValue) {
    private static final List<LaterSetting> ALL = List.of(
            both("remote_relay", "--remote"),
            keyOnly("jitter_target_depth"),
            keyOnly("jitter_max_depth"),
            both("metrics_port", "--metrics-port"),
            both("probe_targets", "--probe"),
            onOff("probe_mesh", "--probe-mesh"),
            onOff("trunking_enabled", "--trunking"),
            both("ws_port", "--ws-port"),
            both("static_dir", "--static-dir"),
            both("debug_tap", "--debug-tap"),
            both("event_log", "--event-log"),
            new LaterSetting(Optional.empty(), Optional.of("--mesh-status"), false));

    public static List<LaterSetting> all() {
        return ALL;
    }

    static boolean isKey(String key) {
        return ALL.stream().anyMatch(later -> later.key.filter(key::equals).isPresent());
    }

    static List<String> keys() {
        return ALL.stream().flatMap(later -> later.key.stream()).toList();
    }

    private static LaterSetting both(String key, String flag) {
        return new LaterSetting(Optional.of(key), Optional.of(flag), true);
    }

    private static LaterSetting onOff(String key, String flag) {
        return new LaterSetting(Optional.of(key), Optional.of(flag), false);
    }

    private static LaterSetting keyOnly(String key) {
        return new LaterSetting(Optional.of(key), Optional.empty(), true);
    }
}
