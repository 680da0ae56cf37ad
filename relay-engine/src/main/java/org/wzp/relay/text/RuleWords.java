package org.wzp.relay.text;

import org.wzp.relay.api.RoomRule;

/** Rooms' rules in words, for log and events. */
final class RuleWords {
    private RuleWords() {}

    /**
     * Why a rule keeps somebody out: {@code room board is closed}.
     *
     * @param rule of a room that is not open
     */
    static String keptOut(RoomRule rule, Speech speech) {
        return switch (rule.policy()) {
            case OPEN -> throw new IllegalArgumentException("Room " + rule.room() + " is open and keeps nobody out.");
            case ALLOW_LIST -> speech.say("rule.not-listed", rule.room());
            case CLOSED -> speech.say("rule.closed", rule.room());
        };
    }
}
