package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.WatchedPacket;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.wire.MediaHeader;

/**
 * The headers of the next packets of one room, or of one person there. All memory is taken when the watch begins.
 *
 * <p>Any event loop writes: a packet takes the next place by one atomic addition, its fields are plain stores, and a release
 * store of the last one publishes them. Any thread reads those that are published. Nothing waits, and nothing is allocated.
 */
final class PacketRing {
    /** A packet that is not watched. */
    static final int NONE = -1;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final List<DropCause> ON_THE_WAY = DropCause.ON_THE_WAY;
    private static final int CAUSES = ON_THE_WAY.size();

    private static final int ARRIVED = 0;
    private static final int GAP = 1;
    private static final int HEADER = 2;
    private static final int TOOK = 3;
    /** 0 until the packet is published. */
    private static final int DONE = 4;
    /** From here on: what was dropped for each cause before. */
    private static final int BEFORE = 5;

    private static final int WORDS = BEFORE + CAUSES;

    private static final int CODEC_SHIFT = 16;
    private static final int REPAIR_SHIFT = 20;
    private static final int BLOCK_SHIFT = 24;
    private static final int SYMBOL_SHIFT = 32;
    private static final int BYTES_SHIFT = 40;
    private static final long MAX_U16 = 0xFFFF;
    private static final long MAX_U8 = 0xFF;
    private static final int CAUSES_SHIFT = 16;
    private static final long PUBLISHED = Long.MIN_VALUE;

    private final Room room;
    private final @Nullable Participant person;
    private final int most;
    private final long since;
    private final long until;
    private final long[] words;
    private final @Nullable Participant[] senders;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * @param person whose packets alone; null for everybody's
     * @param since monotonic clock, ns
     * @param until the same, at the latest
     */
    PacketRing(Room room, @Nullable Participant person, int most, long since, long until) {
        this.room = room;
        this.person = person;
        this.most = most;
        this.since = since;
        this.until = until;
        words = new long[most * WORDS];
        senders = new Participant[most];
    }

    /**
     * Takes a place for a packet that is about to be handed on.
     *
     * @param sender null for a packet of another relay
     * @param last when their packet before came, ns; 0 when there was none
     * @return its place, or {@link #NONE}
     */
    int begin(
            Room in,
            @Nullable Participant sender,
            ByteBuf packet,
            long now,
            long last,
            @Nullable Membership membership) {
        if (in != room || (person != null && person != sender) || now - until > 0 || taken.get() >= most) {
            return NONE;
        }
        int place = taken.getAndIncrement();
        if (place >= most) {
            return NONE;
        }
        int at = place * WORDS;
        words[at + ARRIVED] = now;
        words[at + GAP] = last == 0 ? NONE : now - last;
        words[at + HEADER] = MediaHeader.sequence(packet)
                | (long) MediaHeader.codecCode(packet) << CODEC_SHIFT
                | (MediaHeader.isRepair(packet) ? 1L << REPAIR_SHIFT : 0)
                | (long) MediaHeader.fecBlock(packet) << BLOCK_SHIFT
                | (long) MediaHeader.fecSymbol(packet) << SYMBOL_SHIFT
                | (long) packet.readableBytes() << BYTES_SHIFT;
        senders[place] = sender;
        if (membership != null) {
            for (int cause = 0; cause < CAUSES; cause++) {
                words[at + BEFORE + cause] = dropped(membership, ON_THE_WAY.get(cause));
            }
        }
        return place;
    }

    /** Publishes a packet that was handed on. */
    void end(int place, long tookNanos, int copies, Membership membership) {
        int at = place * WORDS;
        long causes = 0;
        for (int cause = 0; cause < CAUSES; cause++) {
            DropCause one = ON_THE_WAY.get(cause);
            if (dropped(membership, one) > words[at + BEFORE + cause]) {
                causes |= 1L << one.ordinal();
            }
        }
        publish(at, tookNanos, copies, causes);
    }

    /** Notes a packet that was handed on to nobody. */
    void refused(Room in, Participant sender, ByteBuf packet, long now, DropCause why) {
        int place = begin(in, sender, packet, now, sender.lastPacketNanos(), null);
        if (place != NONE) {
            publish(place * WORDS, 0, 0, 1L << why.ordinal());
        }
    }

    private void publish(int at, long tookNanos, int copies, long causes) {
        words[at + TOOK] = tookNanos;
        WORD.setRelease(words, at + DONE, PUBLISHED | causes << CAUSES_SHIFT | copies);
    }

    private static long dropped(Membership membership, DropCause cause) {
        long sum = 0;
        for (Participant member : membership.members()) {
            sum += member.egress().droppedBy(cause);
        }
        return sum;
    }

    // ---- any thread ------------------------------------------------------------------------------------------------

    boolean isOver(long now) {
        return now - until > 0 || taken.get() >= most;
    }

    /**
     * @param from number of the first one that is wanted, counted from 1
     * @param begun when the watch began
     */
    List<WatchedPacket> packets(int from, Instant begun) {
        List<WatchedPacket> packets = new ArrayList<>();
        int end = Math.min(taken.get(), most);
        for (int place = Math.max(0, from - 1); place < end; place++) {
            long done = (long) WORD.getAcquire(words, place * WORDS + DONE);
            if (done == 0) {
                // still on its way; it and those after it come at the next look
                break;
            }
            packets.add(packet(place, done, begun));
        }
        return packets;
    }

    private WatchedPacket packet(int place, long done, Instant begun) {
        int at = place * WORDS;
        long header = words[at + HEADER];
        long gap = words[at + GAP];
        return new WatchedPacket(
                place + 1,
                begun.plusNanos(words[at + ARRIVED] - since),
                Optional.ofNullable(senders[place])
                        .map(sender -> new Person(sender.fingerprint(), sender.shownAlias())),
                (int) (header & MAX_U16),
                (int) (header >> CODEC_SHIFT & 0xF),
                (header >> REPAIR_SHIFT & 1) == 1,
                (int) (header >> BLOCK_SHIFT & MAX_U8),
                (int) (header >> SYMBOL_SHIFT & MAX_U8),
                (int) (header >> BYTES_SHIFT & MAX_U16),
                gap == NONE ? OptionalLong.empty() : OptionalLong.of(gap),
                (int) (done & MAX_U16),
                words[at + TOOK],
                causes(done & ~PUBLISHED));
    }

    private static List<DropCause> causes(long done) {
        List<DropCause> found = new ArrayList<>();
        for (DropCause cause : DropCause.values()) {
            if ((done >> CAUSES_SHIFT & 1L << cause.ordinal()) != 0) {
                found.add(cause);
            }
        }
        return found;
    }
}
