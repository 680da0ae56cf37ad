package org.wzp.relay.monitor;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.admission.LoginContext;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.text.Names;
import org.wzp.relay.transport.Connection;

/** Turns comings, goings and refusals into events. Called on event loops and on commands' threads; keeps nothing. */
public final class Journal implements RoomDirectory.Listener, LoginContext.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final RelayTime time;
    private final EventBus events;

    public Journal(RelayTime time, EventBus events) {
        this.time = time;
        this.events = events;
    }

    @Override
    public void joined(Room room, Participant participant) {
        events.offer(new RelayEvent.Joined(
                now(), room.name(), participant.id(), participant.shownAlias(), participant.fingerprint()));
    }

    @Override
    public void left(Room room, Participant participant, LeaveReason why) {
        events.offer(new RelayEvent.Left(
                now(), room.name(), participant.id(), participant.shownAlias(), participant.fingerprint(), why));
    }

    @Override
    public void turnedAway(Connection connection, String room, Optional<Person> person, Denial why) {
        RelayEvent.TurnedAway event =
                new RelayEvent.TurnedAway(now(), room, Addresses.of(connection.remoteAddress()), person, why);
        LOG.debug(
                "{}{} was turned away from {}: {}.",
                person.map(who -> Names.withKey(who) + " at ").orElse(""),
                event.address(),
                room,
                DenialWords.of(why));
        events.offer(event);
    }

    @Override
    public void failed(Applicant applicant, RuntimeException problem) {
        LOG.error("{} could not be taken into room {}.", applicant.fingerprint(), applicant.room(), problem);
    }

    private Instant now() {
        return time.wall().instant();
    }
}
