package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.contention.FlightEvents;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.room.LoopMembers;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomCosts;
import org.wzp.relay.wire.MediaHeader;

/**
 * One packet's way through the relay: checked on its first bytes, its quality trailer stored, then handed as it came to
 * everybody else in the sender's room, those of another event loop together. No lock, no allocation of its own, no
 * re-serialisation.
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
    /** Null while nothing is watched, which is nearly always: then a packet pays for one plain read. */
    private final AtomicReference<@Nullable PacketRing> watched = new AtomicReference<>();

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
                refused(sender, packet, now);
                return;
            }
            long last = sender.lastPacketNanos();
            if (last != 0 && now - last > GAP_NANOS) {
                gaps.increment();
            }
            sender.received(packet.readableBytes(), MediaHeader.codecCode(packet), MediaHeader.sequence(packet), now);
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
            RoomCosts.OnLoop costs = sender.costs();
            if (last != 0) {
                costs.paused(now - last);
            }
            toMembers(room, membership, sender, sender.loop(), costs, packet, now, last);
            room.remote().uplinks().send(sender.loop(), packet);
        } finally {
            HotPathGuard.exit();
        }
    }

    /**
     * A packet that another relay sent for one of our rooms: for everybody in it. What its sender reports is that relay's
     * business.
     *
     * @param here the calling loop
     * @param packet its readable bytes are valid during the call only
     */
    public void fromPeer(Room room, EventLoop here, ByteBuf packet) {
        HotPathGuard.enter();
        try {
            if (!MediaHeader.isValid(packet)) {
                malformed.increment();
                return;
            }
            toMembers(room, room.membership(), null, here, room.costs().on(here), packet, nanos.getAsLong(), 0);
        } finally {
            HotPathGuard.exit();
        }
    }

    /** Sends to those who live here, and hands the packet once to each other loop that has members. */
    private void toMembers(
            Room room,
            Membership membership,
            @Nullable Participant sender,
            EventLoop here,
            RoomCosts.OnLoop costs,
            ByteBuf packet,
            long sinceNanos,
            long lastNanos) {
        PacketRing ring = watched.getOpaque();
        int place =
                ring == null ? PacketRing.NONE : ring.begin(room, sender, packet, sinceNanos, lastNanos, membership);
        try {
            for (LoopMembers group : membership.byLoop()) {
                if (group.isOn(here)) {
                    group.deliver(packet, sender);
                } else {
                    here.handOff(group.loop(), packet, group, sender);
                }
            }
        } finally {
            // also where a copy could not be made: what was watched is published, or it would hide all that follow
            int copies = sender == null ? membership.size() : membership.size() - 1;
            long forwardNanos = nanos.getAsLong() - sinceNanos;
            took(forwardNanos, room, costs, copies);
            if (ring != null && place != PacketRing.NONE) {
                ring.end(place, forwardNanos, copies, membership);
            }
        }
    }

    private void took(long forwardNanos, Room room, RoomCosts.OnLoop costs, int copies) {
        costs.forwarded(forwardNanos);
        if (forwardNanos > longestNanos.getPlain()) {
            longestNanos.accumulateAndGet(forwardNanos, Math::max);
        }
        if (forwardNanos > SLOW_NANOS) {
            slow.increment();
            FlightEvents.slowForward(room.name(), copies, forwardNanos);
        }
    }

    private void refused(Participant sender, ByteBuf packet, long now) {
        PacketRing ring = watched.getOpaque();
        Room room = sender.room();
        if (ring != null && room != null) {
            ring.refused(room, sender, packet, now, sender.sendingLimit().refusal());
        }
    }

    /** From now on this notes what it wants of the packets, instead of another one. */
    void watch(PacketRing ring) {
        watched.set(ring);
    }

    /** It notes no more, if it still does. */
    void unwatch(PacketRing ring) {
        var _ = watched.compareAndSet(ring, null);
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
