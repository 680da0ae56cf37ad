package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Nearest;
import org.wzp.relay.wire.HostPort;
import org.wzp.relay.wire.RoomName;

/**
 * The tables {@code [[peers]]}, {@code [[trusted]]} and {@code [[global_rooms]]}, in the operator's file and in what the
 * window keeps beside it (relay behaviour 2.2): read, checked and written here only.
 */
public final class FederationTables {
    public static final String PEERS = "peers";
    public static final String TRUSTED = "trusted";
    public static final String GLOBAL_ROOMS = "global_rooms";
    static final String GLOBAL_ROOM_FLAG = "--global-room";

    private static final List<String> NAMES = List.of(PEERS, TRUSTED, GLOBAL_ROOMS);
    private static final Map<String, List<String>> KEYS = Map.of(
            PEERS, List.of("url", "fingerprint", "label"),
            TRUSTED, List.of("fingerprint", "label", "until"),
            GLOBAL_ROOMS, List.of("name"));
    private static final int SHORT_FINGERPRINT_CHARS = 16;

    private FederationTables() {}

    static boolean isTable(String key) {
        return NAMES.contains(key);
    }

    static List<String> names() {
        return NAMES;
    }

    /** Keys in tables of this name that mean nothing there. */
    public static List<String> unknownKeys(String name, JsonNode tables) {
        return tables.valueStream()
                .flatMap(table -> table.properties().stream())
                .map(Map.Entry::getKey)
                .filter(key -> !keys(name).contains(key))
                .distinct()
                .toList();
    }

    /** What is said of one of {@link #unknownKeys}, behind the key. */
    public static String noKey(String name, String key) {
        return " is no key of [[" + name + "]]"
                + Nearest.of(key, keys(name))
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; known are " + String.join(", ", keys(name)) + ".");
    }

    private static List<String> keys(String name) {
        return KEYS.getOrDefault(name, List.of());
    }

    // ---- single values ---------------------------------------------------------------------------------------------

    /** 64 lower-case hex digits of a TLS fingerprint in any of its forms; empty for anything else. */
    public static Optional<String> fingerprint(String typed) {
        return TlsFingerprint.parse(typed).map(TlsFingerprint::normalized);
    }

    /** The canonical name of a room that can be global: the rooms of direct calls always are, and are not named. */
    public static Optional<String> globalRoom(String typed) {
        return RoomName.ofText(typed).filter(room -> !RoomName.isCall(room));
    }

    /** What an entry of such a table is known by: a fingerprint, or the name of a room; empty for what is none, or no table. */
    public static Optional<String> keyOf(String table, String typed) {
        return switch (table) {
            case PEERS, TRUSTED -> fingerprint(typed);
            case GLOBAL_ROOMS -> globalRoom(typed);
            default -> Optional.empty();
        };
    }

    /** A sentence about something that somebody wrote. */
    public static Unfit unfit(String written, String what) {
        return new Unfit(Cut.VALUE.of(written) + what);
    }

    /** What people see of a relay that nobody gave a name. */
    public static String label(String typed, String fingerprint) {
        String shown = Cut.ALIAS.of(typed.strip());
        return shown.isEmpty() ? fingerprint.substring(0, SHORT_FINGERPRINT_CHARS) : shown;
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /** @throws Unfit naming the table and what it must be */
    public static List<FederationConfig.Peer> peers(JsonNode tables) throws Unfit {
        List<FederationConfig.Peer> peers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode table : tables(PEERS, tables)) {
            String where = where(PEERS, peers.size());
            String url = text(where, table, "url");
            HostPort address = HostPort.parse(url)
                    .orElseThrow(() -> new Unfit(where + " has the url \"" + Cut.VALUE.of(url)
                            + "\", but it must be a host and a port such as relay.example.org:4433."));
            String fingerprint = fingerprintOf(where, table, seen);
            String label = label(where, table).orElse(address.text());
            peers.add(new FederationConfig.Peer(address.text(), fingerprint, label(label, fingerprint)));
        }
        return peers;
    }

