package org.wzp.console.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.console.relay.KnownNames;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.text.Names;

/** Bans on those whom a list lets in: where both stand, the ban decides, so it is said beside the name. Pure functions. */
final class ListedBans {
    private ListedBans() {}

    /**
     * Who is on the list of a rule, those first whom a ban keeps out of its rooms all the same, and marked; a group with those of its
     * people whom one does.
     */
    static String list(RoomRule rule, AccessStatus access, KnownNames names) {
        Map<String, List<String>> out = new LinkedHashMap<>();
        for (String one : rule.allowed()) {
            List<String> banned = people(one, access)
                    .filter(fingerprint -> isKeptOut(fingerprint, rule, access))
                    .toList();
            if (!banned.isEmpty()) {
                out.put(one, banned);
            }
        }
        return Stream.concat(
                        out.entrySet().stream().map(entry -> marked(entry.getKey(), entry.getValue(), names)),
                        rule.allowed().stream()
                                .filter(one -> !out.containsKey(one))
                                .map(names::of))
                .collect(Collectors.joining(", "));
    }

    /** Whom an entry of a list means. */
    private static Stream<String> people(String entry, AccessStatus access) {
        return PeopleGroup.isMeant(entry)
                ? access.people().stream()
                        .filter(person ->
                                person.groups().stream().map(PeopleGroup::entry).anyMatch(entry::equals))
                        .map(KnownPerson::fingerprint)
                : Stream.of(entry);
    }

    private static String marked(String entry, List<String> banned, KnownNames names) {
        return PeopleGroup.isMeant(entry)
                ? Texts.of(
                        "rules.group-banned",
                        names.of(entry),
                        Sentences.list(banned.stream().map(names::of).toList(), Names.MOST_NAMED))
                : Texts.of("rules.banned", names.of(entry));
    }

    private static boolean isKeptOut(String fingerprint, RoomRule rule, AccessStatus access) {
        return of(fingerprint, access).anyMatch(ban -> ban.room()
                .map(room -> access.deciding(room)
                        .filter(deciding -> deciding.room().equals(rule.room()))
                        .isPresent())
                .orElse(true));
    }

    /** Where somebody is banned, in words; empty for nowhere. */
    static String where(String fingerprint, AccessStatus access) {
        return of(fingerprint, access).map(AccessViewModel::where).distinct().collect(Collectors.joining(", "));
    }

    private static Stream<Ban> of(String fingerprint, AccessStatus access) {
        return access.bans().stream()
                .filter(ban -> ban.target() instanceof BanTarget.Identity identity
                        && identity.fingerprint().equals(fingerprint));
    }
}
