package org.wzp.relay.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static org.wzp.relay.room.People.OPEN;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.media.Packets;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;

/**
 * Media handed from one loop to another while its recipients leave or the room is closed: run by {@code InterleavingsTest}. Two
 * actors each, because jcstress leaves out what needs more of them than the machine has processors; three and four at once
 * are in {@code LoopHistoriesTest}.
 */
public final class HandOffInterleavings {
    private static final String NAME = "hall";
    private static final LockLedger LEDGER = LockLedger.system();
    private static final MediaForwarder FORWARDER = new MediaForwarder(() -> 1);
    private static final ByteBuf PACKET = Packets.plain(1).asReadOnly();
    /** Used again, because each has memory outside the heap. */
    private static final ConcurrentLinkedQueue<MediaRing> SPARE = new ConcurrentLinkedQueue<>();

    private HandOffInterleavings() {}

    /** A loop from which everything goes to another one by one ring. */
    private static final class HandingLoop extends CallingThread {
        private final MediaRing ring;
        private int copies;

        HandingLoop(MediaRing ring) {
            this.ring = ring;
        }

        @Override
        public void handOff(EventLoop to, ByteBuf packet, MediaRecipients recipients, @Nullable Object except) {
            copies += recipients.copies(except);
            var _ = ring.offer(packet, recipients, except, 1);
        }
    }

    /** Anna talks on one loop, Ben hears on another one. */
    public abstract static class TwoLoops {
        final RoomDirectory directory = new RoomDirectory(() -> Instant.EPOCH, LEDGER, new RoomDirectory.Listener() {});
        final MediaRing ring = spare();
        private final HandingLoop loop = new HandingLoop(ring);
        private final CountingEgress hears = new CountingEgress(new CallingThread());
        final Participant anna;
        final Participant ben;
        private final long droppedBefore = ring.droppedCopies();
        volatile boolean left;

        TwoLoops() {
            People people = new People();
            anna = people.stranger(new CountingEgress(loop));
            ben = people.stranger(hears);
            var _ = directory.join(NAME, anna, OPEN);
            var _ = directory.join(NAME, ben, OPEN);
        }

        private static MediaRing spare() {
            MediaRing used = SPARE.poll();
            return used == null ? new MediaRing(1) : used;
        }

        final Room room() {
            return directory.find(NAME).orElseThrow();
        }

        /** Whether the other's end was over before. */
        final int talk() {
            int before = left ? 1 : 0;
            FORWARDER.fromParticipant(anna, PACKET);
            return before;
        }

        final void drain() {
            var _ = ring.deliverOne();
        }

        /** Copies that were to be made, and what became of them: 1 for each delivered one, 10 for each counted as dropped. */
        final void account(III_Result r) {
            drain();
            drain();
            r.r1 = loop.copies;
            r.r2 = (int) (hears.sent() + 10 * (ring.droppedCopies() - droppedBefore));
            SPARE.add(ring);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "handed over before or while he left: delivered once")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "he had left when the membership was read")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "he had left before the packet came")
    @Outcome(expect = FORBIDDEN, desc = "lost without a count, twice, or for somebody who had left before")
    @State
    public static class HandOffBesideLeave extends TwoLoops {
        @Actor
        public void talks(III_Result r) {
            r.r3 = talk();
        }

        @Actor
        public void leaves() {
            var _ = directory.remove(ben, LeaveReason.LEFT);
            left = true;
        }

        @Arbiter
        public void after(III_Result r) {
            account(r);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "handed over before or while it was closed: delivered once")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "it was closed when the membership was read")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "it was closed before the packet came")
    @Outcome(expect = FORBIDDEN, desc = "lost without a count, twice, or in a room that had been closed before")
    @State
    public static class HandOffBesideClose extends TwoLoops {
        private final Room closing = room();

        @Actor
        public void talks(III_Result r) {
            r.r3 = talk();
        }

        @Actor
        public void closes() {
            var _ = directory.empty(closing, LeaveReason.ROOM_CLOSED);
            left = true;
        }

        @Arbiter
        public void after(III_Result r) {
            account(r);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "handed over before: delivered once, whoever is first")
    @Outcome(expect = FORBIDDEN, desc = "lost without a count, or twice")
    @State
    public static class DrainBesideClose extends TwoLoops {
        private final Room closing = room();

        public DrainBesideClose() {
            var _ = talk();
        }

        @Actor
        public void closes() {
            var _ = directory.empty(closing, LeaveReason.ROOM_CLOSED);
        }

        @Actor
        public void drains() {
            drain();
        }

        @Arbiter
        public void after(III_Result r) {
            account(r);
        }
    }

    @JCStressTest
    @Outcome(id = "2, 2, 0", expect = ACCEPTABLE, desc = "the first was taken out before the second came")
    @Outcome(id = "2, 11, 0", expect = ACCEPTABLE, desc = "the ring of one place was full: the second is counted")
    @Outcome(expect = FORBIDDEN, desc = "a copy lost without a count, or twice")
    @State
    public static class FullRingBesideDrain extends TwoLoops {
        @Actor
        public void talks(III_Result r) {
            r.r3 = talk();
            r.r3 += talk();
        }

        @Actor
        public void drains() {
            drain();
        }

        @Arbiter
        public void after(III_Result r) {
            account(r);
        }
    }

    /** What the ring avoids: telling of a packet before it is there. Proves that the harness finds it here. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "nothing yet, or the packet")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "a place without a packet: it is lost")
    @State
    public static class ControlWithTheEndToldFirst {
        private int slot;
        private volatile int tail;

        @Actor
        public void offers() {
            tail = 1;
            slot = 42;
        }

        @Actor
        public void drains(I_Result r) {
            r.r1 = tail == 0 || slot == 42 ? 1 : 0;
        }
    }
}
