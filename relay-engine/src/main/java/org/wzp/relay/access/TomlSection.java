package org.wzp.relay.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.TextPlace;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.storage.TomlText;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.MistakeWords;
import org.wzp.relay.text.Nearest;
import org.wzp.relay.text.Speech;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RoomPattern;

/** A section of {@code console.toml} as tables whose mistakes are told with their line and what to write instead. */
final class TomlSection {
    private static final List<String> RULE_WORDS = List.of(
            "ban", "block", "kick", "deny", "denied", "refuse", "allow", "black", "white", "access", "rule", "policy");

    private final TomlLines lines;
    private final Set<String> others;

    private TomlSection(String text, StateFile.Section section) {
        this.lines = new TomlLines(text);
        this.others = StateFile.others(text, section);
    }

    /** The text of a section; empty if there is none. */
    @FunctionalInterface
    interface Source {
        Optional<String> read() throws IOException;
    }

    /** What the section says. */
    @FunctionalInterface
    interface Reader<T> {
        /** @throws BadEntry if an entry is none */
        T read(Entry whole);
    }

    /**
     * @param keys what may stand in it above or as the head of a table
     * @param none what holds without the section
     * @throws AccessException naming the file, where possible the line and column, the backup, and what to do
     */
    static <T> T read(
            StateFile file, StateFile.Section section, Source source, List<String> keys, Reader<T> reader, T none)
            throws AccessException {
        Optional<String> text = Optional.empty();
        try {
            text = source.read();
            return text.isPresent()
                    ? reader.read(
                            new TomlSection(text.get(), section).new Entry("", 0, TomlText.read(text.get()), keys))
                    : none;
        } catch (BadEntry e) {
            throw new AccessException(file.unclear(e.where, e.what), e);
        } catch (IOException e) {
            throw new AccessException(file.unusable(text, e), e);
        }
    }

    /** An entry that is none, and what it must be. */
    static final class BadEntry extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Optional<TextPlace> where;
        private final transient ConfigMistake.What what;

        BadEntry(Optional<TextPlace> where, ConfigMistake.What what) {
            super(MistakeWords.what(what, Speech.ENGLISH), null, false, false);
            this.where = where;
            this.what = what;
        }
    }

    /** One table of the file: the whole of it, a room or a ban. */
    final class Entry {
        private final String table;
        private final int number;
        private final JsonNode node;

        /** @throws BadEntry if it has a key that means nothing: a rule that isn't kept is worse than no start */
        Entry(String table, int number, JsonNode node, List<String> keys) {
            this.table = table;
            this.number = number;
            this.node = node;
            if (!node.isObject()) {
                throw bad(table, new Misfit.NotWrittenAs("[[" + table + "]]"));
            }
            for (String key : (Iterable<String>) node::fieldNames) {
                if (!keys.contains(key) && !isOfAnother(key, keys)) {
                    if (table.isEmpty() && StateFile.TABLES.contains(key)) {
                        throw bad(key, new Misfit.IsTable(StateFile.head(key)));
                    }
                    throw bad(key, noKey(key, keys));
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

        private Misfit noKey(String key, List<String> keys) {
            return new Misfit.NoKey(
                    table.isEmpty() ? Optional.empty() : Optional.of("[[" + table + "]]"),
                    near(key, known(keys)),
                    keys);
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

        int number() {
            return number;
        }

        /** Where its head stands, from 1; empty for forms that people rarely write. */
        Optional<Integer> line() {
            return lines.line(table, number, table);
        }

        BadEntry bad(String key, Misfit what) {
            return new BadEntry(
                    lines.line(table, number, key).map(line -> new TextPlace(line, OptionalInt.empty())),
                    new ConfigMistake.Key(Cut.KEY.of(key), what));
        }

        Optional<String> optional(String key) {
            JsonNode value = node.get(key);
            if (value == null) {
                return Optional.empty();
            }
            if (!value.isTextual()) {
                throw bad(key, Misfit.Plain.NO_TEXT);
            }
            return Optional.of(value.textValue());
        }

        String required(String key) {
            return optional(key).orElseThrow(() -> bad(table, new Misfit.NumberLacks(number + 1, key)));
        }

        long whole(String key, long otherwise, long least) {
            JsonNode value = node.get(key);
            if (value == null) {
                return otherwise;
            }
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
                throw bad(key, new Misfit.NoWholeNumberFrom(least));
            }
            return value.longValue();
        }

        /** Texts, each the canonical form of an identity or, with its mark, of a group, each once. */
        List<String> members(String key) {
            return texts(key).stream()
                    .map(text -> PeopleGroup.isMeant(text)
                            ? PeopleGroup.entry(group(key, text))
                            : Fingerprint.canonical(text))
                    .distinct()
                    .toList();
        }

        /** Names of groups, in order, each once. */
        List<String> groups(String key) {
            return texts(key).stream()
                    .map(text -> group(key, text))
                    .distinct()
                    .sorted()
                    .toList();
        }

        private String group(String key, String text) {
            return PeopleGroup.ofText(text)
                    .orElseThrow(() -> bad(key, new Misfit.NoGroup(Cut.KEY.of(text), PeopleGroup.MAX_CHARS)));
        }

        private List<String> texts(String key) {
            JsonNode list = node.path(key);
            if (!list.isMissingNode() && !list.isArray()) {
                throw bad(key, Misfit.Plain.NO_LIST);
            }
            List<String> result = new ArrayList<>();
            for (JsonNode element : list) {
                if (!element.isTextual()) {
                    throw bad(key, Misfit.Plain.NO_LIST_OF_TEXTS);
                }
                result.add(element.textValue());
            }
            return result;
        }

        Instant moment(String key, String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw bad(key, Misfit.Plain.NO_MOMENT);
            }
        }

        String room(String key, String text) {
            return RoomName.ofText(text).orElseThrow(() -> bad(key, new Misfit.NoRoom(Cut.KEY.of(text))));
        }

        String scope(String key, String text) {
            return RoomPattern.ofText(text).orElseThrow(() -> bad(key, new Misfit.NoRooms(Cut.KEY.of(text))));
        }

        List<Entry> tables(String key, List<String> keys) {
            JsonNode all = node.path(key);
            if (!all.isMissingNode() && !all.isArray()) {
                throw bad(key, new Misfit.NotWrittenAs("[[" + key + "]]"));
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode one : all) {
                entries.add(new Entry(key, entries.size(), one, keys));
            }
            return entries;
        }
    }
}
