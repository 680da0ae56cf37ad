package org.wzp.relay.api;

import java.util.List;

/** @param allowed identity fingerprints that may enter when the policy is {@link RoomPolicy#ALLOW_LIST} */
public record RoomRule(String room, RoomPolicy policy, List<String> allowed) {
    public RoomRule {
        allowed = List.copyOf(allowed);
    }
}
