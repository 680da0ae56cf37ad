package org.wzp.console.text;

import java.util.Locale;
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

    /** The same with what it means, for the place where it is chosen. */
    public static String choice(RoomPolicy policy) {
        return switch (policy) {
            case OPEN -> Texts.of("policy.open.choice");
            case ALLOW_LIST -> Texts.of("policy.allow-list.choice");
            case CLOSED -> Texts.of("policy.closed.choice");
        };
    }

    /** For ids of controls, such as {@code allow-list}. */
    public static String id(RoomPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