    /** @throws Unfit naming the table and what it must be */
    public static List<FederationConfig.Trusted> trusted(JsonNode tables) throws Unfit {
        List<FederationConfig.Trusted> trusted = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode table : tables(TRUSTED, tables)) {
            String where = where(TRUSTED, trusted.size());
            String fingerprint = fingerprintOf(where, table, seen);
            trusted.add(new FederationConfig.Trusted(
                    fingerprint, label(label(where, table).orElse(""), fingerprint), until(where, table)));
        }
        return trusted;
    }

    /** @throws Unfit naming the table and what it must be */
    public static List<String> globalRooms(JsonNode tables) throws Unfit {
        Set<String> rooms = new LinkedHashSet<>();
        int number = 0;
        for (JsonNode table : tables(GLOBAL_ROOMS, tables)) {
            String where = where(GLOBAL_ROOMS, number++);
            String name = text(where, table, "name");
            rooms.add(globalRoom(name).orElseThrow(() -> new Unfit(where + noGlobalRoom(name))));
        }
        return List.copyOf(rooms);
    }

    static String noGlobalRoom(String name) {
        return " is \"" + Cut.VALUE.of(name)
                + "\", but must be a room name: letters, digits, hyphens, underscores and dots, not beginning with"
                + " call-.";
    }

    private static List<JsonNode> tables(String name, JsonNode value) throws Unfit {
        if (!value.isArray()) {
            throw new Unfit(name + " must be tables. Write [[" + name + "]] above each.");
        }
        List<JsonNode> tables = value.valueStream().toList();
        for (JsonNode table : tables) {
            if (!table.isObject()) {
                throw new Unfit(name + " must be tables. Write [[" + name + "]] above each.");
            }
        }
        return tables;
    }

    private static String where(String name, int index) {
        return "[[" + name + "]] number " + (index + 1);
    }

    private static String text(String where, JsonNode table, String key) throws Unfit {
        JsonNode value = table.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new Unfit(where + " lacks its " + key + ", a text in quotes.");
        }
        return value.textValue();
    }

    private static Optional<String> label(String where, JsonNode table) throws Unfit {
        JsonNode value = table.path("label");
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new Unfit(where + " has a label that is no text in quotes.");
        }
        return Optional.ofNullable(value.textValue());
    }

    private static String fingerprintOf(String where, JsonNode table, Set<String> seen) throws Unfit {
        String written = text(where, table, "fingerprint");
        String fingerprint = fingerprint(written)
                .orElseThrow(() -> new Unfit(where + " has the fingerprint \"" + Cut.VALUE.of(written)
                        + "\", but it must be the TLS fingerprint of a relay: 64 hex digits, with or without colons."));
        if (!seen.add(fingerprint)) {
            throw new Unfit(where + " has a fingerprint that another one has. Leave one of them out.");
        }
        return fingerprint;
    }

    private static Optional<Long> until(String where, JsonNode table) throws Unfit {
        if (!table.has("until")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(table.path("until").asText()).toEpochMilli());
        } catch (DateTimeException e) {
            throw new Unfit(where + " has an until that is no moment such as 2026-04-01T12:00:00Z.");
        }
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    /** As {@link #peers} reads it. */
    public static String write(FederationConfig.Peer peer) {
        return "[[" + PEERS + "]]\nurl = " + quoted(peer.url()) + "\nfingerprint = " + quoted(peer.fingerprint())
                + "\nlabel = " + quoted(peer.label()) + '\n';
    }

    /** As {@link #trusted} reads it. */
    public static String write(FederationConfig.Trusted relay) {
        return "[[" + TRUSTED + "]]\nfingerprint = " + quoted(relay.fingerprint()) + "\nlabel = "
                + quoted(relay.label()) + '\n'
                + relay.until()
                        .map(until ->
                                "until = " + quoted(Instant.ofEpochMilli(until).toString()) + '\n')
                        .orElse("");
    }

    /** As {@link #globalRooms} reads it. */
    public static String write(String globalRoom) {
        return "[[" + GLOBAL_ROOMS + "]]\nname = " + quoted(globalRoom) + '\n';
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || c >= 0x7f) {
                out.append("\\U").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
