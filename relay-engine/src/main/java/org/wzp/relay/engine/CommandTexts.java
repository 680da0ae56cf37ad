package org.wzp.relay.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.room.Participant;
import org.wzp.relay.wire.PrintableText;

/** Commands in words, for outcomes and the audit log. */
final class CommandTexts {
    private static final int MAX_REASON_CHARS = 200;
    private static final int MAX_NAMED_CHARS = 2_000;
    private static final int SHORT_FINGERPRINT_CHARS = 9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;

    private CommandTexts() {}

    /**
     * What the command names, for the audit log: people by identity and alias, never by the number of a connection.
     *
     * @param named whom it turned out to name
     */
    static Map<String, String> arguments(OperatorCommand command, Map<String, String> named) {
        Map<String, String> arguments = new LinkedHashMap<>();
        switch (command) {
            case OperatorCommand.Kick kick -> arguments.put("keepOut", keptOut(kick.keepOut()));
            case OperatorCommand.AddBan ban -> {
                arguments.put("target", ban.target().text());
                ban.room().ifPresent(room -> arguments.put("room", room));
                arguments.put("term", inWords(ban.term()));
            }
            case OperatorCommand.LiftBan lift -> arguments.put("bans", numbers(lift.bans()));
            case OperatorCommand.RestoreBans restore ->
                arguments.put(
                        "bans", numbers(restore.bans().stream().map(Ban::id).toList()));
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
            case OperatorCommand.LockRoom lock -> arguments.put("room", lock.room());
            case OperatorCommand.RestoreRoom restore -> {
                arguments.put("room", restore.rule().room());
                arguments.put("policy", restore.rule().policy().name());
            }
            case OperatorCommand.CloseRoom close -> {
                arguments.put("room", close.room());
                arguments.put("keptClosed", close.keepClosed() ? "yes" : "no");
            }
        }
        arguments.replaceAll((name, value) -> PrintableText.of(value, MAX_REASON_CHARS));
        named.forEach((name, value) -> arguments.put(name, PrintableText.of(value, MAX_NAMED_CHARS)));
        return arguments;
    }

    static String numbers(List<Long> ids) {
        return PrintableText.of(
                String.join(" ", ids.stream().map(String::valueOf).toList()), MAX_REASON_CHARS);
    }

    private static String keptOut(KeepOut keepOut) {
        return switch (keepOut) {
            case KeepOut.Nothing nothing -> "no";
            case KeepOut.Held held ->
                (held.scope() == KeepOut.Scope.ROOM ? "of the room " : "of the relay ")
                        + inWords(held.term())
                        + (held.addressToo() ? ", with the address" : "");
        };
    }

    private static String inWords(KeepOut.Term term) {
        return switch (term) {
            case KeepOut.For limited -> "for " + inWords(limited.duration());
            case KeepOut.Until until -> "until " + until.moment();
            case KeepOut.ForGood good -> "for good";
        };
    }

    /** The operator's reason; empty where the command has none. */
    static String reason(OperatorCommand command) {
        return switch (command) {
            case OperatorCommand.Kick kick -> reason(kick.reason());
            case OperatorCommand.AddBan ban -> reason(ban.reason());
            case OperatorCommand.CloseRoom close -> reason(close.reason());
            case OperatorCommand.LiftBan lift -> "";
            case OperatorCommand.RestoreBans restore -> "";
            case OperatorCommand.SetRoomPolicy set -> "";
            case OperatorCommand.AllowInRoom allow -> "";
            case OperatorCommand.RemoveFromRoom remove -> "";
            case OperatorCommand.LockRoom lock -> "";
            case OperatorCommand.RestoreRoom restore -> "";
        };
    }

    static String reason(String asTyped) {
        return PrintableText.of(asTyped, MAX_REASON_CHARS);
    }

    /** The alias, else the first groups of the fingerprint. */
    static String name(Participant participant) {
        return name(Journal.shownAlias(participant), participant.fingerprint());
    }

    /** The alias, else the first groups of the fingerprint. */
    static String name(String shownAlias, String fingerprint) {
        return shownAlias.isEmpty() ? shortened(fingerprint) : shownAlias;
    }

    /** The alias with the first groups of the fingerprint, because two people may have one name. */
    static String person(String shownAlias, String fingerprint) {
        return shownAlias.isEmpty() ? shortened(fingerprint) : shownAlias + " (" + shortened(fingerprint) + ")";
    }

    static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(fingerprint.length(), SHORT_FINGERPRINT_CHARS));
    }

    static String people(int count) {
        return count == 1 ? "1 person" : count + " people";
    }

    /** Such as {@code 5 minutes} or {@code 1 hour 30 minutes}: the two largest units that matter, rounded to seconds. */
    static String inWords(Duration duration) {
        long seconds = Math.max(1, duration.plusMillis(500).toSeconds());
        long minutes = seconds / SECONDS_PER_MINUTE;
        long hours = minutes / MINUTES_PER_HOUR;
        long days = hours / HOURS_PER_DAY;
        if (days > 0) {
            return spelled(days, "day", hours % HOURS_PER_DAY, "hour");
        }
        if (hours > 0) {
            return spelled(hours, "hour", minutes % MINUTES_PER_HOUR, "minute");
        }
        return spelled(minutes, "minute", seconds % SECONDS_PER_MINUTE, "second");
    }

    private static String spelled(long large, String largeUnit, long small, String smallUnit) {
        String first = large == 0 ? "" : large + " " + largeUnit + (large == 1 ? "" : "s");
        String second = small == 0 ? "" : small + " " + smallUnit + (small == 1 ? "" : "s");
        return (first + " " + second).strip();
    }
}
