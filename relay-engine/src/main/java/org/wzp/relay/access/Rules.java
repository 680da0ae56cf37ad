package org.wzp.relay.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.wire.RoomPattern;

/**
 * The access rules at one moment. Immutable; the {@code with} methods make the next ones.
 *
 * @param rooms by room name, and pattern; only those for which something else holds than without the rule
 * @param bans in the order they were issued; {@code hits} here are those already written down
 * @param nextBan number of the next ban
 */
public record Rules(Map<String, RoomRule> rooms, List<Ban> bans, long nextBan) {
    public static final Rules NONE = new Rules(Map.of(), List.of(), 1);

    public Rules {
        rooms = Map.copyOf(rooms);
        bans = List.copyOf(bans);
    }

    /** The rule that decides for a room or a pattern: its own, else that of the most exact pattern that covers it, else none. */
    public RoomRule deciding(String scope) {
        return deciding(scope, RoomPattern.covering(scope));
    }

    private RoomRule deciding(String scope, Stream<String> covering) {
        if (rooms.isEmpty()) {
            // asked of each room in each snapshot
            return RoomRule.none(scope);
        }
        return covering.map(rooms::get).filter(Objects::nonNull).findFirst().orElseGet(() -> RoomRule.none(scope));
    }

    /** What holds for a room or a pattern, whichever rule says so. */
    public RoomRule room(String scope) {
        return deciding(scope).of(scope);
    }

    /** What would hold without a rule of its own. */
    RoomRule inherited(String scope) {
        return deciding(scope, RoomPattern.covering(scope).skip(1)).of(scope);
    }

    Rules with(RoomRule rule) {
        Map<String, RoomRule> next = new TreeMap<>(rooms);
        if (rule.equals(inherited(rule.room()))) {
            next.remove(rule.room());
        } else {
            next.put(rule.room(), rule);
        }
        return new Rules(next, bans, nextBan);
    }

    Rules withPolicy(String room, RoomPolicy policy) {
        return with(new RoomRule(room, policy, room(room).allowed()));
    }

    Rules withAllowed(String room, String fingerprint) {
        List<String> allowed = new ArrayList<>(room(room).allowed());
        allowed.add(fingerprint);
        return with(new RoomRule(room, room(room).policy(), allowed));
    }

    Rules withoutAllowed(String room, String fingerprint) {
        List<String> allowed = new ArrayList<>(room(room).allowed());
        allowed.remove(fingerprint);
        return with(new RoomRule(room, room(room).policy(), allowed));
    }

    Rules withBan(
            BanTarget target,
            Optional<String> room,
            String reason,
            String issuer,
            Instant now,
            Optional<Instant> until) {
        List<Ban> next = new ArrayList<>(bans);
        next.add(new Ban(nextBan, target, room, reason, issuer, now, until, 0));
        return new Rules(rooms, next, nextBan + 1);
    }

    /** With these in their places by number. */
    Rules withBans(List<Ban> back) {
        List<Ban> next = new ArrayList<>(bans);
        next.addAll(back);
        next.sort(Comparator.comparingLong(Ban::id));
        return new Rules(rooms, next, Math.max(nextBan, next.getLast().id() + 1));
    }

    Rules withoutBans(Predicate<Ban> gone) {
        return new Rules(rooms, bans.stream().filter(gone.negate()).toList(), nextBan);
    }

    /** With this one in the place of that of its number. */
    Rules withChanged(Ban changed) {
        return new Rules(
                rooms,
                bans.stream()
                        .map(ban -> ban.id() == changed.id() ? changed : ban)
                        .toList(),
                nextBan);
    }

    Optional<Ban> ban(long id) {
        return bans.stream().filter(ban -> ban.id() == id).findFirst();
    }
}
