package org.wzp.relay.api;

import java.util.List;
import java.util.Optional;

/**
 * What is wrong with something that somebody wrote in a file, after a flag or into a field, in values. Its words are made in package
 * {@code text} and go after what it is about: a key, a flag, a table. Texts of files are printable and of limited length.
 */
public sealed interface Misfit {

    /** In words that somebody else made, with their full stop. */
    record Told(String words) implements Misfit {}

    record NoWholeNumber(long least, long most) implements Misfit {}

    record NoWholeNumberFrom(long least) implements Misfit {}

    record OutOfRange(String shown, long least, long most) implements Misfit {}

    /**
     * A time that is too short or too long.
     *
     * @param orNothing whether zero would do
     * @param most in {@code unit}
     */
    record NoTime(String shown, boolean orNothing, long most, Unit unit) implements Misfit {
        public enum Unit {
            SECONDS,
            MILLIS
        }
    }

    /** @param choices all that it can be, at least two */
    record NoneOf(String shown, List<String> choices) implements Misfit {
        public NoneOf {
            choices = List.copyOf(choices);
        }
    }

    /** It is no address with a port. */
    record NoAddress(String shown) implements Misfit {}

    /** @param interfaces of this machine, as far as it tells */
    record NoInterface(String shown, List<String> interfaces) implements Misfit {
        public NoInterface {
            interfaces = List.copyOf(interfaces);
        }
    }

    /** An address of one link, without the interface that this link is on. */
    record LacksInterface(String shown, List<String> interfaces) implements Misfit {
        public LacksInterface {
            interfaces = List.copyOf(interfaces);
        }
    }

    /** An address by a name that this machine doesn't know. */
    record UnknownAddress(String shown) implements Misfit {}

    /** @param example of what it must be */
    record NoWebAddress(String shown, String example) implements Misfit {}

    /** It must be the name of a room that can be global. */
    record NoGlobalRoom(String shown) implements Misfit {}

    /** It must be the name of a room. */
    record NoRoom(String shown) implements Misfit {}

    /** It must be the name of a room or the beginning of names. */
    record NoRooms(String shown) implements Misfit {}

    /** @param most characters that a name of a group may have */
    record NoGroup(String shown, int most) implements Misfit {}

    /** @param key of the table that has to be there, a text */
    record Lacks(String key) implements Misfit {}

    /** @param number of the table among those of its name, from 1 */
    record NumberLacks(int number, String key) implements Misfit {}

    record NoHost(String shown) implements Misfit {}

    record NoTlsFingerprint(String shown) implements Misfit {}

    /** It is there a second time. */
    record Again(String value) implements Misfit {}

    /** @param head as it must be written, such as {@code [settings]} */
    record NotWrittenAs(String head) implements Misfit {}

    /** @param head that must stand above each, such as {@code [[peers]]} */
    record NoTables(String head) implements Misfit {}

    /** @param table that says what was taken away, as it is written; this is nothing that can be */
    record TakesNothingAway(String table) implements Misfit {}

    /** It would be a table of this name, and is written as a key. */
    record IsTable(String head) implements Misfit {}

    /**
     * No such key.
     *
     * @param table as it is written, such as {@code [[peers]]}; empty for the file as a whole
     * @param near what may have been meant
     * @param known all that there are
     */
    record NoKey(Optional<String> table, Optional<String> near, List<String> known) implements Misfit {
        public NoKey {
            known = List.copyOf(known);
        }
    }

    /** The same where nothing depends on it. */
    record Ignored(NoKey why) implements Misfit {}

    /** @param near what may have been meant */
    record NoSetting(Optional<String> near) implements Misfit {}

    /** @param table that it stands in, where it means nothing */
    record Misplaced(String table) implements Misfit {}

    /** @param value that must stand in quotes */
    record NoQuotes(String value) implements Misfit {}

    /** What needs no value. */
    enum Plain implements Misfit {
        /** Neither true nor false, or in quotes. */
        NO_SWITCH,
        /** No text in quotes. */
        NO_TEXT,
        LABEL_NO_TEXT,
        FINGERPRINT_AGAIN,
        UNTIL_NO_MOMENT,
        NO_MOMENT,
        NO_LIST,
        NO_LIST_OF_TEXTS,
        NO_POLICY,
        /** Not the one format that there is, or not above everything else. */
        NO_FORMAT,
        /** A ban of an identity has an address as well. */
        BESIDE_IDENTITY,
        NO_VALUE,
        /** Of a feature that this version doesn't have. */
        LATER
    }
}
