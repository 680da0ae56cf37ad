package org.wzp.relay.api;

import java.util.List;

/** @param allowed identity fingerprints that may enter when the policy is {@link RoomPolicy#ALLOW_LIST} */
public record RoomRule(String room, RoomPolicy policy, List<String> allowed) {
    public RoomRule {
        allowed = List.copyOf(allowed);
    }

    /** Whether it lets an identity join that is not banned: the one decision of joins, Explain and dry runs. */
    public boolean lets(String fingerprint) {
        return switch (policy) {
            case OPEN -> true;
            case CLOSED -> false;
            case ALLOW_LIST -> allowed.contains(fingerprint);
        };
    }
}
