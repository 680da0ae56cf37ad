package org.wzp.relay.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.wzp.relay.api.DrainStatus;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.api.SettingChange;

/** What commands did to the relay as a whole, in sentences. */
final class RelayWords {
    /** Of more settings a sentence names these and counts the others. */
    private static final int MOST_SETTINGS = 5;

    private static final String UNSET = "not set here";

    private RelayWords() {}

    static String of(RelayEffect effect, Speech speech) {
        return switch (effect) {
            case RelayEffect.SettingsChanged changed -> of(changed.changes(), speech);
            case RelayEffect.Draining draining -> of(draining.drain(), draining.inside(), speech);
            case RelayEffect.Watching watching -> of(watching, speech);
            case RelayEffect.DrainCancelled _ -> speech.say("done.drain-cancelled");
            case RelayEffect.IdentityReplaced replaced ->
                Speech.joined(
                        speech.say("done.identity-replaced", Names.shortened(replaced.after())),
                        replaced.keptIn()
                                .map(file -> speech.say("done.identity-replaced.kept-in", file))
                                .orElse(""));
        };
    }

    private static String of(List<SettingChange> changes, Speech speech) {
        String each = changes.stream()
                .limit(MOST_SETTINGS)
                .map(change -> of(change, speech))
                .collect(Collectors.joining(" "));
        int more = changes.size() - MOST_SETTINGS;
        return more > 0 ? Speech.joined(each, speech.say("done.settings-more", more)) : each;
    }

    private static String of(SettingChange change, Speech speech) {
        String value = change.after().orElse("");
        if (change.after().isEmpty()) {
            return speech.say("done.setting-gone", change.key());
        }
        return change.needsRestart() && !value.equals(change.runs())
                ? speech.say("done.setting-from-next-start", change.key(), value, shown(change.runs(), speech))
                : speech.say("done.setting", change.key(), shown(value, speech));
    }

    private static String shown(String value, Speech speech) {
        return value.isEmpty() ? speech.say("done.setting-not-set") : value;
    }

    /** {@code The relay stops once the last of 4 people has left; nobody new is let in.} */
    private static String of(DrainStatus drain, int inside, Speech speech) {
        if (inside == 0) {
            return speech.say("done.draining.nobody");
        }
        return drain.until()
                .map(end -> speech.say("done.draining-until", inside, moment(end, speech)))
                .orElseGet(() -> speech.say("done.draining", inside));
    }

    private static String of(RelayEffect.Watching watching, Speech speech) {
        String room = Names.room(watching.room());
        String until = moment(watching.until(), speech);
        return watching.person()
                .map(who -> speech.say("done.watching-person", watching.packets(), room, until, Names.withKey(who)))
                .orElseGet(() -> speech.say("done.watching", watching.packets(), room, until));
    }

    /** In the operator's own time zone. */
    private static String moment(Instant end, Speech speech) {
        return speech.moment(end, ZoneId.systemDefault());
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

    private static String list(List<String> all) {
        return Cut.NAMED.of(String.join(", ", all));
    }

    private static String inWords(DrainStatus drain) {
        return "stops when nobody is left"
                + drain.until().map(end -> ", at " + end + " at the latest").orElse("");
    }
}
