package org.wzp.relay.engine;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.media.FanOut;
import org.wzp.relay.room.Ending;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.RoomDirectory.JoinOutcome;
import org.wzp.relay.room.SendingLimit;
import org.wzp.relay.session.Entrance;
import org.wzp.relay.session.Refusal;
import org.wzp.relay.session.SessionPermits;

/** Takes proven applicants into rooms. Called on the applicants' event loops; stateless beside the numbering. */
final class RoomsEntrance implements Entrance {
    /** Process-wide, so that a number stays unique over stop and start. */
    private static final AtomicLong NEXT_PARTICIPANT = new AtomicLong(1);

    private final RelayTime time;
    private final AccessList access;
    private final RoomDirectory rooms;
    private final FanOut fanOut;
    private final TrafficBooks books;
    private final Takeovers takeovers;
    private final RelayConfig.Quotas quotas;
    /** The places of those who are in a room or on the way in. Loops add and remove. */
    private final ConcurrentMap<Participant, SessionPermits.Permit> places = new ConcurrentHashMap<>();

    RoomsEntrance(
            RelayTime time,
            AccessList access,
            RoomDirectory rooms,
            FanOut fanOut,
            TrafficBooks books,
            Takeovers takeovers,
            RelayConfig.Quotas quotas) {
        this.takeovers = takeovers;
        this.quotas = quotas;
        this.time = time;
        this.access = access;
        this.rooms = rooms;
        this.fanOut = fanOut;
        this.books = books;
    }

    @Override
    public Entry enter(Applicant applicant, SessionPermits.Permit permit) {
        Participant joining = new Participant(
                NEXT_PARTICIPANT.getAndIncrement(),
                applicant.alias(),
                applicant.fingerprint(),
                time.wall().instant(),
                new ConnectionEgress(applicant.connection()),
                new SendingLimit(quotas.packetsPerSecond(), quotas.bytesPerSecond()));
        // Before the join: whoever is in a room has an account, and one that never joins is closed at once.
        books.open(joining, applicant.connection().counters(), time.nanos().getAsLong());
        Verdict verdict = verdict(applicant);
        if (verdict instanceof Verdict.Allowed) {
            places.put(joining, permit);
            if (rooms.join(applicant.room(), joining, new Door(joining, permit)) instanceof JoinOutcome.Refused) {
                forget(joining);
                return new Entry.TurnedAway(Refusal.full(permit), Refusal.fullDetail(permit));
            }
            // A rule that came into force after the verdict may have missed a participant that was not there yet.
            Verdict again = explain(applicant);
            if (again instanceof Verdict.Allowed) {
                return new Entry.Admitted(new RoomSeat(joining));
            }
            boolean removed = rooms.remove(joining, banned(again) ? Ending.BANNED : Ending.NOT_ALLOWED, told(again));
            verdict = again;
        }
        forget(joining);
        return new Entry.TurnedAway(
                banned(verdict) ? Refusal.BANNED : Refusal.NOT_ALLOWED, verdict.rule(), told(verdict));
    }

    private void forget(Participant participant) {
        places.remove(participant);
        books.close(participant);
    }

    /**
     * Where all places are taken, lets in only who replaces an older connection of its own, and hands it that one's place
     * before the older one is closed and could give it back.
     */
    private final class Door implements RoomDirectory.Admission {
        private final Participant joining;
        private final SessionPermits.Permit permit;

        Door(Participant joining, SessionPermits.Permit permit) {
            this.joining = joining;
            this.permit = permit;
        }

        @Override
        public Optional<String> refuse(Membership current) {
            return permit.isHeld() || current.withFingerprint(joining.fingerprint()) != null
                    ? Optional.empty()
                    : Optional.of("all places are taken");
        }

        @Override
        public void replaced(Participant older) {
            takeovers.replaced(older, joining);
            SessionPermits.Permit freed = places.get(older);
            boolean ignored = freed == null ? permit.take() : permit.takeOver(freed);
        }
    }

    private Verdict verdict(Applicant applicant) {
        return access.verdict(applicant.room(), applicant.fingerprint(), address(applicant));
    }

    private Verdict explain(Applicant applicant) {
        return access.explain(applicant.room(), applicant.fingerprint(), address(applicant));
    }

    private static InetAddress address(Applicant applicant) {
        return applicant.connection().remoteAddress().getAddress();
    }

    private static String told(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? refused.told() : "";
    }

    private static boolean banned(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused && refused.cause() == Verdict.Cause.BANNED;
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
            forget(participant);
        }
    }
}
