package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
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
public final class FanOut {
    /** A silence within a stream that is worth a count (relay behaviour 9.3). */
    private static final long GAP_NANOS = 200_000_000L;

    private final LongSupplier nanos;
    private final LongAdder malformed = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    /** @param nanos monotonic clock, ns */
    public FanOut(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param packet a datagram from this sender; its readable bytes are valid during the call only */
    public void forward(Participant sender, ByteBuf packet) {
        HotPathGuard.enter();
        try {
            if (!MediaHeader.isValid(packet)) {
                malformed.increment();
                return;
            }
            long now = nanos.getAsLong();
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
            Participant[] members = membership.members();
            for (Participant member : members) {
                if (member != sender) {
                    member.send(packet);
                }
            }
        } finally {
            HotPathGuard.exit();
        }
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
