package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One action of the operator: what it names is checked when it is executed. */
public sealed interface OperatorCommand {

    /**
     * Removes a participant from its room and keeps it out as asked. The reason is told to the person, now and when it is
     * refused later.
     *
     * @param participant {@link RelaySnapshot.ParticipantView#id}
     */
    record Kick(long participant, String reason, KeepOut keepOut) implements OperatorCommand {}

    /**
     * Keeps somebody out, who need not be here, and removes whoever it covers now. The reason is told to the person.
     *
     * @param room only this room; empty means every room
     * @param until when it ends; empty means never
     */
    record AddBan(BanTarget target, Optional<String> room, String reason, Optional<Instant> until)
            implements OperatorCommand {}

    /** @param bans {@link RelaySnapshot.Ban#id} of each */
    record LiftBan(List<Long> bans) implements OperatorCommand {
        public LiftBan {
            bans = List.copyOf(bans);
        }

        public LiftBan(long ban) {
            this(List.of(ban));
        }
    }

    /** Puts lifted bans back as they were: the inverse of {@link LiftBan}. */
    record RestoreBans(List<RelaySnapshot.Ban> bans) implements OperatorCommand {
        public RestoreBans {
            bans = List.copyOf(bans);
        }
    }

    record SetRoomPolicy(String room, RoomPolicy policy) implements OperatorCommand {}

    /** Adds an identity to a room's allow-list (the policy stays as it is). */
    record AllowInRoom(String room, String fingerprint) implements OperatorCommand {}

    /** Takes an identity off a room's allow-list; if only the list may join, it is disconnected as well. */
    record RemoveFromRoom(String room, String fingerprint) implements OperatorCommand {}

    /**
     * From now on only these may join the room: they become its allow-list, and only the list may join. Whoever else is
     * inside stays.
     *
     * @param fingerprints identities of those whom the operator saw inside; at least one
     */
    record LockRoom(String room, List<String> fingerprints) implements OperatorCommand {
        public LockRoom {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /** Gives a room its former policy and allow-list: the inverse of {@link LockRoom}. */
    record RestoreRoom(RelaySnapshot.RoomRule rule) implements OperatorCommand {}

    /** Removes everybody from a room; it may fill again unless its policy says otherwise. The reason is told to them. */
    record CloseRoom(String room, String reason) implements OperatorCommand {}
}
