package org.wzp.console.access;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.console.relay.KnownNames;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomRule;

/** Bans on those whom a list lets in: where both stand, the ban decides, so it is said beside the name. Pure functions. */
final class ListedBans {
    private ListedBans() {}

    /** Who is on the list of a rule, those first whom a ban keeps out of its rooms all the same, and marked. */
    static String list(RoomRule rule, AccessStatus access, KnownNames names) {
        List<String> out = rule.allowed().stream()
                .filter(one -> isKeptOut(one, rule, access))
                .toList();
        return Stream.concat(
                        out.stream().map(one -> Texts.of("rules.banned", names.of(one))),
                        rule.allowed().stream()
                                .filter(one -> !out.contains(one))
                                .map(names::of))
                .collect(Collectors.joining(", "));
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
