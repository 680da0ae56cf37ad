package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RemotePerson;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.quality.QualitySlot;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityReport;
import org.wzp.relay.wire.RosterEntry;

/** The rooms and who is in them. */
public final class RoomsSource implements SnapshotSource<List<RoomStatus>> {
    private static final long SPEAKING_NANOS = 500_000_000L;
    private static final double MICROS_PER_MILLI = 1_000.0;

    private final RoomDirectory rooms;
    private final TrafficStatistics statistics;
    private final Function<String, RoomPolicy> policies;
    private final Supplier<Set<String>> rehearsing;
    private final UnaryOperator<String> given;

    /**
     * @param rehearsing identities of the synthetic callers of this process
     * @param given what the operator calls an identity; empty when nothing
     */
    public RoomsSource(
            RoomDirectory rooms,
            TrafficStatistics statistics,
            Function<String, RoomPolicy> policies,
            Supplier<Set<String>> rehearsing,
            UnaryOperator<String> given) {
        this.rooms = rooms;
        this.statistics = statistics;
        this.policies = policies;
        this.rehearsing = rehearsing;
        this.given = given;
    }

    /** Rooms with somebody in them, by name. */
    @Override
    public List<RoomStatus> read(long nowNanos) {
        Set<String> rehearsers = rehearsing.get();
        List<RoomStatus> statuses = new ArrayList<>();
        for (Room room : rooms.rooms()) {
            Membership membership = room.membership();
            if (membership.size() > 0) {
                statuses.add(view(room, membership, rehearsers, nowNanos));
            }
        }
        statuses.sort(Comparator.comparing(RoomStatus::name));
        return statuses;
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
                weakest.isPresent() ? Quality.of(room.tier()) : Quality.UNMEASURED,
                room.tier(),
                weakest.map(member -> new Weakest(member.id(), member.shownAlias(), member.fingerprint())),
                policies.apply(room.name()),
                room.created(),
                in,
                out,
                bitsIn,
                bitsOut,
                deciding.stream()
                        .map(RoomsSource::link)
                        .flatMapToDouble(link -> link.lossPercent().stream())
                        .max(),
                rehearsal,
                participants,
                room.remote().roster().people().stream().map(this::elsewhere).toList());
    }

    private RemotePerson elsewhere(RosterEntry entry) {
        String alias = entry.alias();
        String relay = entry.relayLabel();
        String name = given.apply(entry.fingerprint());
        return new RemotePerson(
                !name.isEmpty() ? name : alias == null ? "" : Names.alias(alias),
                // whatever that relay calls them by
                Cut.IDENTITY.of(entry.fingerprint()),
                relay == null ? "" : Cut.ALIAS.of(relay));
    }

    private static ParticipantStatus view(
            Participant member, TrafficStatistics.Rates rates, boolean rehearsal, long now) {
        int codec = member.codecCode();
        long last = member.lastPacketNanos();
        boolean voice = codec >= 0 && codec != CodecId.COMFORT_NOISE.code();
        return new ParticipantStatus(
                member.id(),
                member.shownAlias(),
                member.ownAlias(),
                member.fingerprint(),
                member.egress().remoteAddress(),
                member.egress().transport(),
                codec < 0 ? Optional.empty() : Optional.of(CodecId.ofCode(codec)),
                link(member),
                FlowSource.of(member, now),
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
                Quality.of(member.tier()),
                member.tier(),
                OptionalDouble.of(report.lossPercent()),
                OptionalDouble.of(report.rttMillis()),
                false,
                OptionalDouble.of(report.jitterMs()));
    }

    /** Who holds the tier down: the worst of those that reported, the longest there if several are alike. */
    private static Optional<Participant> weakest(List<Participant> members) {
        return members.stream()
                .filter(member -> QualitySlot.counter(member.quality().load()) != 0)
                .min(Comparator.comparing(Participant::tier));
    }
}
