package org.wzp.relay.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wzp.relay.api.ContentionView;
import org.wzp.relay.api.ContentionView.LockRow;
import org.wzp.relay.api.ContentionView.QueueRow;
import org.wzp.relay.api.RelaySnapshot.Drop;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.MapSite;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.quality.QualitySlot;
import org.wzp.relay.quality.Tier;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.DropCause;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityReport;

/**
 * Reads the rooms and the books of contention into immutable views. Confined to the engine thread; what it reads, it reads
 * without stopping anybody, so figures of one view may differ by the packets of a moment.
 */
final class SnapshotMaker {
    private static final long SPEAKING_NANOS = 500_000_000L;
    private static final double NANOS_PER_MICRO = 1_000.0;

    private final RelayTime time;
    private final RoomDirectory rooms;
    private final TrafficBooks books;
    private final Function<String, RoomPolicy> policies;
    private final Supplier<Set<String>> rehearsing;
    /** The guard counts for the whole process; a view tells what happened since its relay began. */
    private final long violationsBefore = HotPathGuard.violations();

    SnapshotMaker(
            RelayTime time,
            RoomDirectory rooms,
            TrafficBooks books,
            Function<String, RoomPolicy> policies,
            Supplier<Set<String>> rehearsing) {
        this.time = time;
        this.rooms = rooms;
        this.books = books;
        this.policies = policies;
        this.rehearsing = rehearsing;
    }

    /** Rooms with somebody in them, by name. */
    List<RoomView> rooms() {
        Set<String> rehearsers = rehearsing.get();
        long now = time.nanos().getAsLong();
        List<RoomView> views = new ArrayList<>();
        for (Room room : rooms.rooms()) {
            Participant[] members = room.membership().members();
            if (members.length > 0) {
                views.add(view(room, members, rehearsers, now));
            }
        }
        views.sort(Comparator.comparing(RoomView::name));
        return views;
    }

    private RoomView view(Room room, Participant[] members, Set<String> rehearsers, long now) {
        List<ParticipantView> participants = new ArrayList<>(members.length);
        double in = 0;
        double out = 0;
        double bits = 0;
        double worstLoss = 0;
        boolean rehearsal = true;
        for (Participant member : members) {
            TrafficBooks.Rates rates = books.ratesOf(member.id());
            ParticipantView view = view(member, rates, rehearsers.contains(member.fingerprint()), now);
            participants.add(view);
            in += rates.packetsIn();
            out += rates.packetsOut();
            bits += rates.bitsIn();
            worstLoss = Math.max(worstLoss, Double.isNaN(view.lossPercent()) ? 0 : view.lossPercent());
            rehearsal &= view.rehearsal();
        }
        return new RoomView(
                room.name(),
                room.tier().label(),
                weakest(members),
                policies.apply(room.name()),
                room.created(),
                in,
                out,
                bits,
                worstLoss,
                rehearsal,
                participants);
    }

    private static ParticipantView view(Participant member, TrafficBooks.Rates rates, boolean rehearsal, long now) {
        long word = member.quality().load();
        boolean reported = QualitySlot.counter(word) != 0;
        QualityReport report = QualitySlot.report(word);
        int codec = member.codecCode();
        long last = member.lastPacketNanos();
        boolean voice = codec >= 0 && codec != CodecId.COMFORT_NOISE.code();
        return new ParticipantView(
                member.id(),
                Journal.shownAlias(member),
                member.fingerprint(),
                member.egress().remoteAddress(),
                "QUIC",
                codec < 0 ? "" : CodecId.ofCode(codec).jsonName(),
                reported ? report.lossPercent() : Double.NaN,
                reported ? report.rttMillis() : Double.NaN,
                reported ? report.jitterMs() : Double.NaN,
                member.tier().label(),
                member.packetsIn(),
                member.egress().sent(),
                member.bytesIn(),
                member.egress().sentBytes(),
                member.egress().dropped(),
                member.sendingLimit().overPackets() + member.sendingLimit().overBytes(),
                rates.packetsIn(),
                voice && now - last < SPEAKING_NANOS,
                member.joined(),
                rehearsal);
    }

    /** Who holds the tier down: the worst of those that reported, the longest there if several are alike. */
    private static String weakest(Participant[] members) {
        Participant worst = null;
        Tier tier = null;
        for (Participant member : members) {
            boolean reported = QualitySlot.counter(member.quality().load()) != 0;
            if (reported && (tier == null || member.tier().isWorseThan(tier))) {
                worst = member;
                tier = member.tier();
            }
        }
        if (worst == null) {
            return "";
        }
        return CommandTexts.name(worst);
    }

    /** @param mediaOutbox datagrams kept for one participant at most */
    ContentionView contention(LockLedger ledger, QuicEndpoint endpoint, int mediaOutbox) {
        return new ContentionView(
                HotPathGuard.violations() - violationsBefore,
                locks(ledger),
                ledger.sites().stream()
                        .map(site ->
                                new ContentionView.CasRow(site.site(), site.attempts(), site.retries(), site.worst()))
                        .toList(),
                queues(ledger, endpoint, mediaOutbox),
                endpoint.loops());
    }

    private static List<LockRow> locks(LockLedger ledger) {
        List<LockRow> rows = new ArrayList<>();
        for (NamedLock.Books lock : ledger.locks()) {
            rows.add(new LockRow(
                    lock.name(),
                    lock.acquisitions(),
                    lock.contended(),
                    lock.waitP50Nanos() / NANOS_PER_MICRO,
                    lock.waitP99Nanos() / NANOS_PER_MICRO,
                    lock.longestWaitNanos() / NANOS_PER_MICRO,
                    lock.holdP99Nanos() / NANOS_PER_MICRO,
                    lock.waiting()));
        }
        for (MapSite.Books map : ledger.maps()) {
            rows.add(new LockRow(
                    map.map(),
                    map.calls(),
                    map.slow(),
                    map.slowP50Nanos() / NANOS_PER_MICRO,
                    map.slowP99Nanos() / NANOS_PER_MICRO,
                    map.longestNanos() / NANOS_PER_MICRO,
                    Double.NaN,
                    0));
        }
        return rows;
    }

    private List<QueueRow> queues(LockLedger ledger, QuicEndpoint endpoint, int mediaOutbox) {
        List<QueueRow> rows = new ArrayList<>();
        Map<String, Long> drops = books.drops();
        rows.add(books.outboxes(OutboxCounters.Queue.DATAGRAMS)
                .row(
                        "datagram outboxes",
                        mediaOutbox,
                        Stream.of(DropCause.OUTBOX_FULL, DropCause.STALE, DropCause.CLOSED)
                                .flatMap(cause -> drops(cause.key(), drops.getOrDefault(cause.key(), 0L)))
                                .toList()));
        rows.add(books.outboxes(OutboxCounters.Queue.SIGNALS)
                .row(
                        "signal outboxes",
                        QuicEndpoint.MAX_SIGNALS_WAITING,
                        drops("overflow", endpoint.counters().of(EndpointCounters.Event.SIGNAL_OVERFLOW))
                                .toList()));
        for (QueueGauge.Books queue : ledger.queues()) {
            rows.add(new QueueRow(
                    queue.queue(),
                    queue.depth(),
                    queue.depth() > 0 ? 1 : 0,
                    queue.depth(),
                    queue.highWater(),
                    queue.bound(),
                    queue.offered(),
                    drops("full", queue.dropped()).toList()));
        }
        return rows;
    }

    private static Stream<Drop> drops(String cause, long count) {
        return count == 0 ? Stream.empty() : Stream.of(new Drop(cause, count));
    }
}
