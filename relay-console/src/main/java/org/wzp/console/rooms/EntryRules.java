package org.wzp.console.rooms;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.text.BanWords;
import org.wzp.relay.text.Names;

/** What the rules in force say of one person and one room. Pure functions over the snapshot. */
final class EntryRules {
    private EntryRules() {}

    /** Whether the ban meets somebody wherever they are in its rooms; not whether it is over. */
    static boolean meets(Ban ban, ParticipantStatus person) {
        return meets(ban.target(), person);
    }

    static boolean meets(BanTarget target, ParticipantStatus person) {
        return switch (target) {
            case BanTarget.Identity identity -> identity.fingerprint().equalsIgnoreCase(person.fingerprint());
            case BanTarget.Prefix covered ->
                Optional.ofNullable(person.address().getAddress())
                        .map(address -> covered.prefix().contains(Objects.requireNonNull(address)))
                        .orElse(false);
        };
    }

    static boolean isListed(AccessStatus access, String room, String fingerprint) {
        return access.deciding(room)
                .map(rule -> access.lists(rule, fingerprint))
                .orElse(false);
    }

    /** Why the person could not join the room now; empty when they could. */
    static Optional<String> refusal(RelaySnapshot snapshot, String room, ParticipantStatus person) {
        Instant now = snapshot.at();
        Optional<Ban> ban = snapshot.access().bans().stream()
                .filter(each -> each.room().map(room::equals).orElse(true))
                .filter(each -> each.until().map(now::isBefore).orElse(true))
                .filter(each -> meets(each, person))
                .findFirst();
        String who = Names.of(person.alias(), person.fingerprint());
        String where = Names.room(room);
        if (ban.isPresent()) {
            return Optional.of(Texts.of("why.access.banned", who, where, BanWords.inFull(ban.get(), Texts.speech())));
        }
        return snapshot.access()
                .deciding(room)
                .filter(rule -> !snapshot.access().lets(rule, person.fingerprint()))
                .map(rule -> Texts.of(
                        rule.policy() == RoomPolicy.CLOSED ? "why.access.closed" : "why.access.not-listed",
                        who,
                        where));
    }
}
