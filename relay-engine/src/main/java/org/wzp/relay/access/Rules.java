package org.wzp.relay.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

/**
 * The access rules at one moment. Immutable; the {@code with} methods make the next ones.
 *
 * @param rooms by room name, only rooms that differ from open-to-everybody
 * @param bans in the order they were issued; {@code hits} here are those already written down
 * @param nextBan number of the next ban
 */
public record Rules(Map<String, RoomRule> rooms, List<Ban> bans, long nextBan) {
    public static final Rules NONE = new Rules(Map.of(), List.of(), 1);

    public Rules {
        rooms = Map.copyOf(rooms);
        bans = List.copyOf(bans);
    }

    public RoomRule room(String name) {
        RoomRule rule = rooms.get(name);
        return rule == null ? new RoomRule(name, RoomPolicy.OPEN, List.of()) : rule;
    }

    Rules with(RoomRule rule) {
        Map<String, RoomRule> next = new TreeMap<>(rooms);
        if (rule.policy() == RoomPolicy.OPEN && rule.allowed().isEmpty()) {
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
