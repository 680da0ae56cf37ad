package org.wzp.relay.room;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static org.wzp.relay.room.People.OPEN;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.RoomDirectory.JoinOutcome;

/** The membership protocol, one race a class (concurrency design, sections 3 and 4): run by {@code InterleavingsTest}. */
public final class RoomInterleavings {
    private static final String NAME = "hall";
    /** Shared, because a ledger for each of millions of states would measure the ledger. */
    private static final LockLedger LEDGER = LockLedger.system();

    private RoomInterleavings() {}

    /** A directory of its own for each state, and what is asked of it. */
    public abstract static class Hall {
        final AtomicInteger ends = new AtomicInteger();
        final RoomDirectory directory = new RoomDirectory(() -> Instant.EPOCH, LEDGER, new RoomDirectory.Listener() {
            @Override
            public void left(Room room, Participant participant, LeaveReason why) {
                ends.incrementAndGet();
            }
        });
        private final People people = new People();

        final Participant stranger() {
            return people.stranger(new SilentEgress());
        }

        final Participant anna() {
            return people.known("fp-anna", new SilentEgress());
        }

        final int join(Participant participant) {
            return directory.join(NAME, participant, OPEN) instanceof JoinOutcome.Joined ? 1 : 0;
        }

        final int remove(Participant participant, LeaveReason why) {
            return directory.remove(participant, why) ? 1 : 0;
        }

        final Room room() {
            return directory.find(NAME).orElseThrow();
        }

        /** Who is in the room that the name leads to. */
        final List<Participant> members() {
            return directory
                    .find(NAME)
                    .map(room -> List.of(room.membership().members()))
                    .orElse(List.of());
        }

        /** 1 if this one is in the open room that the name leads to, and knows it. */
        final int isIn(Participant participant) {
            return members().contains(participant)
                            && participant.room() == room()
                            && !room().membership().isClosed()
                    ? 1
                    : 0;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "both are in the one room of that name")
    @Outcome(expect = FORBIDDEN, desc = "two live rooms of one name, or somebody outside it")
    @State
    public static class TwoJoinsOnAnEmptyRoom extends Hall {
        private final Participant one = stranger();
        private final Participant two = stranger();

        @Actor
        public void one(III_Result r) {
            r.r1 = join(one);
        }

        @Actor
        public void two(III_Result r) {
            r.r2 = join(two);
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = isIn(one) + isIn(two);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "one is out, the other in the room of that name")
    @Outcome(expect = FORBIDDEN, desc = "the newcomer went with the room")
    @State
    public static class JoinBesideLastLeave extends Hall {
        private final Participant last = stranger();
        private final Participant next = stranger();

        public JoinBesideLastLeave() {
            var _ = join(last);
        }

        @Actor
        public void leaves(III_Result r) {
            r.r1 = remove(last, LeaveReason.LEFT);
        }

        @Actor
        public void joins(III_Result r) {
            r.r2 = join(next);
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = members().size() == 1 ? isIn(next) : -1;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "closed first: the newcomer has a new room")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "joined first: put out with the others, once")
    @Outcome(expect = FORBIDDEN, desc = "closed was not the end of that room")
    @State
    public static class JoinBesideClose extends Hall {
        private final Participant ben = stranger();
        private final Participant carol = stranger();
        private final Room closing;

        public JoinBesideClose() {
            var _ = join(ben);
            closing = room();
        }

        @Actor
        public void closes(III_Result r) {
            r.r1 = directory.empty(closing, LeaveReason.ROOM_CLOSED);
        }

        @Actor
        public void joins(III_Result r) {
            r.r2 = join(carol);
        }

        @Arbiter
        public void after(III_Result r) {
            boolean over = closing.membership().isClosed()
                    && closing.membership().size() == 0
                    && ends.get() == r.r1
                    && ((SilentEgress) carol.egress()).closed.get() == r.r1 - 1;
            r.r3 = over ? isIn(carol) : -1;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the kick won")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the leave won")
    @Outcome(expect = FORBIDDEN, desc = "not exactly one end")
    @State
    public static class KickBesideLeave extends Hall {
        private final Participant one = stranger();

