package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One action of the operator: what it names is checked when it is executed. */
public sealed interface OperatorCommand {

    /**
     * Removes people from the room they are in and keeps them out as asked. The reason is told to their clients in the close
     * frame, now and whenever they are refused later; what a client shows of it is the client's.
     *
     * @param participants {@link ParticipantStatus#id} of each; all in one room
     */
    record Kick(List<Long> participants, String reason, KeepOut keepOut) implements OperatorCommand {
        public Kick {
            participants = List.copyOf(participants);
        }

        public Kick(long participant, String reason, KeepOut keepOut) {
            this(List.of(participant), reason, keepOut);
        }
    }

    /**
     * Keeps somebody out, who need not be here, and removes whoever it covers now. The reason is told to their clients, as with
     * {@link Kick}.
     *
     * @param room only this room; empty means every room
     */
    record AddBan(BanTarget target, Optional<String> room, String reason, KeepOut.Term term)
            implements OperatorCommand {
        /** @param until when it ends; empty means for good */
        public AddBan(BanTarget target, Optional<String> room, String reason, Optional<Instant> until) {
            this(
                    target,
                    room,
                    reason,
                    until.<KeepOut.Term>map(KeepOut.Until::new).orElseGet(KeepOut.ForGood::new));
        }
    }

    /** @param bans {@link Ban#id} of each */
    record LiftBan(List<Long> bans) implements OperatorCommand {
        public LiftBan {
            bans = List.copyOf(bans);
        }

        public LiftBan(long ban) {
            this(List.of(ban));
        }
    }

    /** Puts lifted bans back as they were: the inverse of {@link LiftBan}. */
    record RestoreBans(List<Ban> bans) implements OperatorCommand {
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
    record RestoreRoom(RoomRule rule) implements OperatorCommand {}

    /**
     * Removes everybody from a room. The reason is told to their clients, as with {@link Kick}.
     *
     * @param keepClosed whether nobody may join it from now on; else who may is left as it is, and it may fill again
     */
    record CloseRoom(String room, String reason, boolean keepClosed) implements OperatorCommand {
        public CloseRoom(String room, String reason) {
            this(room, reason, false);
        }
    }
}
