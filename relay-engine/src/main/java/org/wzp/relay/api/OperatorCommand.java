package org.wzp.relay.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One action of the operator: what it names is checked when it is executed. */
public sealed interface OperatorCommand {

    /**
     * Puts a participant out of its room.
     *
     * @param participant {@link RelaySnapshot.ParticipantView#id}
     * @param hold how long the identity stays out of that room; empty means it may come back at once
     */
    record Kick(long participant, String reason, Optional<Duration> hold) implements OperatorCommand {}

    /**
     * Keeps an identity or an address prefix out, and puts out whoever it covers now.
     *
     * @param room only this room; empty means every room
     */
    record AddBan(BanTarget target, Optional<String> room, String reason, Optional<Instant> until)
            implements OperatorCommand {}

    record LiftBan(long ban) implements OperatorCommand {}

    record SetRoomPolicy(String room, RoomPolicy policy) implements OperatorCommand {}

    /** Adds an identity to a room's allow-list (the policy stays as it is). */
    record AllowInRoom(String room, String fingerprint) implements OperatorCommand {}

    /** Takes an identity off a room's allow-list; if the policy is allow-list, it is put out as well. */
    record RemoveFromRoom(String room, String fingerprint) implements OperatorCommand {}

    /** Puts everybody out of a room; it may fill again unless its policy says otherwise. */
    record CloseRoom(String room, String reason) implements OperatorCommand {}
}
