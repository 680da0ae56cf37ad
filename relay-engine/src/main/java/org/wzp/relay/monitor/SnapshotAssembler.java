package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Tier;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.MapSite;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.quality.QualitySlot;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityReport;

/**
 * Reads the rooms and the statistics of contention into immutable views. Confined to the engine thread; what it reads, it reads
 * without stopping anybody, so figures of one view may differ by the packets of a moment.
 */
public final class SnapshotAssembler {
    private static final long SPEAKING_NANOS = 500_000_000L;
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final double MICROS_PER_MILLI = 1_000.0;

    private final RelayTime time;
    private final RoomDirectory rooms;
    private final TrafficStatistics statistics;
    private final Function<String, RoomPolicy> policies;
    private final Supplier<Set<String>> rehearsing;
    /** The guard counts for the whole process; a view tells what happened since its relay began. */
    private final long violationsBefore = HotPathGuard.violations();

    public SnapshotAssembler(
            RelayTime time,
            RoomDirectory rooms,
            TrafficStatistics statistics,
            Function<String, RoomPolicy> policies,
            Supplier<Set<String>> rehearsing) {
        this.time = time;
        this.rooms = rooms;
        this.statistics = statistics;
        this.policies = policies;
        this.rehearsing = rehearsing;
    }

    /** Rooms with somebody in them, by name. */
    public List<RoomStatus> rooms() {
        Set<String> rehearsers = rehearsing.get();
        long now = time.nanos().getAsLong();
        List<RoomStatus> views = new ArrayList<>();
        for (Room room : rooms.rooms()) {
            Membership membership = room.membership();
            if (membership.size() > 0) {
                views.add(view(room, membership, rehearsers, now));
            }
        }
        views.sort(Comparator.comparing(RoomStatus::name));
        return views;
    }

    private RoomStatus view(Room room, Membership membership, Set<String> rehearsers, long now) {
        List<Participant> deciding = membership.deciding(rehearsers);
        List<ParticipantStatus> participants = new ArrayList<>(membership.size());
        double in = 0;
        double out = 0;
        double bitsIn = 0;
        double bitsOut = 0;
        boolean rehearsal = true;
        for (Participant member : membership.members()) {
            TrafficStatistics.Rates rates = statistics.ratesOf(member.id());
            ParticipantStatus view = view(member, rates, rehearsers.contains(member.fingerprint()), now);
            participants.add(view);
            in += rates.packetsIn();
            out += rates.packetsOut();
            bitsIn += rates.bitsIn();
            bitsOut += rates.bitsOut();
            rehearsal &= view.rehearsal();
        }
        Optional<Participant> weakest = weakest(deciding);
        return new RoomStatus(
                room.name(),
                weakest.isPresent() ? inWords(room.tier()) : Quality.UNMEASURED,
                room.tier(),
                weakest.map(member -> new Weakest(member.id(), member.shownAlias(), member.fingerprint())),
                policies.apply(room.name()),
                room.created(),
                in,
                out,
                bitsIn,
                bitsOut,
                deciding.stream()
                        .map(SnapshotAssembler::link)
                        .flatMapToDouble(link -> link.lossPercent().stream())
                        .max(),
                rehearsal,
                participants);
    }

    private static ParticipantStatus view(
            Participant member, TrafficStatistics.Rates rates, boolean rehearsal, long now) {
        int codec = member.codecCode();
        long last = member.lastPacketNanos();
        boolean voice = codec >= 0 && codec != CodecId.COMFORT_NOISE.code();
        return new ParticipantStatus(
                member.id(),
                member.shownAlias(),
                member.fingerprint(),
                member.egress().remoteAddress(),
                member.egress().transport(),
                codec < 0 ? Optional.empty() : Optional.of(CodecId.ofCode(codec)),
                link(member),
                member.packetsIn(),
                member.egress().sent(),
                member.bytesIn(),
                member.egress().sentBytes(),
                member.egress().dropped(),
                member.sendingLimit().overPackets() + member.sendingLimit().overBytes(),
                rates.droppedLately(),
                rates.packetsIn(),
                voice && now - last < SPEAKING_NANOS,
                member.joined(),
                rehearsal);
    }

    private static LinkStatus link(Participant member) {
        long word = member.quality().load();
        long quicMicros = member.egress().rttMicros();
        if (QualitySlot.counter(word) == 0) {
            return new LinkStatus(
                    Quality.UNMEASURED,
                    member.tier(),
                    OptionalDouble.empty(),
                    quicMicros > 0 ? OptionalDouble.of(quicMicros / MICROS_PER_MILLI) : OptionalDouble.empty(),
                    quicMicros > 0,
                    OptionalDouble.empty());
        }
        QualityReport report = QualitySlot.report(word);
        return new LinkStatus(
                inWords(member.tier()),
                member.tier(),
                OptionalDouble.of(report.lossPercent()),
                OptionalDouble.of(report.rttMillis()),
                false,
                OptionalDouble.of(report.jitterMs()));
    }

    /** The one scale that people are shown: what lies above Good differs in the codec only. */
    private static Quality inWords(Tier tier) {
        return switch (tier) {
            case CATASTROPHIC -> Quality.POOR;
            case DEGRADED -> Quality.FAIR;
            case GOOD, STUDIO_32K, STUDIO_48K, STUDIO_64K -> Quality.GOOD;
        };
    }

    /** Who holds the tier down: the worst of those that reported, the longest there if several are alike. */
    private static Optional<Participant> weakest(List<Participant> members) {
        return members.stream()
                .filter(member -> QualitySlot.counter(member.quality().load()) != 0)
                .min(Comparator.comparing(Participant::tier));
    }

    /** @param mediaOutbox datagrams kept for one participant at most */
    public ContentionStatus contention(LockLedger ledger, QuicEndpoint endpoint, int mediaOutbox) {
        return new ContentionStatus(
                HotPathGuard.violations() - violationsBefore,
                locks(ledger),
                ledger.sites().stream()
                        .map(site ->
                                new ContentionStatus.CasRow(site.site(), site.attempts(), site.retries(), site.worst()))
                        .toList(),
                queues(ledger, endpoint, mediaOutbox),
                endpoint.loops());
    }

    private static List<LockRow> locks(LockLedger ledger) {
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

    private List<QueueRow> queues(LockLedger ledger, QuicEndpoint endpoint, int mediaOutbox) {
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
        return rows;
    }

    private static Stream<Drop> drops(DropCause cause, long count) {
        return count == 0 ? Stream.empty() : Stream.of(new Drop(cause, count));
    }
}
