package org.wzp.relay.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every key of {@code relay.toml}, in the order of the sample. */
enum ConfigKey {
    LISTEN_ADDR("listen_addr", true),
    MAX_SESSIONS("max_sessions", true),
    AUTH_URL("auth_url", true),
    LOG_LEVEL("log_level", true),
    TRANSPORT("transport", true),
    HANDSHAKES_IN_FLIGHT("handshakes_in_flight", true),
    HANDSHAKES_PER_PREFIX("handshakes_per_prefix", true),
    FIRST_SIGNAL_SECONDS("first_signal_seconds", true),
    LOGIN_SECONDS("login_seconds", true),
    MEDIA_OUTBOX("media_outbox", true),
    MEDIA_MAX_AGE_MS("media_max_age_ms", true),
    STOP_SECONDS("stop_seconds", true),
    SESSIONS_PER_ADDRESS("sessions_per_address", true),
    JOINS_PER_ADDRESS("joins_per_address", true),
    JOINS_PER_IDENTITY("joins_per_identity", true),
    MEDIA_PACKETS_PER_SECOND("media_packets_per_second", true),
    MEDIA_BYTES_PER_SECOND("media_bytes_per_second", true),
    SIGNALS_PER_SECOND("signals_per_second", true),
    ROSTER_BYTES_PER_SECOND("roster_bytes_per_second", true),
    REMOTE_RELAY("remote_relay", false),
    JITTER_TARGET_DEPTH("jitter_target_depth", false),
    JITTER_MAX_DEPTH("jitter_max_depth", false),
    METRICS_PORT("metrics_port", false),
    PROBE_TARGETS("probe_targets", false),
    PROBE_MESH("probe_mesh", false),
    TRUNKING_ENABLED("trunking_enabled", false),
    WS_PORT("ws_port", false),
    STATIC_DIR("static_dir", false),
    PEERS("peers", false),
    TRUSTED("trusted", false),
    GLOBAL_ROOMS("global_rooms", false),
    DEBUG_TAP("debug_tap", false),
    EVENT_LOG("event_log", false);

    private final String text;
    private final boolean offered;

    ConfigKey(String text, boolean offered) {
        this.text = text;
        this.offered = offered;
    }

    String text() {
        return text;
    }

    /** False for keys of the reference whose feature this version doesn't have. */
    boolean isOffered() {
        return offered;
    }

    static Optional<ConfigKey> of(String text) {
        for (ConfigKey key : values()) {
            if (key.text.equals(text)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The key that somebody who wrote {@code text} may have meant. */
    static Optional<ConfigKey> nearest(String text) {
        List<ConfigKey> close = new ArrayList<>();
        int best = 3;
        for (ConfigKey key : values()) {
            int distance = distance(text, key.text);
            if (distance < best) {
                close.clear();
                best = distance;
            }
            if (distance == best && best < 3) {
                close.add(key);
            }
        }
        return close.stream().findFirst();
    }

    /** Insertions, deletions and replacements between the two. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
