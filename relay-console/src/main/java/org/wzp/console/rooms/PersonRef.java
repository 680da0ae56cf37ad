package org.wzp.console.rooms;

import java.util.Optional;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RemotePerson;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Names;

/**
 * Somebody the operator points at, who is found again in later snapshots also after a reconnect, or known to be gone.
 *
 * @param room where they were when they were pointed at
 * @param alias what they were called then; may be empty
 * @param relay label of the relay that they are on; empty for this one
 */
record PersonRef(String room, String fingerprint, String alias, Optional<String> relay) {
    static PersonRef of(RoomStatus room, ParticipantStatus person) {
        return new PersonRef(room.name(), person.fingerprint(), person.alias(), Optional.empty());
    }

    static PersonRef of(RoomStatus room, RemotePerson person) {
        return new PersonRef(room.name(), person.fingerprint(), person.alias(), Optional.of(person.relay()));
    }

    String name() {
        return Names.of(alias, fingerprint);
    }

    String nameWithKey() {
        return Names.withKey(alias, fingerprint);
    }

    boolean isSamePersonAs(PersonRef other) {
        return fingerprint.equals(other.fingerprint) && room.equals(other.room) && relay.equals(other.relay);
    }
}
