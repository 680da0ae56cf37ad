package org.wzp.relay.api;

import java.util.List;
import org.wzp.relay.wire.RoomPattern;

/** Says who may join a room or the rooms of a {@link RoomPattern}, and what the operator calls people. */
public sealed interface AccessCommand extends OperatorCommand {

    record SetRoomPolicy(String room, RoomPolicy policy) implements AccessCommand {}

    /** Adds an identity to a room's allow-list (the policy stays as it is). */
    record AllowInRoom(String room, String fingerprint) implements AccessCommand {}

    /** Takes an identity off a room's allow-list; if only the list may join, it is disconnected as well. */
    record RemoveFromRoom(String room, String fingerprint) implements AccessCommand {}

    /**
     * From now on only these may join the room: they become its allow-list, and only the list may join. Whoever else is
     * inside stays.
     *
     * @param fingerprints identities of those whom the operator saw inside; at least one
     */
    record LockRoom(String room, List<String> fingerprints) implements AccessCommand {
        public LockRoom {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /**
     * Gives a room this policy and allow-list, also one that nobody was in yet, or each room of a pattern that has no rule of
     * its own. What holds for them anyway is no rule.
     *
     * @param putOut whether those inside whom it does not let join are disconnected; else they stay
     */
    record SetRoomRule(RoomRule rule, boolean putOut) implements AccessCommand {}

    /** Takes the rule of a room or pattern away, so that the next one that covers it counts; those inside stay. */
    record DropRoomRule(String room) implements AccessCommand {}

    /** Gives a room its former policy and allow-list: the inverse of {@link LockRoom}, {@link SetRoomRule} and {@link DropRoomRule}. */
    record RestoreRoom(RoomRule rule) implements AccessCommand {}

    /**
     * Gives an identity a name, a note and groups of the operator's own; with all empty it is forgotten. Clients and other
     * relays are not told; who is inside stays, whatever the groups mean for the room.
     *
     * @param groups names of all groups it is in from now on
     */
    record NamePerson(String fingerprint, String name, String note, List<String> groups) implements AccessCommand {
        public NamePerson {
            groups = List.copyOf(groups);
        }

        /** In no group. */
        public NamePerson(String fingerprint, String name, String note) {
            this(fingerprint, name, note, List.of());
        }
    }
}
