package org.wzp.relay.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FlowStatus;
import org.wzp.relay.room.Egress;
import org.wzp.relay.room.Participant;

/** What the relay itself knows of the way to one participant and from it, read from counters that its loop writes. */
final class FlowSource {
    private static final double MICROS_PER_MILLI = 1_000.0;
    private static final Comparator<Drop> LARGEST_FIRST =
            Comparator.comparingLong(Drop::count).reversed();

    private FlowSource() {}

    /** @param nowNanos monotonic clock, ns: the one by which packets are marked when they come */
    static FlowStatus of(Participant participant, long nowNanos) {
        Egress egress = participant.egress();
        long last = participant.lastPacketNanos();
        long rttMicros = egress.rttMicros();
        return new FlowStatus(
                // a packet may have come since the clock was read
                last == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, nowNanos - last))),
                participant.missing(),
                egress.waiting(),
                drops(egress),
                rttMicros > 0 ? OptionalDouble.of(rttMicros / MICROS_PER_MILLI) : OptionalDouble.empty(),
                egress.lostPackets());
    }

    private static List<Drop> drops(Egress egress) {
        List<Drop> drops = new ArrayList<>();
        for (DropCause cause : DropCause.ON_THE_WAY) {
            long count = egress.droppedBy(cause);
            if (count > 0) {
                drops.add(new Drop(cause, count));
            }
        }
        drops.sort(LARGEST_FIRST);
        return drops;
    }
}
