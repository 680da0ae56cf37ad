package org.wzp.relay.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.wzp.relay.api.DrainStatus;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.api.SettingChange;

/** What commands did to the relay as a whole, in sentences. */
public final class RelayWords {
    /** Of more settings a sentence names these and counts the others. */
    private static final int MOST_SETTINGS = 5;

    private static final String UNSET = "not set here";

    private RelayWords() {}

    static String of(RelayEffect effect) {
        return switch (effect) {
            case RelayEffect.SettingsChanged changed -> of(changed.changes());
            case RelayEffect.Draining draining -> of(draining.drain(), draining.inside());
            case RelayEffect.Watching watching ->
                "Watching the headers of the next " + Numbers.whole(watching.packets()) + " packets of "
                        + whose(watching) + ", until " + moment(watching.until()) + " at the latest.";
            case RelayEffect.DrainCancelled cancelled -> "The relay goes on, and lets people in again.";
            case RelayEffect.IdentityReplaced replaced ->
                "The relay's identity is " + Names.shortened(replaced.after())
                        + " from its next start on; clients will warn that the relay has changed."
                        + replaced.keptIn()
                                .map(file -> " The one before is kept in " + file + ".")
                                .orElse("");
        };
    }

    private static String of(List<SettingChange> changes) {
        String each = changes.stream().limit(MOST_SETTINGS).map(RelayWords::of).collect(Collectors.joining(" "));
        int more = changes.size() - MOST_SETTINGS;
        return more > 0 ? each + " And " + more + " more." : each;
    }

    private static String of(SettingChange change) {
        String value = change.after().orElse("");
        if (change.after().isEmpty()) {
            return change.key() + " is no longer set in this window.";
        }
        return change.needsRestart() && !value.equals(change.runs())
                ? change.key() + " is " + value + " from the next start on (now " + shown(change.runs()) + ")."
                : change.key() + " is " + shown(value) + " now.";
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : value;
    }

    /** {@code The relay stops once the last of 4 people has left; nobody new is let in.} */
    private static String of(DrainStatus drain, int inside) {
        String last = inside == 1
                ? "once the one person left here has gone"
                : "once the last of " + Names.people(inside) + " has left";
        if (inside == 0) {
            return "Nobody is here: the relay stops now.";
        }
        return "The relay stops "
                + drain.until().map(end -> "at " + moment(end) + ", or " + last).orElse(last)
                + "; nobody new is let in.";
    }

    /** In the operator's own time zone. */
    private static String moment(Instant end) {
        return Speech.ENGLISH.moment(end, ZoneId.systemDefault());
    }

    /** Before, for the audit log. */
    static String before(RelayEffect effect) {
        return switch (effect) {
            case RelayEffect.SettingsChanged changed ->
                list(changed.changes().stream()
                        .map(change -> change.key() + " = " + change.before().orElse(UNSET))
                        .toList());
            case RelayEffect.Draining draining -> "running";
            case RelayEffect.Watching watching -> "";
            case RelayEffect.DrainCancelled cancelled -> inWords(cancelled.before());
            case RelayEffect.IdentityReplaced replaced -> replaced.before().orElse("unreadable");
        };
    }

    /** After, for the audit log. */
    static String after(RelayEffect effect) {
        return switch (effect) {
            case RelayEffect.SettingsChanged changed ->
                list(changed.changes().stream()
                        .map(change -> change.key() + " = " + change.after().orElse(UNSET))
                        .toList());
            case RelayEffect.Draining draining -> inWords(draining.drain());
            case RelayEffect.Watching watching -> "headers watched until " + watching.until();
            case RelayEffect.DrainCancelled cancelled -> "running";
            case RelayEffect.IdentityReplaced replaced -> replaced.after();
        };
    }

    private static String whose(RelayEffect.Watching watching) {
        String room = Names.room(watching.room());
        return watching.person().map(who -> Names.withKey(who) + " in " + room).orElse(room);
    }

    private static String list(List<String> all) {
        return Cut.NAMED.of(String.join(", ", all));
    }

    private static String inWords(DrainStatus drain) {
        return "stops when nobody is left"
                + drain.until().map(end -> ", at " + end + " at the latest").orElse("");
    }
}
