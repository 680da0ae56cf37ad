package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.ContentionStatus.RoomRow;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.MapSite;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.QuicEndpoint;

/** Where the relay's threads wait for each other, and what its queues did. */
public final class ContentionSource implements SnapshotSource<ContentionStatus> {
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final RoomDirectory rooms;
    private final LockLedger ledger;
    private final QuicEndpoint endpoint;
    private final TrafficStatistics statistics;
    private final int mediaOutbox;
    /** The guard counts for the whole process; a snapshot tells what happened since its relay began. */
    private final long violationsBefore = HotPathGuard.violations();

    /** @param limits how many datagrams are kept for one participant at most is among them */
    public ContentionSource(
            RoomDirectory rooms,
            LockLedger ledger,
            QuicEndpoint endpoint,
            TrafficStatistics statistics,
            RelayConfig.Limits limits) {
        this.rooms = rooms;
        this.ledger = ledger;
        this.endpoint = endpoint;
        this.statistics = statistics;
        this.mediaOutbox = limits.mediaOutbox();
    }

    @Override
    public ContentionStatus read(long nowNanos) {
        return new ContentionStatus(
                HotPathGuard.violations() - violationsBefore,
                locks(),
                ledger.sites().stream()
                        .map(site ->
                                new ContentionStatus.CasRow(site.site(), site.attempts(), site.retries(), site.worst()))
                        .toList(),
                queues(),
                endpoint.loops(),
                costs());
    }

    private List<RoomRow> costs() {
        return rooms.rooms().stream()
                .filter(room -> room.membership().size() > 0)
                .map(room -> new RoomRow(
                        room.name(),
                        room.costs().packets(),
                        room.costs().nanos(),
                        room.costs().slowestNanos() / NANOS_PER_MICRO,
                        room.costs().largestGapNanos() / NANOS_PER_MILLI))
                .sorted(Comparator.comparing(RoomRow::room))
                .toList();
    }

    private List<LockRow> locks() {
        List<LockRow> rows = new ArrayList<>();
        for (NamedLock.Statistics lock : ledger.locks()) {
            rows.add(new LockRow(
                    lock.name(),
                    lock.acquisitions(),
                    lock.contended(),
                    lock.waitP50Nanos() / NANOS_PER_MICRO,
                    lock.waitP99Nanos() / NANOS_PER_MICRO,
                    lock.longestWaitNanos() / NANOS_PER_MICRO,
                    OptionalDouble.of(lock.holdP99Nanos() / NANOS_PER_MICRO),
                    lock.waiting()));
        }
        for (MapSite.Statistics map : ledger.maps()) {
            rows.add(new LockRow(
                    map.map(),
                    map.calls(),
                    map.slow(),
                    map.slowP50Nanos() / NANOS_PER_MICRO,
                    map.slowP99Nanos() / NANOS_PER_MICRO,
                    map.longestNanos() / NANOS_PER_MICRO,
                    OptionalDouble.empty(),
                    0));
        }
        return rows;
    }

    private List<QueueRow> queues() {
        List<QueueRow> rows = new ArrayList<>();
        Map<DropCause, Long> drops = statistics.drops();
        rows.add(statistics
                .outboxes(OutboxCounters.Queue.DATAGRAMS)
                .row(
                        "datagram outboxes",
                        mediaOutbox,
                        Stream.of(DropCause.OUTBOX_FULL, DropCause.STALE, DropCause.CLOSED)
                                .flatMap(cause -> drops(cause, drops.getOrDefault(cause, 0L)))
                                .toList()));
        rows.add(statistics
                .outboxes(OutboxCounters.Queue.SIGNALS)
                .row(
                        "signal outboxes",
                        QuicEndpoint.MAX_SIGNALS_WAITING,
                        drops(DropCause.OVERFLOW, endpoint.counters().of(EndpointCounters.Event.SIGNAL_OVERFLOW))
                                .toList()));
        for (QueueGauge.Statistics queue : ledger.queues()) {
            rows.add(new QueueRow(
                    queue.queue(),
                    queue.depth(),
                    queue.depth() > 0 ? 1 : 0,
                    queue.depth(),
                    queue.highWater(),
                    queue.bound(),
                    queue.offered(),
                    drops(DropCause.QUEUE_FULL, queue.dropped()).toList()));
        }
        rows.addAll(endpoint.queues());
        return rows;
    }

    private static Stream<Drop> drops(DropCause cause, long count) {
        return count == 0 ? Stream.empty() : Stream.of(new Drop(cause, count));
    }
}