        public KickBesideLeave() {
            var _ = join(one);
        }

        @Actor
        public void kick(III_Result r) {
            r.r1 = remove(one, LeaveReason.KICKED);
        }

        @Actor
        public void leave(III_Result r) {
            r.r2 = remove(one, LeaveReason.LEFT);
        }

        @Arbiter
        public void after(III_Result r) {
            boolean gone = directory.rooms().isEmpty();
            r.r3 = gone && ((SilentEgress) one.egress()).closed.get() == r.r1 ? ends.get() : -1;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "replaced; the old one's leave came too late")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the old one had left before")
    @Outcome(expect = FORBIDDEN, desc = "the newer one is not in alone, or the older one did not end once")
    @State
    public static class RejoinBesideOldLeave extends Hall {
        private final Participant older = anna();
        private final Participant newer = anna();

        public RejoinBesideOldLeave() {
            var _ = join(older);
        }

        @Actor
        public void rejoin(III_Result r) {
            r.r1 = join(newer);
        }

        @Actor
        public void oldLeave(III_Result r) {
            r.r2 = remove(older, LeaveReason.LEFT);
        }

        @Arbiter
        public void after(III_Result r) {
            boolean closedIfReplaced = ((SilentEgress) older.egress()).closed.get() == 1 - r.r2;
            r.r3 = members().size() == 1 && ends.get() == 1 && closedIfReplaced ? isIn(newer) : -1;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first came last")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second came last")
    @Outcome(expect = FORBIDDEN, desc = "one identity twice in a room, or not at all")
    @State
    public static class TwoRejoins extends Hall {
        private final Participant older = anna();
        private final Participant one = anna();
        private final Participant two = anna();

        public TwoRejoins() {
            var _ = join(older);
        }

        @Actor
        public void one() {
            var _ = join(one);
        }

        @Actor
        public void two() {
            var _ = join(two);
        }

        @Arbiter
        public void after(II_Result r) {
            boolean endedTwo = ends.get() == 2 && ((SilentEgress) older.egress()).closed.get() == 1;
            r.r1 = endedTwo ? isIn(one) : -1;
            r.r2 = endedTwo ? isIn(two) : -1;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the packets came before the join")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the join in between")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the packets came after the join")
    @Outcome(expect = FORBIDDEN, desc = "a membership half written, or an older one after a newer")
    @State
    public static class MediaBesideJoin extends Hall {
        private final Participant sender = stranger();
        private final Participant joining = stranger();
        private final Room hall;

        public MediaBesideJoin() {
            var _ = join(sender);
            hall = room();
        }

        @Actor
        public void joins() {
            var _ = join(joining);
        }

        /** As the fan-out does: one acquire load for each packet, then a walk. */
        @Actor
        public void twoPackets(II_Result r) {
            r.r1 = walk();
            r.r2 = walk();
        }

        private int walk() {
            Membership membership = hall.membership();
            int seen = 0;
            for (Participant member : membership.members()) {
                if (member == null
                        || member.room() != hall
                        || member.fingerprint().isEmpty()) {
                    return -1;
                }
                seen++;
            }
            return membership.contains(sender) && seen == membership.size() ? seen : -1;
        }
    }

    /** What the protocol avoids; proves that the harness finds it here. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "the newcomer went with the room")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the newcomer is in")
    @State
    public static class ControlWithTwoSteps {
        private final TwoStepRooms rooms = new TwoStepRooms();
        private final People people = new People();
        private final Participant last = people.stranger(new SilentEgress());
        private final Participant next = people.stranger(new SilentEgress());

        public ControlWithTwoSteps() {
            rooms.join(last);
        }

        @Actor
        public void leaves() {
            var _ = rooms.remove(last, LeaveReason.LEFT);
        }

        @Actor
        public void joins() {
            rooms.join(next);
        }

        @Arbiter
        public void after(I_Result r) {
            r.r1 = rooms.holds(next) ? 1 : 0;
        }
    }
}
