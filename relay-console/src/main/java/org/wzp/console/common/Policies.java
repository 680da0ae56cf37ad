package org.wzp.console.common;

import org.wzp.relay.api.RoomPolicy;

/** Who may enter a room, in words. */
public final class Policies {
    private Policies() {}

    public static String text(RoomPolicy policy) {
        return switch (policy) {
            case OPEN -> Texts.of("policy.open");
            case ALLOW_LIST -> Texts.of("policy.allow-list");
            case CLOSED -> Texts.of("policy.closed");
        };
    }
}
