package org.wzp.relay.access;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.api.RelaySnapshot.RoomRule;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.storage.AtomicFile;

/** {@link Rules} as TOML: {@code console.toml}, owned by the program, readable by people. */
final class RulesFile {
    private static final TomlMapper TOML = new TomlMapper();
    private static final String HEAD = """
            # Written by the relay: what was changed from its console. Edit it only while the relay is stopped.
            format = 1
            """;

    private RulesFile() {}

    static byte[] write(Rules rules) {
        StringBuilder out = new StringBuilder(HEAD);
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
                case BanTarget.Address single -> throw new IllegalStateException("a ban keeps a prefix: " + single);
                case BanTarget.AddressPrefix prefix -> field(out, "address", prefix.cidr());
            }
            ban.room().ifPresent(room -> field(out, "room", room));
            field(out, "reason", ban.reason());
            field(out, "issuer", ban.issuer());
            field(out, "issued", ban.issued().toString());
            ban.until().ifPresent(until -> field(out, "until", until.toString()));
            out.append("hits = ").append(ban.hits()).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(RoomPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append(name).append(" = ").append(quoted(value)).append('\n');
    }

    private static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7f) {
                out.append(String.format("\\u%04X", c));
            } else if (c > Character.MAX_VALUE) {
                // the reader in use breaks such a character where its buffer ends in the middle of it
                out.append(String.format("\\U%08X", c));
            } else {
                // half of a pair can't be written
                out.append(Character.isSurrogate((char) c) ? '?' : (char) c);
            }
        });
        return out.append('"').toString();
    }

    /** @throws AccessException naming the file, where possible the line and column, the backup, and what to do */
    static Rules read(byte[] content, AtomicFile file) throws AccessException {
        try {
            return read(TOML.readTree(text(content)));
        } catch (CharacterCodingException e) {
            throw unusable(file, "", "it is no UTF-8 text", e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw unusable(file, where, e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw unusable(file, "", String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    private static AccessException unusable(AtomicFile file, String where, String what, Exception cause) {
        return new AccessException(
                file.path() + where + " can't be understood: " + what + ". Correct it, or put "
                        + (Files.exists(file.backup())
                                ? "the last good one, " + file.backup() + ", in its place."
                                : "it away; then there are no rules, and every room is open."),
                cause);
    }

    private static Rules read(JsonNode root) {
        if (!root.isObject() || root.path("format").asInt() != 1) {
            throw new IllegalArgumentException("the first entry must be format = 1");
        }
        Map<String, RoomRule> rooms = new HashMap<>();
        for (JsonNode node : root.path("rooms")) {
            String name = required(node, "name");
            rooms.put(name, new RoomRule(name, policy(required(node, "policy")), strings(node.path("allowed"))));
        }
        List<Ban> bans = new ArrayList<>();
        long highest = 0;
        for (JsonNode node : root.path("bans")) {
            Ban ban = ban(node);
            bans.add(ban);
            highest = Math.max(highest, ban.id());
        }
        return new Rules(rooms, bans, Math.max(root.path("next_ban").asLong(1), highest + 1));
    }

    private static Ban ban(JsonNode node) {
        BanTarget target = node.has("identity")
                ? new BanTarget.Identity(required(node, "identity"))
                : new BanTarget.AddressPrefix(
                        AddressPrefix.parse(required(node, "address")).text());
        return new Ban(
                node.path("id").asLong(),
                target,
                optional(node, "room"),
                required(node, "reason"),
                required(node, "issuer"),
                Instant.parse(required(node, "issued")),
                optional(node, "until").map(Instant::parse),
                node.path("hits").asLong());
    }

    private static RoomPolicy policy(String text) {
        for (RoomPolicy policy : RoomPolicy.values()) {
            if (text(policy).equals(text)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("policy \"" + text + "\" is none of open, allow-list, closed");
    }

    private static List<String> strings(JsonNode list) {
        List<String> result = new ArrayList<>();
        list.forEach(element -> result.add(element.asText()));
        return result;
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    private static String required(JsonNode node, String name) {
        return optional(node, name).orElseThrow(() -> new IllegalArgumentException("an entry has no " + name));
    }
}
