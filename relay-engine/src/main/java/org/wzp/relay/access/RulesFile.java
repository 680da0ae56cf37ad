package org.wzp.relay.access;

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
import java.util.stream.Collectors;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.storage.StateFile;

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

    private RulesFile() {}

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

    static void field(StringBuilder out, String name, List<String> values) {
        out.append(name).append(" = [");
        out.append(values.stream().map(RulesFile::quoted).collect(Collectors.joining(", ")));
        out.append("]\n");
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
        return TomlSection.read(file, SECTION, file::read, KEYS, RulesFile::read, Rules.NONE);
    }

    /** Where the rule of a room or a pattern stands, its line from 1; empty when it has none. */
    static Optional<Integer> line(StateFile file, String scope) throws AccessException {
        return TomlSection.read(
                file,
                SECTION,
                file::read,
                KEYS,
                whole -> whole.tables(ROOMS, ROOM_KEYS).stream()
                        .filter(entry ->
                                entry.scope("name", entry.required("name")).equals(scope))
                        .findFirst()
                        .flatMap(TomlSection.Entry::line),
                Optional.empty());
    }

    private static Rules read(TomlSection.Entry whole) {
        if (whole.whole("format", 0, 0) != 1) {
            throw whole.bad("format", Misfit.Plain.NO_FORMAT);
        }
        Map<String, RoomRule> rooms = new HashMap<>();
        for (TomlSection.Entry entry : whole.tables(ROOMS, ROOM_KEYS)) {
            String name = entry.scope("name", entry.required("name"));
            RoomRule rule = new RoomRule(name, policy(entry), entry.members("allowed"));
            if (rooms.put(name, rule) != null) {
                throw entry.bad("name", new Misfit.Again(name));
            }
        }
        List<Ban> bans = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        long highest = 0;
        for (TomlSection.Entry entry : whole.tables(BANS, BAN_KEYS)) {
            Ban ban = ban(entry);
            if (!ids.add(ban.id())) {
                throw entry.bad("id", new Misfit.Again(String.valueOf(ban.id())));
            }
            bans.add(ban);
            highest = Math.max(highest, ban.id());
        }
        bans.sort(Comparator.comparingLong(Ban::id));
        return new Rules(rooms, bans, Math.max(whole.whole("next_ban", 1, 1), highest + 1));
    }

    private static Ban ban(TomlSection.Entry entry) {
        Optional<String> identity = entry.optional("identity");
        if (identity.isPresent() && entry.optional("address").isPresent()) {
            throw entry.bad("address", Misfit.Plain.BESIDE_IDENTITY);
        }
        BanTarget target = identity.isPresent()
                ? new BanTarget.Identity(Fingerprint.canonical(identity.get()))
                : new BanTarget.Prefix(prefix(entry));
        if (entry.whole("id", 0, 1) == 0) {
            throw entry.bad(BANS, new Misfit.NumberLacks(entry.number() + 1, "id"));
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

    private static AddressPrefix prefix(TomlSection.Entry entry) {
        try {
            return AddressPrefix.parse(entry.required("address"));
        } catch (IllegalArgumentException e) {
            throw entry.bad("address", new Misfit.Told("= " + e.getMessage() + "."));
        }
    }

    private static RoomPolicy policy(TomlSection.Entry entry) {
        String text = entry.required("policy");
        for (RoomPolicy policy : RoomPolicy.values()) {
            if (text(policy).equals(text)) {
                return policy;
            }
        }
        throw entry.bad("policy", Misfit.Plain.NO_POLICY);
    }
}
