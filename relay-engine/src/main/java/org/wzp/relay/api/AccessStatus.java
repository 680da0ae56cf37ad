package org.wzp.relay.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wzp.relay.wire.RoomPattern;

/**
 * The access rules in force.
 *
 * @param people whom the operator gave a name or a note, by fingerprint
 */
public record AccessStatus(List<RoomRule> rules, List<Ban> bans, List<KnownPerson> people) {
    public AccessStatus {
        rules = List.copyOf(rules);
        bans = List.copyOf(bans);
        people = List.copyOf(people);
    }

    /** Rules and bans where nobody has a name of the operator's. */
    public AccessStatus(List<RoomRule> rules, List<Ban> bans) {
        this(rules, bans, List.of());
    }

    /** The rule that decides who may join a room: its own, else that of the most exact pattern; empty when there is none. */
    public Optional<RoomRule> deciding(String room) {
        return rules.stream()
                .filter(rule -> RoomPattern.covers(rule.room(), room))
                // the longer pattern is the more exact
                .max(Comparator.comparingInt(
                        rule -> rule.isPattern() ? rule.room().length() : Integer.MAX_VALUE));
    }

    /** With this rule, in the place of the one for the same rooms. */
    public AccessStatus with(RoomRule rule) {
        return new AccessStatus(
                Stream.concat(rules.stream().filter(each -> !each.room().equals(rule.room())), Stream.of(rule))
                        .toList(),
                bans,
                people);
    }

    /** What is kept of an identity; nothing, when it has no entry. */
    public KnownPerson person(String fingerprint) {
        return people.stream()
                .filter(person -> person.fingerprint().equals(fingerprint))
                .findFirst()
                .orElse(new KnownPerson(fingerprint, "", ""));
    }

    /** Whether an identity is on the list of a rule, itself or by a group. */
    public boolean lists(RoomRule rule, String fingerprint) {
        return rule.lists(fingerprint, groups(rule, fingerprint));
    }

    /** Whether a rule lets an identity join that is not banned. */
    public boolean lets(RoomRule rule, String fingerprint) {
        return rule.lets(fingerprint, groups(rule, fingerprint));
    }

    /** Somebody's groups, as far as the rule asks for any: most don't, and each person of a crowd is asked about. */
    private List<String> groups(RoomRule rule, String fingerprint) {
        return rule.allowed().stream().anyMatch(PeopleGroup::isMeant)
                ? person(fingerprint).groups()
                : List.of();
    }
}
