package org.wzp.relay.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.room.Participant;
import org.wzp.relay.wire.PrintableText;

/** Commands in words, for outcomes and the audit log. */
final class CommandTexts {
    private static final int MAX_REASON_CHARS = 200;
    private static final int SHORT_FINGERPRINT_CHARS = 9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;

    private CommandTexts() {}

    /** What the command names, for the audit log. */
    static Map<String, String> arguments(OperatorCommand command) {
        Map<String, String> arguments = new LinkedHashMap<>();
        switch (command) {
            case OperatorCommand.Kick kick -> {
                arguments.put("participant", Long.toString(kick.participant()));
                kick.hold().ifPresent(hold -> arguments.put("hold", hold.toString()));
            }
            case OperatorCommand.AddBan ban -> {
                arguments.put("target", ban.target().text());
                ban.room().ifPresent(room -> arguments.put("room", room));
                ban.until().ifPresent(until -> arguments.put("until", until.toString()));
            }
            case OperatorCommand.LiftBan lift -> arguments.put("ban", Long.toString(lift.ban()));
            case OperatorCommand.SetRoomPolicy set -> {
                arguments.put("room", set.room());
                arguments.put("policy", set.policy().name());
            }
            case OperatorCommand.AllowInRoom allow -> {
                arguments.put("room", allow.room());
                arguments.put("fingerprint", allow.fingerprint());
            }
            case OperatorCommand.RemoveFromRoom remove -> {
                arguments.put("room", remove.room());
                arguments.put("fingerprint", remove.fingerprint());
            }
            case OperatorCommand.CloseRoom close -> arguments.put("room", close.room());
        }
        arguments.replaceAll((name, value) -> PrintableText.of(value, MAX_REASON_CHARS));
        return arguments;
    }

    /** The operator's reason; empty where the command has none. */
    static String reason(OperatorCommand command) {
        return switch (command) {
            case OperatorCommand.Kick kick -> reason(kick.reason());
            case OperatorCommand.AddBan ban -> reason(ban.reason());
            case OperatorCommand.CloseRoom close -> reason(close.reason());
            case OperatorCommand.LiftBan lift -> "";
            case OperatorCommand.SetRoomPolicy set -> "";
            case OperatorCommand.AllowInRoom allow -> "";
            case OperatorCommand.RemoveFromRoom remove -> "";
        };
    }

    static String reason(String asTyped) {
        return PrintableText.of(asTyped, MAX_REASON_CHARS);
    }

    /** The alias, else the first groups of the fingerprint. */
    static String name(Participant participant) {
        String alias = Journal.shownAlias(participant);
        return alias.isEmpty() ? shortened(participant.fingerprint()) : alias;
    }

    static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(fingerprint.length(), SHORT_FINGERPRINT_CHARS));
    }

    static String people(int count) {
        return count == 1 ? "1 participant" : count + " participants";
    }

    /** Such as {@code 3 min 12 s}: the two largest units that matter. */
    static String duration(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        long minutes = seconds / SECONDS_PER_MINUTE;
        long hours = minutes / MINUTES_PER_HOUR;
        long days = hours / HOURS_PER_DAY;
        if (days > 0) {
            return joined(days, "d", hours % HOURS_PER_DAY, "h");
        }
        if (hours > 0) {
            return joined(hours, "h", minutes % MINUTES_PER_HOUR, "min");
        }
        return minutes > 0 ? joined(minutes, "min", seconds % SECONDS_PER_MINUTE, "s") : seconds + " s";
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
