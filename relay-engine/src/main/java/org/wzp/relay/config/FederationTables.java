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
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.Misfit;
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

    /** What is wrong with one of {@link #unknownKeys}. */
    static Misfit.NoKey unknown(String name, String key) {
        return new Misfit.NoKey(Optional.of(head(name)), Nearest.of(key, keys(name)), keys(name));
    }

    private static String head(String name) {
        return "[[" + name + "]]";
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

    /** One of {@link #unknownKeys}, where it must not be passed over. */
    public static UnfitTable unknownKey(String name, String key) {
        return new UnfitTable(new ConfigMistake.Key(Cut.VALUE.of(key), unknown(name, key)));
    }

    /**
     * It is none of what there may be in a table that says what was taken away.
     *
     * @param removed the name of that table
     * @param table that the entry was in, as somebody wrote it
     * @param typed what the entry is known by, the same
     */
    public static UnfitTable takesNothingAway(String removed, String table, String typed) {
        return new UnfitTable(
                new ConfigMistake.Key(Cut.VALUE.of(table + " = " + typed), new Misfit.TakesNothingAway(head(removed))));
    }

    /** What people see of a relay that nobody gave a name. */
    public static String label(String typed, String fingerprint) {
        String shown = Cut.ALIAS.of(typed.strip());
        return shown.isEmpty() ? fingerprint.substring(0, SHORT_FINGERPRINT_CHARS) : shown;
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /** @throws UnfitTable naming the table and what it must be */
    public static List<FederationConfig.Peer> peers(JsonNode tables) throws UnfitTable {
        List<FederationConfig.Peer> peers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode table : tables(PEERS, tables)) {
            Where where = new Where(PEERS, peers.size() + 1);
            String url = text(where, table, "url");
            HostPort address = HostPort.parse(url).orElseThrow(() -> where.unfit(new Misfit.NoHost(Cut.VALUE.of(url))));
            String fingerprint = fingerprintOf(where, table, seen);
            String label = label(where, table).orElse(address.text());
            peers.add(new FederationConfig.Peer(address.text(), fingerprint, label(label, fingerprint)));
        }
        return peers;
    }

    /** @throws UnfitTable naming the table and what it must be */
    public static List<FederationConfig.Trusted> trusted(JsonNode tables) throws UnfitTable {
        List<FederationConfig.Trusted> trusted = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode table : tables(TRUSTED, tables)) {
            Where where = new Where(TRUSTED, trusted.size() + 1);
            String fingerprint = fingerprintOf(where, table, seen);
            trusted.add(new FederationConfig.Trusted(
                    fingerprint, label(label(where, table).orElse(""), fingerprint), until(where, table)));
        }
        return trusted;
    }

    /** @throws UnfitTable naming the table and what it must be */
    public static List<String> globalRooms(JsonNode tables) throws UnfitTable {
        Set<String> rooms = new LinkedHashSet<>();
        int number = 0;
        for (JsonNode table : tables(GLOBAL_ROOMS, tables)) {
            Where where = new Where(GLOBAL_ROOMS, ++number);
            String name = text(where, table, "name");
            rooms.add(globalRoom(name).orElseThrow(() -> where.unfit(noGlobalRoom(name))));
        }
        return List.copyOf(rooms);
    }

    static Misfit noGlobalRoom(String name) {
        return new Misfit.NoGlobalRoom(Cut.VALUE.of(name));
    }

    private static List<JsonNode> tables(String name, JsonNode value) throws UnfitTable {
        if (!value.isArray()) {
            throw noTables(name);
        }
        List<JsonNode> tables = value.valueStream().toList();
        for (JsonNode table : tables) {
            if (!table.isObject()) {
                throw noTables(name);
            }
        }
        return tables;
    }

    /** What should be tables of this name is something else. */
    public static UnfitTable noTables(String name) {
        return new UnfitTable(new ConfigMistake.Key(name, new Misfit.NoTables(head(name))));
    }

    /** @param number from 1 */
    private record Where(String name, int number) {
        UnfitTable unfit(Misfit what) {
            return new UnfitTable(new ConfigMistake.Table(head(name), number, what));
        }
    }

    private static String text(Where where, JsonNode table, String key) throws UnfitTable {
        JsonNode value = table.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw where.unfit(new Misfit.Lacks(key));
        }
        return value.textValue();
    }

    private static Optional<String> label(Where where, JsonNode table) throws UnfitTable {
        JsonNode value = table.path("label");
        if (!value.isMissingNode() && !value.isTextual()) {
            throw where.unfit(Misfit.Plain.LABEL_NO_TEXT);
        }
        return Optional.ofNullable(value.textValue());
    }

    private static String fingerprintOf(Where where, JsonNode table, Set<String> seen) throws UnfitTable {
        String written = text(where, table, "fingerprint");
        String fingerprint =
                fingerprint(written).orElseThrow(() -> where.unfit(new Misfit.NoTlsFingerprint(Cut.VALUE.of(written))));
        if (!seen.add(fingerprint)) {
            throw where.unfit(Misfit.Plain.FINGERPRINT_AGAIN);
        }
        return fingerprint;
    }

    private static Optional<Long> until(Where where, JsonNode table) throws UnfitTable {
        if (!table.has("until")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(table.path("until").asText()).toEpochMilli());
        } catch (DateTimeException e) {
            throw where.unfit(Misfit.Plain.UNTIL_NO_MOMENT);
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
