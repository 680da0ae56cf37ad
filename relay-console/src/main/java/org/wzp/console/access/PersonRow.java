package org.wzp.console.access;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.KnownPerson;

/**
 * Somebody whom the operator named, or who is on the list of a room.
 *
 * @param alias what they called themselves last; empty when they were not seen since the window opened
 * @param seen when they were inside last, as far as this window saw it
 * @param rooms on whose lists they are, in words
 * @param banned where a ban on their key keeps them out, in words
 */
record PersonRow(KnownPerson person, String alias, Optional<Instant> seen, String rooms, String banned) {
    /** What its columns may have no room for. */
    String whole() {
        return banned.isEmpty()
                ? rooms
                : Stream.of(rooms, Texts.of("people-list.told-banned", banned))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("; "));
    }

    String fingerprint() {
        return person.fingerprint();
    }
}
