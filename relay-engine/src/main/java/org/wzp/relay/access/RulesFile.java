package org.wzp.relay.access;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.storage.TomlMistakes;
import org.wzp.relay.storage.TomlText;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Nearest;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RoomPattern;

/** {@link Rules} as TOML: {@code console.toml}, owned by the program, readable by people. */
final class RulesFile {
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();
    private static final String ROOMS = "rooms";
    private static final String BANS = "bans";

    /** The rules' part of the file, with what is above the tables: it was alone there in the first versions. */
    static final StateFile.Section SECTION = new StateFile.Section(List.of(ROOMS, BANS), true);

    private static final List<String> KEYS = List.of("format", "next_ban", ROOMS, BANS);
    private static final List<String> ROOM_KEYS = List.of("name", "policy", "allowed");
    private static final List<String> BAN_KEYS =
            List.of("id", "identity", "address", "room", "reason", "issuer", "issued", "until", "hits");
    private static final List<String> RULE_WORDS = List.of(
            "ban", "block", "kick", "deny", "denied", "refuse", "allow", "black", "white", "access", "rule", "policy");

    private final TomlLines lines;
    private final Set<String> others;

    private RulesFile(String text) {
        this.lines = new TomlLines(text);
        this.others = StateFile.others(text, SECTION);
    }

    /** The section, without the number of the format. */
    static String write(Rules rules) {
        StringBuilder out = new StringBuilder();
        out.append("next_ban = ").append(rules.nextBan()).append('\n');
        for (RoomRule rule : new TreeMap<>(rules.rooms()).values()) {
            out.append("\n[[rooms]]\n");
            field(out, "name", rule.room());
            field(out, "policy", text(rule.policy()));
            out.append("allowed = [");
            for (String fingerprint : rule.allowed()) {
                out.append("\n    ").append(quoted(fingerprint)).append(',');
            }
            out.append("\n]\n");
        }
        for (Ban ban : rules.bans()) {
            out.append("\n[[bans]]\nid = ").append(ban.id()).append('\n');
            switch (ban.target()) {
                case BanTarget.Identity identity -> field(out, "identity", identity.fingerprint());
                case BanTarget.Prefix prefix -> field(out, "address", prefix.text());
            }
            ban.room().ifPresent(room -> field(out, "room", room));
            field(out, "reason", ban.reason());
            field(out, "issuer", ban.issuer());
            field(out, "issued", ban.issued().toString());
            ban.until().ifPresent(until -> field(out, "until", until.toString()));
            out.append("hits = ").append(ban.hits()).append('\n');
        }
        return out.toString();
    }

