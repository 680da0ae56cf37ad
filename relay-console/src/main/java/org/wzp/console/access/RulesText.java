package org.wzp.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wzp.console.access.RulesFormat.Places;
import org.wzp.console.access.RulesFormat.Tree;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RoomPattern;

/** Rules, bans and people in a file, to be brought to another relay, or back: which keys it has, and what each may be. */
final class RulesText {
    private static final List<String> LISTS = List.of("rooms", "bans", "people");

    private RulesText() {}

    /**
     * What a text would change.
     *
     * @param commands for what is not so already
     * @param same entries that are here already
     * @param over bans that have ended
     */
    record Plan(List<OperatorCommand> commands, int rules, int bans, int people, int same, int over) {
        Plan {
            commands = List.copyOf(commands);
        }
    }

    /** What is no such text; the message says where, and what it must be. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    static String written(AccessStatus access, RulesFormat format) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode rooms = root.putArray("rooms");
        for (RoomRule rule : access.rules()) {
            ObjectNode one = rooms.addObject();
            one.put("name", rule.room());
            one.put("policy", text(rule.policy()));
            rule.allowed().forEach(one.putArray("allowed")::add);
        }
        ArrayNode bans = root.putArray("bans");
        for (Ban ban : access.bans()) {
            ObjectNode one = bans.addObject();
            switch (ban.target()) {
                case BanTarget.Identity identity -> one.put("identity", identity.fingerprint());
                case BanTarget.Prefix prefix -> one.put("address", prefix.text());
            }
            ban.room().ifPresent(room -> one.put("room", room));
            one.put("reason", ban.reason());
            ban.until().ifPresent(until -> one.put("until", until.toString()));
        }
        ArrayNode people = root.putArray("people");
        for (KnownPerson person : access.people()) {
            ObjectNode one = people.addObject();
            one.put("identity", person.fingerprint());
            one.put("name", person.name());
            one.put("note", person.note());
            person.groups().forEach(one.putArray("groups")::add);
        }
        return format.write(root);
    }

    private static String text(RoomPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param now what is in force, which stays unless the text has another rule for the same room, or other words for the same
     *     person
     */
    static Plan read(String text, RulesFormat format, AccessStatus now, Instant at) throws Unfit {
        Tree tree = format.read(text);
        for (Map.Entry<String, JsonNode> list : tree.root().properties()) {
            if (!LISTS.contains(list.getKey()) || !list.getValue().isArray()) {
                throw new Unfit(Texts.of("rules-file.no-list", Cut.KEY.of(list.getKey())));
            }
        }
        List<OperatorCommand> commands = new ArrayList<>();
        int same = 0;
        int over = 0;
        List<Entry> people = Entry.all(tree, "people", List.of("identity", "name", "note", "groups"));
        for (Entry entry : people) {
            KnownPerson person =
                    new KnownPerson(entry.identity(), entry.text("name"), entry.text("note"), entry.groups());
            if (now.person(person.fingerprint()).equals(person)) {
                same++;
            } else {
                commands.add(new NamePerson(person.fingerprint(), person.name(), person.note(), person.groups()));
            }
        }
        int named = commands.size();
        for (Entry entry : Entry.all(tree, "rooms", List.of("name", "policy", "allowed"))) {
            RoomRule rule = new RoomRule(entry.scope(), entry.policy(), entry.allowed());
            if (now.rules().contains(rule)) {
                same++;
            } else {
                commands.add(new SetRoomRule(rule, false));
            }
        }
        int ruled = commands.size() - named;
        for (Entry entry : Entry.all(tree, "bans", List.of("identity", "address", "room", "reason", "until"))) {
            AddBan ban = new AddBan(entry.target(), entry.room(), entry.text("reason"), entry.until());
            if (entry.until().map(end -> !at.isBefore(end)).orElse(false)) {
                over++;
            } else if (now.bans().stream()
                    .anyMatch(each ->
                            each.target().equals(ban.target()) && each.room().equals(ban.room()))) {
                same++;
            } else {
                commands.add(ban);
            }
        }
        return new Plan(commands, ruled, commands.size() - named - ruled, named, same, over);
    }

