package org.wzp.relay.text;

import java.util.Optional;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.TextPlace;

/** What is wrong in a file of the relay's, and where, in a sentence. */
public final class MistakeWords {
    private MistakeWords() {}

    /** For log and command line. */
    public static String english(ConfigMistake mistake) {
        return of(mistake, Speech.ENGLISH);
    }

    /** Such as {@code /etc/wzp/relay.toml, line 3, column 1: max_sessions must be a whole number from 1 to 1000000.} */
    public static String of(ConfigMistake mistake, Speech speech) {
        return place(mistake.file(), mistake.place(), speech) + ": " + what(mistake.what(), speech);
    }

    /** The file, and the place in it if it is known. */
    static String place(String file, Optional<TextPlace> place, Speech speech) {
        return place.map(at -> at.column().isPresent()
                        ? speech.say(
                                "place.column", file, at.line(), at.column().getAsInt())
                        : speech.say("place.line", file, at.line()))
                .orElse(file);
    }

    /** Without the file. */
    public static String what(ConfigMistake.What what, Speech speech) {
        return switch (what) {
            case ConfigMistake.Key key -> key.name() + " " + MisfitWords.of(key.what(), speech);
            case ConfigMistake.Table table ->
                speech.say("mistake.table", table.head(), table.number(), MisfitWords.of(table.what(), speech));
            case ConfigMistake.Told told -> told.words();
            case ConfigMistake.NoText _ -> speech.say("mistake.no-text");
            case ConfigMistake.NoToml no -> speech.say("mistake.no-toml", no.words());
        };
    }
}
