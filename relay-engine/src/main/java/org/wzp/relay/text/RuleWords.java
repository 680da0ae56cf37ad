package org.wzp.relay.text;

import org.wzp.relay.api.RoomRule;

/** Rooms' rules in words, for log and events. */
public final class RuleWords {
    private RuleWords() {}

    /**
     * Why a rule keeps somebody out: {@code room board is closed}.
     *
     * @param rule of a room that is not open
     */
    public static String keptOut(RoomRule rule) {
        return switch (rule.policy()) {
            case OPEN -> throw new IllegalArgumentException("Room " + rule.room() + " is open and keeps nobody out.");
            case ALLOW_LIST -> "not on the allow-list of room " + rule.room();
            case CLOSED -> "room " + rule.room() + " is closed";
        };
    }
}