    private static String text(RoomPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void field(StringBuilder out, String name, String value) {
        out.append(name).append(" = ").append(quoted(value)).append('\n');
    }

    private static String quoted(String value) {
        // most values, of which a long list of bans has hundreds of thousands
        if (value.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')) {
            return '"' + value + '"';
        }
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7f) {
                out.append("\\u").append(UPPER_HEX.toHexDigits(c, 4));
            } else if (c > Character.MAX_VALUE) {
                // the reader in use breaks such a character where its buffer ends in the middle of it
                out.append("\\U").append(UPPER_HEX.toHexDigits(c, 8));
            } else {
                // half of a pair can't be written
                out.append(Character.isSurrogate((char) c) ? '?' : (char) c);
            }
        });
        return out.append('"').toString();
    }

    /** @throws AccessException naming the file, where possible the line and column, the backup, and what to do */
    static Rules read(StateFile file) throws AccessException {
        Optional<String> text = Optional.empty();
        try {
            text = file.read();
            return text.isPresent() ? new RulesFile(text.get()).read(TomlText.read(text.get())) : Rules.NONE;
        } catch (CharacterCodingException e) {
            throw unusable(file, "", "it is no UTF-8 text.", e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            String what = text.flatMap(all -> at == null ? Optional.empty() : TomlMistakes.inWords(all, at.getLineNr()))
                    .orElse(e.getOriginalMessage() + ".");
            throw unusable(file, where, what, e);
        } catch (BadEntry e) {
            String what = String.valueOf(e.getMessage());
            throw unusable(file, e.where, what.endsWith("?") ? what : what + ".", e);
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            throw new AccessException(
                    file.path() + " can't be read (" + problem.what() + "). " + problem.remedy()
                            + ", then start again.",
                    e);
        }
    }

    private static AccessException unusable(StateFile file, String where, String what, Exception cause) {
        return new AccessException(
                file.path() + where + " can't be understood: " + what + " Correct it, or "
                        + (Files.exists(file.backup())
                                ? "put the last good one, " + file.backup() + ", in its place."
                                : "move it away. Without it there are no rules: every room is open."),
                cause);
    }

    /** An entry that is none; the message says what it must be. */
    private static final class BadEntry extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String where;

        BadEntry(String where, String message) {
            super(message, null, false, false);
            this.where = where;
        }
    }

    /** One table of the file: the whole of it, a room or a ban. */
    private final class Entry {
        private final String table;
        private final int number;
        private final JsonNode node;

        /** @throws BadEntry if it has a key that means nothing: a rule that isn't kept is worse than no start */
        Entry(String table, int number, JsonNode node, List<String> keys) {
            this.table = table;
            this.number = number;
            this.node = node;
            if (!node.isObject()) {
                throw bad(table, "must be written as [[" + table + "]]");
            }
            for (String key : (Iterable<String>) node::fieldNames) {
                if (!keys.contains(key) && !isOfAnother(key, keys)) {
                    if (table.isEmpty() && StateFile.TABLES.contains(key)) {
                        throw bad(key, "is no key but a table: write " + StateFile.head(key) + " above it");
                    }
                    throw bad(key, "is no key" + (table.isEmpty() ? "" : " of [[" + table + "]]") + meant(key, keys));
                }
            }
        }

        private List<String> known(List<String> keys) {
            List<String> known = new ArrayList<>(keys);
            if (table.isEmpty()) {
                known.addAll(StateFile.TABLES);
            }
            return known;
        }

        private String meant(String key, List<String> keys) {
            return near(key, known(keys))
                    .map(known -> "; did you mean " + known + "?")
                    .orElse("; known are " + String.join(", ", keys));
        }

        private static Optional<String> near(String key, List<String> keys) {
            return keys.stream()
                    .filter(known -> known.startsWith(key) || key.startsWith(known))
                    .findFirst()
                    .or(() -> Nearest.of(key, keys));
        }

        /** Tables that are neither called nor look like rules are sections of others. */
        private boolean isOfAnother(String key, List<String> keys) {
            return table.isEmpty()
                    && others.contains(key)
                    && (StateFile.TABLES.contains(key) || near(key, known(keys)).isEmpty())
                    && !meansRules(key)
                    && isTableWithoutRules(node.get(key));
        }

        private static boolean isTableWithoutRules(JsonNode value) {
            if (value.isArray()) {
                return !value.isEmpty() && value.valueStream().allMatch(Entry::isTableWithoutRules);
            }
            return value.isObject() && !value.has("policy") && !(value.has("reason") && value.has("issuer"));
        }

        /** What somebody may call a rule who writes one by hand. */
        private static boolean meansRules(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return RULE_WORDS.stream().anyMatch(lower::contains);
        }

        BadEntry bad(String key, String what) {
            return new BadEntry(lines.of(table, number, key), Cut.KEY.of(key) + " " + what);
        }

        Optional<String> optional(String key) {
            JsonNode value = node.get(key);
            if (value == null) {
                return Optional.empty();
            }
            if (!value.isTextual()) {
                throw bad(key, "must be a text in quotes");
            }
            return Optional.of(value.textValue());
        }

        String required(String key) {
            return optional(key).orElseThrow(() -> bad(table, "number " + (number + 1) + " has no " + key));
        }

        long whole(String key, long otherwise, long least) {
            JsonNode value = node.get(key);
            if (value == null) {
                return otherwise;
            }
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
                throw bad(key, "must be a whole number from " + least + " on");
            }
            return value.longValue();
        }

        Instant moment(String key, String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw bad(key, "must be a moment such as 2026-11-23T12:00:00Z");
            }
        }

        String room(String key, String text) {
            return RoomName.ofText(text)
                    .orElseThrow(() -> bad(
                            key,
                            "is \"" + Cut.KEY.of(text)
                                    + "\", which is no room name: letters, digits, hyphens, underscores and dots"));
        }

        String scope(String key, String text) {
            return RoomPattern.ofText(text)
                    .orElseThrow(() -> bad(
                            key,
                            "is \"" + Cut.KEY.of(text)
                                    + "\", which is no room name (letters, digits, hyphens, underscores and dots), nor the"
                                    + " beginning of names and a star, such as team-*"));
        }

        List<Entry> tables(String key, List<String> keys) {
            JsonNode all = node.path(key);
            if (!all.isMissingNode() && !all.isArray()) {
                throw bad(key, "must be written as [[" + key + "]]");
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode one : all) {
                entries.add(new Entry(key, entries.size(), one, keys));
            }
            return entries;
        }
    }

    private Rules read(JsonNode root) {
        Entry whole = new Entry("", 0, root, KEYS);
        if (whole.whole("format", 0, 0) != 1) {
            throw whole.bad("format", "must be 1 and stand first");
        }
        Map<String, RoomRule> rooms = new HashMap<>();
        for (Entry entry : whole.tables(ROOMS, ROOM_KEYS)) {
            String name = entry.scope("name", entry.required("name"));
            RoomRule rule = new RoomRule(name, policy(entry), allowed(entry));
            if (rooms.put(name, rule) != null) {
                throw entry.bad("name", "is " + name + " a second time");
            }
        }
        List<Ban> bans = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        long highest = 0;
        for (Entry entry : whole.tables(BANS, BAN_KEYS)) {
            Ban ban = ban(entry);
            if (!ids.add(ban.id())) {
                throw entry.bad("id", "is " + ban.id() + " a second time");
            }
            bans.add(ban);
            highest = Math.max(highest, ban.id());
        }
        bans.sort(Comparator.comparingLong(Ban::id));
        return new Rules(rooms, bans, Math.max(whole.whole("next_ban", 1, 1), highest + 1));
    }

    private static Ban ban(Entry entry) {
        Optional<String> identity = entry.optional("identity");
        if (identity.isPresent() && entry.optional("address").isPresent()) {
            throw entry.bad("address", "stands beside an identity; a ban has one of the two");
        }
        BanTarget target = identity.isPresent()
                ? new BanTarget.Identity(Fingerprint.canonical(identity.get()))
                : new BanTarget.Prefix(prefix(entry));
        if (entry.whole("id", 0, 1) == 0) {
            throw entry.bad(BANS, "number " + (entry.number + 1) + " has no id");
        }
        return new Ban(
                entry.whole("id", 0, 1),
                target,
                entry.optional("room").map(room -> entry.room("room", room)),
                entry.required("reason"),
                entry.required("issuer"),
                entry.moment("issued", entry.required("issued")),
                entry.optional("until").map(until -> entry.moment("until", until)),
                entry.whole("hits", 0, 0));
    }

    private static AddressPrefix prefix(Entry entry) {
        try {
            return AddressPrefix.parse(entry.required("address"));
        } catch (IllegalArgumentException e) {
            throw entry.bad("address", "= " + e.getMessage());
        }
    }

    private static RoomPolicy policy(Entry entry) {
        String text = entry.required("policy");
        for (RoomPolicy policy : RoomPolicy.values()) {
            if (text(policy).equals(text)) {
                return policy;
            }
        }
        throw entry.bad("policy", "is none of open, allow-list, closed");
    }

    private static List<String> allowed(Entry entry) {
        JsonNode list = entry.node.path("allowed");
        if (!list.isMissingNode() && !list.isArray()) {
            throw entry.bad("allowed", "must be a list of identities in square brackets");
        }
        List<String> result = new ArrayList<>();
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                throw entry.bad("allowed", "must hold texts in quotes only");
            }
            result.add(Fingerprint.canonical(element.textValue()));
        }
        return result.stream().distinct().toList();
    }
}
