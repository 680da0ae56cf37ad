package org.wzp.relay.api;

import java.util.List;

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

    /** What is kept of an identity; nothing, when it has no entry. */
    public KnownPerson person(String fingerprint) {
        return people.stream()
                .filter(person -> person.fingerprint().equals(fingerprint))
                .findFirst()
                .orElse(new KnownPerson(fingerprint, "", ""));
    }
}
