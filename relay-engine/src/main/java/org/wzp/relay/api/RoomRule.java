package org.wzp.relay.api;

import java.util.Collection;
import java.util.List;
import org.wzp.relay.wire.RoomPattern;

/**
 * Who may join a room, or each room of a pattern.
 *
 * @param room its name, the beginning of names and a star, or a star alone ({@link RoomPattern})
 * @param allowed identity fingerprints, and groups as {@link PeopleGroup#entry}, that may enter when the policy is {@link RoomPolicy#ALLOW_LIST}
 */
public record RoomRule(String room, RoomPolicy policy, List<String> allowed) {
    public RoomRule {
        allowed = List.copyOf(allowed);
    }

    /** What holds where no rule says anything. */
    public static RoomRule none(String room) {
        return new RoomRule(room, RoomPolicy.OPEN, List.of());
    }

    /** Whether it is for more than one room. */
    public boolean isPattern() {
        return RoomPattern.isPattern(room);
    }

    /** The same for one of its rooms. */
    public RoomRule of(String one) {
        return one.equals(room) ? this : new RoomRule(one, policy, allowed);
    }

    /**
     * Whether it lets an identity join that is not banned: the one decision of joins, Explain and dry runs.
     *
     * @param groups that the identity is in
     */
    public boolean lets(String fingerprint, Collection<String> groups) {
        return switch (policy) {
            case OPEN -> true;
            case CLOSED -> false;
            case ALLOW_LIST -> lists(fingerprint, groups);
        };
    }

    /** Whether an identity is on the list, itself or by a group it is in. */
    public boolean lists(String fingerprint, Collection<String> groups) {
        return allowed.contains(fingerprint)
                || groups.stream().anyMatch(group -> allowed.contains(PeopleGroup.entry(group)));
    }
}
