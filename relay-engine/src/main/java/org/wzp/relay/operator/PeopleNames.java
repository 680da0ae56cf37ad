package org.wzp.relay.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.text.Names;

/**
 * What commands call people: the alias of those who are inside or were removed lately, with the first groups of the
 * fingerprint behind it, because an alias is whatever a client says and two people may have one. Called by one command at a
 * time.
 */
final class PeopleNames {
    /** Of more a sentence says how many. */
    static final int MOST_NAMED = 3;

    private static final int MOST_IN_FULL = 10;
    private static final int REMEMBERED = 256;

    private final RoomDirectory rooms;
    /** Aliases of those whom commands removed, by fingerprint, oldest first. */
    private final Map<String, String> removed = new LinkedHashMap<>();

    PeopleNames(RoomDirectory rooms) {
        this.rooms = rooms;
    }

    /** Keeps the alias of somebody who is about to be removed. */
    void remember(Participant participant) {
        String alias = participant.shownAlias();
        if (!alias.isEmpty()) {
            removed.remove(participant.fingerprint());
            removed.put(participant.fingerprint(), alias);
            if (removed.size() > REMEMBERED) {
                removed.remove(removed.keySet().iterator().next());
            }
        }
    }

    /** {@code Anna (518e:b935)}; {@code 518e:b935} without an alias. */
    String of(Participant participant) {
        return Names.withKey(participant.shownAlias(), participant.fingerprint());
    }

    String of(String fingerprint) {
        return Names.withKey(alias(fingerprint), fingerprint);
    }

    private String alias(String fingerprint) {
        return inside(fingerprint).map(Participant::shownAlias).orElse(removed.getOrDefault(fingerprint, ""));
    }

    /** For the audit log: {@code 518e:b935:62fa:9e34:e59c:28b6:7fc2:d384 (Anna)}. */
    String inFull(String fingerprint) {
        String alias = alias(fingerprint);
        return alias.isEmpty() ? fingerprint : fingerprint + " (" + alias + ")";
    }

    /** {@code Anna, Ben and 7 more}. */
    String list(List<String> names) {
        return cut(names, MOST_NAMED);
    }

    /** The same for the audit log, of ten at most. */
    String listInFull(List<Participant> people) {
        return cut(
                people.stream()
                        .limit(MOST_IN_FULL + 1L)
                        .map(person -> inFull(person.fingerprint()))
                        .toList(),
                people.size(),
                MOST_IN_FULL);
    }

    private static String cut(List<String> names, int most) {
        return cut(names, names.size(), most);
    }

    private static String cut(List<String> names, int count, int most) {
        if (count > most) {
            return String.join(", ", names.subList(0, most)) + " and " + (count - most) + " more";
        }
        int last = names.size() - 1;
        return last <= 0
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    boolean isInside(String fingerprint) {
        return inside(fingerprint).isPresent();
    }

    private Optional<Participant> inside(String fingerprint) {
        for (Room room : rooms.rooms()) {
            Participant member = room.membership().withFingerprint(fingerprint);
            if (member != null) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }
}
