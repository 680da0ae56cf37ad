package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * @param name the canonical room name
 * @param quality by the reports of whoever is in it; unmeasured before the first. Beside people, rehearsal callers don't
 *     count
 * @param tier the codec tier its members are told to use, such as {@code Good} or {@code Studio32k}
 * @param weakest the participant that holds the quality down; empty when none reported
 * @param policy who may enter
 * @param created when the first participant came
 * @param inPerSecond datagrams per second from the room's participants
 * @param outPerSecond copies per second to them
 * @param bitsInPerSecond media bits per second received from the room's participants
 * @param bitsOutPerSecond media bits per second of the copies to them
 * @param lossPercent worst reported loss, 0 to 100; empty when none reported
 * @param elsewhere who is in it on other relays
 * @param rehearsal true if every participant is a rehearsal caller
 */
public record RoomStatus(
        String name,
        Quality quality,
        Tier tier,
        Optional<Weakest> weakest,
        RoomPolicy policy,
        Instant created,
        double inPerSecond,
        double outPerSecond,
        double bitsInPerSecond,
        double bitsOutPerSecond,
        OptionalDouble lossPercent,
        boolean rehearsal,
        List<ParticipantStatus> participants,
        List<RemotePerson> elsewhere) {
    public RoomStatus {
        participants = List.copyOf(participants);
        elsewhere = List.copyOf(elsewhere);
    }

    /** A room that nobody is in on other relays. */
    public RoomStatus(
            String name,
            Quality quality,
            Tier tier,
            Optional<Weakest> weakest,
            RoomPolicy policy,
            Instant created,
            double inPerSecond,
            double outPerSecond,
            double bitsInPerSecond,
            double bitsOutPerSecond,
            OptionalDouble lossPercent,
            boolean rehearsal,
            List<ParticipantStatus> participants) {
        this(
                name,
                quality,
                tier,
                weakest,
                policy,
                created,
                inPerSecond,
                outPerSecond,
                bitsInPerSecond,
                bitsOutPerSecond,
                lossPercent,
                rehearsal,
                participants,
                List.of());
    }
}
