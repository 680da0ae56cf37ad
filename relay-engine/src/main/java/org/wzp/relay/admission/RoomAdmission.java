package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.RoomDirectory.JoinOutcome;
import org.wzp.relay.room.SendingLimit;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.wire.RoomName;

/**
 * Takes proven applicants into rooms: the gate, the permit, the access rules, the join and, if any of them fails, the
 * roll-back. A permit never leaves it. Called on the applicants' event loops.
 */
public final class RoomAdmission implements Admission {
    /** Process-wide, so that a number stays unique over stop and start. */
    private static final AtomicLong NEXT_PARTICIPANT = new AtomicLong(1);

    private final RelayTime time;
    private final SessionPermits permits;
    private final AccessList access;
    private final RoomDirectory rooms;
    private final MediaForwarder forwarder;
    private final List<SessionObserver> observers;
    private final RelayConfig.Quotas quotas;
    /** The permits of those who are in a room or on the way in. Loops add and remove. */
    private final ConcurrentMap<Participant, SessionPermits.Permit> held = new ConcurrentHashMap<>();

    private volatile boolean open = true;
    private volatile BooleanSupplier draining = () -> false;
    private volatile UnaryOperator<String> names = identity -> "";

    public RoomAdmission(
            RelayTime time,
            SessionPermits permits,
            AccessList access,
            RoomDirectory rooms,
            MediaForwarder forwarder,
            List<SessionObserver> observers,
            RelayConfig.Quotas quotas) {
        this.time = time;
        this.permits = permits;
        this.access = access;
        this.rooms = rooms;
        this.forwarder = forwarder;
        this.observers = List.copyOf(observers);
        this.quotas = quotas;
    }

    /** What the operator calls identities; empty for one without a name. Read wherever people are named. */
    public void callPeople(UnaryOperator<String> given) {
        names = given;
    }

    /** From now on nobody is admitted. Whoever passed the gate before may still be joining. */
    public void close() {
        open = false;
    }

    /** @param asked at each attempt to join, on loops: whether nobody new is admitted for the moment */
    public void admitNobodyWhile(BooleanSupplier asked) {
        draining = asked;
    }

    /** Sessions there are now. */
    public int sessions() {
        return permits.taken();
    }

    /** Sessions there may be. */
    public int limit() {
        return permits.limit();
    }

    @Override
    public Optional<Refusal> refusal(String room) {
        if (!open) {
            return Optional.of(Refusal.SHUTTING_DOWN);
        }
        if (draining.getAsBoolean()) {
            return Optional.of(Refusal.DRAINING);
        }
        return RoomName.isCall(room) ? Optional.of(Refusal.CALL_ROOM) : Optional.empty();
    }

    @Override
    public Entry enter(Applicant applicant) {
        Optional<Refusal> nobody = refusal(applicant.room());
        if (nobody.isPresent()) {
            return new Entry.Refused(new Denial.Plain(nobody.get()));
        }
        SessionPermits.Permit permit = permits.vacant(AddressKey.of(applicant.address()));
        Participant joining = new Participant(
                NEXT_PARTICIPANT.getAndIncrement(),
                applicant.alias(),
                applicant.fingerprint(),
                time.wall().instant(),
                applicant.egress(),
                new SendingLimit(quotas.packetsPerSecond(), quotas.bytesPerSecond()),
                identity -> names.apply(identity));
        Entry entry = null;
        try {
            // Without one as well: who replaces an older connection of its own takes that one's.
            var _ = permit.take();
            entry = join(applicant, joining, permit);
            return entry;
        } finally {
            if (!(entry instanceof Entry.Admitted)) {
                release(joining, permit);
            }
        }
    }

    private Entry join(Applicant applicant, Participant joining, SessionPermits.Permit permit) {
        // Before the join: whoever is in a room is known to those who count, and one that never joins is closed at
        // once.
        observers.forEach(observer -> observer.opened(joining, applicant.out()));
        Verdict verdict = access.verdict(applicant.room(), applicant.fingerprint(), applicant.address());
        if (verdict instanceof Verdict.Refused refused) {
            return new Entry.Refused(denial(applicant.room(), refused));
        }
        held.put(joining, permit);
        if (rooms.join(applicant.room(), joining, new PermitCheck(joining, permit)) instanceof JoinOutcome.Refused
                // or the one it was to take over was given back, and taken by somebody else, in the same moment
                || !permit.isHeld()) {
            return new Entry.Refused(permit.denial());
        }
        // A rule that came into force after the verdict may have missed a participant that was not there yet.
        if (access.explain(applicant.room(), applicant.fingerprint(), applicant.address())
                instanceof Verdict.Refused since) {
            Denial why = denial(applicant.room(), since);
            var _ = rooms.remove(joining, reason(since), DenialWords.told(why));
            return new Entry.Refused(why);
        }
        return new Entry.Admitted(new RoomSession(joining, permit));
    }

    private void release(Participant participant, SessionPermits.Permit permit) {
        try {
            var _ = rooms.remove(participant, LeaveReason.LEFT, "");
            observers.forEach(observer -> observer.closed(participant));
        } finally {
            held.remove(participant);
            permit.release();
        }
    }

    private static Denial denial(String room, Verdict.Refused verdict) {
        return switch (verdict) {
            case Verdict.Banned(Ban ban, Instant at) -> new Denial.Banned(ban, at);
            case Verdict.NotAllowed(RoomRule rule) -> new Denial.NotAllowed(rule.of(room));
        };
    }

    private static LeaveReason reason(Verdict.Refused verdict) {
        return switch (verdict) {
            case Verdict.Banned _ -> LeaveReason.BANNED;
            case Verdict.NotAllowed _ -> LeaveReason.NOT_ALLOWED;
        };
    }

    /**
     * Where all sessions are taken, lets in only who replaces an older connection of its own, and hands it that one's permit
     * before the older one is closed and could give it back.
     */
    private final class PermitCheck implements RoomDirectory.JoinCheck {
        private final Participant joining;
        private final SessionPermits.Permit permit;

        PermitCheck(Participant joining, SessionPermits.Permit permit) {
            this.joining = joining;
            this.permit = permit;
        }

        @Override
        public boolean admits(Membership current) {
            return permit.isHeld() || current.withFingerprint(joining.fingerprint()) != null;
        }

        @Override
        public void replaced(Participant older) {
            observers.forEach(observer -> observer.replaced(older, joining));
            SessionPermits.Permit freed = held.get(older);
            var _ = freed == null ? permit.take() : permit.takeOver(freed);
        }
    }

    private final class RoomSession implements Session {
        private final Participant participant;
        private final SessionPermits.Permit permit;

        RoomSession(Participant participant, SessionPermits.Permit permit) {
            this.participant = participant;
            this.permit = permit;
        }

        @Override
        public void datagram(ByteBuf datagram) {
            forwarder.fromParticipant(participant, datagram);
        }

        @Override
        public void leave() {
            release(participant, permit);
        }
    }
}
