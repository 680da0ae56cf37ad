package org.wzp.console.access;

import java.time.Instant;
import java.util.Optional;
import org.wzp.relay.api.KnownPerson;

/**
 * Somebody whom the operator named, or who is on the list of a room.
 *
 * @param alias what they called themselves last; empty when they were not seen since the window opened
 * @param seen when they were inside last, as far as this window saw it
 * @param rooms on whose lists they are, and how many bans name them, in words
 */
record PersonRow(KnownPerson person, String alias, Optional<Instant> seen, String rooms) {
    String fingerprint() {
        return person.fingerprint();
    }
}
