package org.wzp.relay.text;

import java.util.List;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.Person;
import org.wzp.relay.wire.RoomPattern;

/**
 * What people are called. An alias is whatever a client says: it is made printable and cut here, once, and two people may have
 * the same. A fingerprint is shortened to its first two groups.
 */
public final class Names {
    /** Of more people a sentence names the first and says how many more. */
    public static final int MOST_NAMED = 3;

    /** The same in the audit log. */
    private static final int MOST_IN_FULL = 10;

    private static final int SHORT_FINGERPRINT_CHARS = 9;

    private Names() {}

    /** The alias as tables and logs may show it; empty when there is none. */
    public static String alias(String asSent) {
        return isBlank(asSent) ? "" : Cut.ALIAS.of(asSent.strip());
    }

    /** Also what is wider than {@code strip} knows, such as spaces that don't break and marks on nothing. */
    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> Character.isWhitespace(c);
        });
    }

    /** The room as sentences and tables show it. */
    public static String room(String name) {
        return Cut.ROOM.of(name);
    }

    /** The room or rooms that a rule is for. */
    static String rooms(String scope, Speech speech) {
        if (scope.equals(RoomPattern.ALL)) {
            return speech.say("rooms.others");
        }
        return RoomPattern.isPattern(scope) ? speech.say("rooms.named", room(scope)) : room(scope);
    }

    /** The alias, else the first groups of the fingerprint. */
    public static String of(String alias, String fingerprint) {
        String shown = alias(alias);
        return shown.isEmpty() ? shortened(fingerprint) : shown;
    }

    /** The alias with the first groups of the fingerprint behind it: {@code Anna (518e:b935)}. */
    public static String withKey(String alias, String fingerprint) {
        String shown = alias(alias);
        return shown.isEmpty() ? shortened(fingerprint) : shown + " (" + shortened(fingerprint) + ")";
    }

    /** The same, for whatever happens to a person. */
    public static String withKey(Person person) {
        return withKey(person.alias(), person.fingerprint());
    }

    /** {@code 518e:b935:62fa:9e34:e59c:28b6:7fc2:d384 (Anna)}, for the audit log. */
    static String inFull(String alias, String fingerprint) {
        String shown = alias(alias);
        return shown.isEmpty() ? fingerprint : fingerprint + " (" + shown + ")";
    }

    private static String inFull(Person person) {
        return inFull(person.alias(), person.fingerprint());
    }

    /** The first two groups: {@code 518e:b935}; of a list's entry that means several, all of it. */
    public static String shortened(String fingerprint) {
        if (PeopleGroup.isMeant(fingerprint)) {
            return fingerprint;
        }
        return fingerprint.substring(0, Math.min(fingerprint.length(), SHORT_FINGERPRINT_CHARS));
    }

    /** {@code 1 person}, {@code 3 people}, for the audit log. */
    static String people(int count) {
        return count == 1 ? "1 person" : Numbers.whole(count) + " people";
    }

    /** {@code Anna (518e:b935), Ben (77a0:1c2d), Cleo (0b1f:93aa) and 7 more}. */
    static String several(List<Person> people, Speech speech) {
        return list(people.stream().map(Names::withKey).toList(), speech);
    }

    /** All of them in full, for the audit log. */
    static String allInFull(List<Person> people) {
        return String.join(", ", people.stream().map(Names::inFull).toList());
    }

    /** The same of ten at most. */
    static String severalInFull(List<Person> people) {
        return Speech.ENGLISH.list(people.stream().map(Names::inFull).toList(), MOST_IN_FULL);
    }

    /** Of more than three the first three, and how many more. */
    static String list(List<String> names, Speech speech) {
        return speech.list(names, MOST_NAMED);
    }
}
