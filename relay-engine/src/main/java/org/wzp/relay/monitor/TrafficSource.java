package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.wzp.relay.admission.AdmissionCounters;
import org.wzp.relay.admission.RoomAdmission;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.transport.QuicEndpoint;

/** Totals and rates of media. Its reading is the one that reads every participant's counters. */
public final class TrafficSource implements SnapshotSource<TrafficStatus> {
    private final TrafficStatistics statistics;
    private final MediaForwarder forwarder;
    private final RoomAdmission admission;
    private final AdmissionCounters counters;
    private final QuicEndpoint endpoint;

    public TrafficSource(
            TrafficStatistics statistics,
            MediaForwarder forwarder,
            RoomAdmission admission,
            AdmissionCounters counters,
            QuicEndpoint endpoint) {
        this.statistics = statistics;
        this.forwarder = forwarder;
        this.admission = admission;
        this.counters = counters;
        this.endpoint = endpoint;
    }

    @Override
    public TrafficStatus read(long nowNanos) {
        statistics.update(nowNanos, forwarder.malformed());
        Map<DropCause, Long> drops = statistics.drops();
        long early = counters.of(AdmissionCounters.Event.EARLY_DATAGRAM_DROPPED);
        if (early > 0) {
            drops.put(DropCause.EARLY, early);
        }
        List<Drop> dropped = new ArrayList<>();
        drops.forEach((cause, count) -> dropped.add(new Drop(cause, count)));
        dropped.sort(Comparator.comparingLong(Drop::count).reversed());
        return new TrafficStatus(
                admission.sessions(),
                endpoint.connections().size(),
                statistics.packetsIn(),
                statistics.packetsOut(),
                statistics.bytesIn(),
                statistics.bytesOut(),
                statistics.inPerSecond(),
                statistics.outPerSecond(),
                dropped,
                statistics.lostMost());
    }
}
