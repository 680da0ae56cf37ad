package org.wzp.relay.api;

import java.util.List;

/** The access rules in force. */
public record AccessStatus(List<RoomRule> rules, List<Ban> bans) {
    public AccessStatus {
        rules = List.copyOf(rules);
        bans = List.copyOf(bans);
    }
}
