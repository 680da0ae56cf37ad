package org.wzp.relay.text;

import java.util.List;
import java.util.Locale;
import org.wzp.relay.api.Misfit;

/** What is wrong with something that somebody wrote, such as {@code must be a whole number from 1 to 3600.} */
public final class MisfitWords {
    /** From so many words on they are listed. */
    private static final int MANY = 4;

    private MisfitWords() {}

    /** Goes after a key, a flag or a table, and ends a sentence. */
    public static String of(Misfit misfit, Speech speech) {
        return switch (misfit) {
            case Misfit.Told told -> told.words();
            case Misfit.NoWholeNumber no -> speech.say("misfit.no-whole-number", no.least(), no.most());
            case Misfit.NoWholeNumberFrom no -> speech.say("misfit.no-whole-number-from", no.least());
            case Misfit.OutOfRange out -> speech.say("misfit.out-of-range", out.shown(), out.least(), out.most());
            case Misfit.NoTime no -> noTime(no, speech);
            case Misfit.NoneOf none -> noneOf(none, speech);
            case Misfit.NoAddress no -> speech.say("misfit.no-address", no.shown());
            case Misfit.NoInterface no ->
                speech.say("misfit.no-interface", no.shown(), interfaces(no.interfaces(), speech));
            case Misfit.LacksInterface lacks ->
                speech.say("misfit.lacks-interface", lacks.shown(), interfaces(lacks.interfaces(), speech));
            case Misfit.UnknownAddress unknown -> speech.say("misfit.unknown-address", unknown.shown());
            case Misfit.NoWebAddress no -> speech.say("misfit.no-web-address", no.shown(), no.example());
            case Misfit.NoGlobalRoom no -> speech.say("misfit.no-global-room", no.shown());
            case Misfit.NoRoom no -> speech.say("misfit.no-room", no.shown());
            case Misfit.NoRooms no -> speech.say("misfit.no-rooms", no.shown());
            case Misfit.NoGroup no -> speech.say("misfit.no-group", no.shown(), no.most());
            case Misfit.Lacks lacks -> speech.say("misfit.lacks", lacks.key());
            case Misfit.NumberLacks lacks -> speech.say("misfit.number-lacks", lacks.number(), lacks.key());
            case Misfit.NoHost no -> speech.say("misfit.no-host", no.shown());
            case Misfit.NoTlsFingerprint no -> speech.say("misfit.no-tls-fingerprint", no.shown());
            case Misfit.Again again -> speech.say("misfit.again", again.value());
            case Misfit.NotWrittenAs not -> speech.say("misfit.not-written-as", not.head());
            case Misfit.NoTables no -> speech.say("misfit.no-tables", no.head());
            case Misfit.IsTable table -> speech.say("misfit.is-table", table.head());
            case Misfit.TakesNothingAway nothing -> speech.say("misfit.takes-nothing-away", nothing.table());
            case Misfit.NoKey no -> noKey(no, speech);
            case Misfit.Ignored ignored -> Speech.joined(noKey(ignored.why(), speech), speech.say("misfit.no-effect"));
            case Misfit.NoSetting no ->
                no.near()
                        .map(near -> speech.say("misfit.no-setting.near", near))
                        .orElseGet(() -> speech.say("misfit.no-setting"));
            case Misfit.Misplaced misplaced -> speech.say("misfit.misplaced", misplaced.table());
            case Misfit.NoQuotes no -> speech.say("misfit.no-quotes", no.value());
            case Misfit.Plain plain ->
                speech.say("misfit." + plain.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    private static String noTime(Misfit.NoTime no, Speech speech) {
        String unit = speech.say("misfit.no-time." + no.unit().name().toLowerCase(Locale.ROOT));
        return speech.say(no.orNothing() ? "misfit.no-time.or-nothing" : "misfit.no-time", no.shown(), no.most(), unit);
    }

    private static String noneOf(Misfit.NoneOf none, Speech speech) {
        List<String> choices = none.choices();
        if (choices.size() < 2 || choices.size() >= MANY) {
            return speech.say("misfit.none-of-many", none.shown(), String.join(", ", choices));
        }
        int last = choices.size() - 1;
        return speech.say(
                "misfit.none-of-few", none.shown(), String.join(", ", choices.subList(0, last)), choices.get(last));
    }

    private static String noKey(Misfit.NoKey no, Speech speech) {
        String key = "misfit.no-key" + (no.table().isPresent() ? ".table" : "");
        String table = no.table().orElse("");
        return no.near()
                .map(near -> speech.say(key + (no.table().isPresent() ? "-near" : ".near"), near, table))
                .orElseGet(() -> speech.say(key, String.join(", ", no.known()), table));
    }

    private static String interfaces(List<String> names, Speech speech) {
        return names.isEmpty() ? speech.say("misfit.no-interfaces") : String.join(", ", names);
    }
}
