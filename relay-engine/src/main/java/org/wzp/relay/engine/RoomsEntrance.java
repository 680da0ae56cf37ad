package org.wzp.relay.engine;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import org.wzp.relay.media.FanOut;
import org.wzp.relay.room.Ending;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.session.Entrance;
import org.wzp.relay.session.Refusal;

/** Takes proven applicants into rooms. Called on the applicants' event loops; stateless beside the numbering. */
final class RoomsEntrance implements Entrance {
    /** Process-wide, so that a number stays unique over stop and start. */
    private static final AtomicLong NEXT_PARTICIPANT = new AtomicLong(1);

    private final RelayTime time;
    private final RoomDirectory rooms;
    private final FanOut fanOut;
    private final TrafficBooks books;

    RoomsEntrance(RelayTime time, RoomDirectory rooms, FanOut fanOut, TrafficBooks books) {
        this.time = time;
        this.rooms = rooms;
        this.fanOut = fanOut;
        this.books = books;
    }

    @Override
    public Entry enter(Applicant applicant) {
        Participant joining = new Participant(
                NEXT_PARTICIPANT.getAndIncrement(),
                applicant.alias(),
                applicant.fingerprint(),
                time.wall().instant(),
                new ConnectionEgress(applicant.connection()));
        // Before the join: whoever is in a room has an account, and one that never joins is closed at once.
        books.open(joining, applicant.connection().counters());
        return switch (rooms.join(applicant.room(), joining, current -> java.util.Optional.empty())) {
            case RoomDirectory.JoinOutcome.Joined joined -> new Entry.Admitted(new RoomSeat(joining));
            case RoomDirectory.JoinOutcome.Refused refused -> {
                books.close(joining);
                yield new Entry.TurnedAway(Refusal.NOT_ALLOWED, refused.rule());
            }
        };
    }

    private final class RoomSeat implements Seat {
        private final Participant participant;

        RoomSeat(Participant participant) {
            this.participant = participant;
        }

        @Override
        public void datagram(ByteBuf datagram) {
            fanOut.forward(participant, datagram);
        }

        @Override
        public void leave(String why) {
            boolean ignored = rooms.remove(participant, Ending.LEFT);
            books.close(participant);
        }
    }
}
