package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.contention.FlightEvents;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.wire.MediaHeader;

/**
 * One packet's way through the relay: checked on its first bytes, its quality trailer stored, then handed as it came to
 * everybody else in the sender's room. No lock, no allocation of its own, no re-serialisation.
 *
 * <p>Runs on the sender's event loop. The counters are striped and read by any thread.
 */
public final class MediaForwarder {
    /** A silence within a stream that is worth a count (relay behaviour 9.3). */
    private static final long GAP_NANOS = 200_000_000L;
    /** One packet's fan-out that took longer is slow (relay behaviour 9.3). */
    private static final long SLOW_NANOS = 50_000_000L;

    private final LongSupplier nanos;
    private final LongAdder malformed = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();

    /** @param nanos monotonic clock, ns */
    public MediaForwarder(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param packet a datagram from this sender; its readable bytes are valid during the call only */
    public void fromParticipant(Participant sender, ByteBuf packet) {
        HotPathGuard.enter();
        try {
            if (!MediaHeader.isValid(packet)) {
                malformed.increment();
                return;
            }
            long now = nanos.getAsLong();
            if (!sender.sendingLimit().admits(now, packet.readableBytes())) {
                return;
            }
            long last = sender.lastPacketNanos();
            if (last != 0 && now - last > GAP_NANOS) {
                gaps.increment();
            }
            sender.received(packet.readableBytes(), MediaHeader.codecCode(packet), now);
            if (MediaHeader.hasReport(packet)) {
                sender.quality().store(MediaHeader.packedReport(packet));
            }
            Room room = sender.room();
            if (room == null) {
                return;
            }
            Membership membership = room.membership();
            if (!membership.contains(sender)) {
                // it was removed, and its connection is not closed yet
                return;
            }
            toMembers(room, membership, sender, packet, now);
        } finally {
            HotPathGuard.exit();
        }
    }

    /**
     * A packet that another relay sent for one of our rooms: for everybody in it. What its sender reports is that relay's
     * business.
     *
     * @param packet its readable bytes are valid during the call only
     */
    public void fromPeer(Room room, ByteBuf packet) {
        HotPathGuard.enter();
        try {
            if (!MediaHeader.isValid(packet)) {
                malformed.increment();
                return;
            }
            toMembers(room, room.membership(), null, packet, nanos.getAsLong());
        } finally {
            HotPathGuard.exit();
        }
    }

    private void toMembers(
            Room room, Membership membership, @Nullable Participant sender, ByteBuf packet, long sinceNanos) {
        Participant[] members = membership.members();
        for (Participant member : members) {
            if (member != sender) {
                member.send(packet);
            }
        }
        took(nanos.getAsLong() - sinceNanos, room, sender == null ? members.length : members.length - 1);
    }

    private void took(long forwardNanos, Room room, int copies) {
        if (forwardNanos > longestNanos.getPlain()) {
            longestNanos.accumulateAndGet(forwardNanos, Math::max);
        }
        if (forwardNanos > SLOW_NANOS) {
            slow.increment();
            FlightEvents.slowForward(room.name(), copies, forwardNanos);
        }
    }

    /** Packets whose fan-out took more than 50 ms, total. */
    public long slow() {
        return slow.sum();
    }

    /** The longest fan-out of one packet since start, ns. */
    public long longestNanos() {
        return longestNanos.get();
    }

    /** Datagrams that were no media packet, total. */
    public long malformed() {
        return malformed.sum();
    }

    /** Silences of more than 200 ms between two packets of one sender, total. */
    public long gaps() {
        return gaps.sum();
    }
}
