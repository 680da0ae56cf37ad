package org.wzp.relay.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which rooms a rule is for: one room by its name, all whose names begin so ({@code team-*}), or all ({@code *}). Of those
 * that cover a room the most exact counts. Rooms of direct calls are covered by their own names only: a rule for rooms that
 * people join by name must not end calls.
 */
public final class RoomPattern {
    /** Covers every room. */
    public static final String ALL = "*";

    private static final String STAR = "*";

    private RoomPattern() {}

    /** The canonical form of what was typed; empty when it is neither the name of a room nor the beginning of one. */
    public static Optional<String> ofText(String text) {
        String typed = text.strip();
        if (!isPattern(typed)) {
            return RoomName.ofText(typed);
        }
        String head = head(typed);
        // with a letter behind it, the beginning of a name is a name
        return head.isEmpty() || RoomName.isServerName(head + "a")
                ? Optional.of(head.toLowerCase(Locale.ROOT) + STAR)
                : Optional.empty();
    }

    /** Whether it is for more than one room. */
    public static boolean isPattern(String text) {
        return text.endsWith(STAR);
    }

    /** Whether it is for that room, itself or by the beginning of its name. */
    public static boolean covers(String pattern, String room) {
        return pattern.equals(room) || (isPattern(pattern) && !RoomName.isCall(room) && room.startsWith(head(pattern)));
    }

    /** What covers a room or all rooms of a pattern, the most exact first: itself, {@code team-*}, {@code team*}, … {@code *}. */
    public static Stream<String> covering(String scope) {
        if (RoomName.isCall(scope)) {
            return Stream.of(scope);
        }
        String head = isPattern(scope) ? head(scope) : scope;
        int longest = isPattern(scope) ? head.length() - 1 : head.length();
        return Stream.concat(
                Stream.of(scope),
                IntStream.rangeClosed(0, longest).mapToObj(cut -> head.substring(0, longest - cut) + STAR));
    }

    private static String head(String pattern) {
        return pattern.substring(0, pattern.length() - STAR.length());
    }
}