    /** One entry of a list. */
    private record Entry(String list, int number, JsonNode node, Places places) {
        static List<Entry> all(Tree tree, String list, List<String> keys) throws Unfit {
            List<Entry> all = new ArrayList<>();
            for (JsonNode node : tree.root().path(list)) {
                Entry entry = new Entry(list, all.size() + 1, node, tree.places());
                if (!node.isObject()) {
                    throw entry.unfit("", "rules-file.no-entry");
                }
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    if (!keys.contains(field.getKey())) {
                        throw entry.unfit(field.getKey(), "rules-file.no-key");
                    }
                }
                all.add(entry);
            }
            return all;
        }

        private Unfit unfit(String key, String what) {
            JsonNode value = node.path(key);
            String shown = value.isArray()
                    ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "))
                    : value.asText();
            return new Unfit(Texts.of(what, places.of(list, number), Cut.KEY.of(key), Cut.KEY.of(shown)));
        }

        /** Empty when there is none. */
        String text(String key) throws Unfit {
            JsonNode value = node.path(key);
            if (!value.isMissingNode() && !value.isTextual()) {
                throw unfit(key, "rules-file.no-text");
            }
            return value.asText().strip();
        }

        String identity() throws Unfit {
            return identity("identity", text("identity"));
        }

        private String identity(String key, String typed) throws Unfit {
            String identity = Fingerprint.canonical(typed);
            if (identity.isEmpty()) {
                throw unfit(key, "rules-file.no-value");
            }
            return identity;
        }

        private List<String> texts(String key) throws Unfit {
            JsonNode value = node.path(key);
            List<String> all = new ArrayList<>();
            if (!value.isMissingNode() && !value.isArray()) {
                throw unfit(key, "rules-file.no-texts");
            }
            for (JsonNode one : value) {
                if (!one.isTextual()) {
                    throw unfit(key, "rules-file.no-texts");
                }
                all.add(one.textValue());
            }
            return all;
        }

        List<String> groups() throws Unfit {
            return PeopleGroup.severalOfText(String.join(" ", texts("groups")))
                    .orElseThrow(() -> unfit("groups", "rules-file.no-value"));
        }

        List<String> allowed() throws Unfit {
            List<String> all = new ArrayList<>();
            for (String one : texts("allowed")) {
                all.add(
                        PeopleGroup.isMeant(one)
                                ? PeopleGroup.entry(PeopleGroup.ofText(one)
                                        .orElseThrow(() -> unfit("allowed", "rules-file.no-value")))
                                : identity("allowed", one));
            }
            return all.stream().distinct().toList();
        }

        String scope() throws Unfit {
            return RoomPattern.ofText(text("name")).orElseThrow(() -> unfit("name", "rules-file.no-value"));
        }

        RoomPolicy policy() throws Unfit {
            String typed = text("policy");
            for (RoomPolicy policy : RoomPolicy.values()) {
                if (RulesText.text(policy).equals(typed)) {
                    return policy;
                }
            }
            throw unfit("policy", "rules-file.no-value");
        }

        Optional<String> room() throws Unfit {
            String typed = text("room");
            return typed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RoomName.ofText(typed).orElseThrow(() -> unfit("room", "rules-file.no-value")));
        }

        BanTarget target() throws Unfit {
            if (node.has("identity") == node.has("address")) {
                throw unfit("identity", "rules-file.one-of");
            }
            if (node.has("identity")) {
                return new BanTarget.Identity(identity());
            }
            try {
                return BanTarget.Prefix.of(text("address"));
            } catch (IllegalArgumentException e) {
                throw unfit("address", "rules-file.no-value");
            }
        }

        Optional<Instant> until() throws Unfit {
            String typed = text("until");
            try {
                return typed.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(typed));
            } catch (DateTimeException e) {
                throw unfit("until", "rules-file.no-value");
            }
        }
    }
}
