package org.wzp.console.rooms;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wzp.relay.api.RoomStatus;

/** What everybody seen since the window opened has called themselves, by fingerprint; bounded. JavaFX thread only. */
final class PastNames {
    private static final int MOST_PEOPLE = 4_096;

    /** Who changes their name with every join is shown the last ones. */
    private static final int MOST_NAMES = 8;

    private final Map<String, Set<String>> names = new LinkedHashMap<>();

    void see(List<RoomStatus> rooms) {
        for (RoomStatus room : rooms) {
            room.participants().stream()
                    .filter(person -> !person.ownAlias().isBlank())
                    .forEach(person -> see(person.fingerprint(), person.ownAlias()));
        }
    }

    private void see(String fingerprint, String alias) {
        Set<String> known = names.computeIfAbsent(fingerprint, first -> new LinkedHashSet<>());
        if (known.add(alias)) {
            forgetFirst(known, MOST_NAMES);
            if (names.size() > MOST_PEOPLE) {
                names.remove(names.keySet().iterator().next());
            }
        }
    }

    private static void forgetFirst(Set<String> known, int most) {
        if (known.size() > most) {
            known.remove(known.iterator().next());
        }
    }

    /** Other names than the one they have now, in the order in which they were seen first. */
    List<String> before(String fingerprint, String now) {
        return names.getOrDefault(fingerprint, Set.of()).stream()
                .filter(name -> !name.equals(now))
                .toList();
    }
}
