package org.wzp.console;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.EndpointStatus;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.FederationStatus.Traffic;
import org.wzp.relay.api.FederationStatus.Trust;
import org.wzp.relay.api.FlowStatus;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.QuicTransport;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Tier;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.wire.CodecId;

/** Snapshots made by hand, for view models' tests. */
public final class Snapshots {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.168.1.20", 4433);

    private Snapshots() {}

    public static RelaySnapshot running(long epoch, Instant at, RoomStatus... rooms) {
        return of(epoch, at, RelayState.RUNNING, Optional.empty(), ContentionStatus.NONE, List.of(), rooms);
    }

    public static RelaySnapshot failed(String why) {
        return failed(new RelayFailure(new FailureCause.Told(why)));
    }

    public static RelaySnapshot failed(RelayFailure why) {
        return of(1, NOON, RelayState.FAILED, Optional.of(why), ContentionStatus.NONE, List.of());
    }

    public static RelaySnapshot waiting(long epoch, Instant at, ContentionStatus contention) {
        return of(epoch, at, RelayState.RUNNING, Optional.empty(), contention, List.of());
    }

    private static RelaySnapshot of(
            long epoch,
            Instant at,
            RelayState state,
            Optional<RelayFailure> failure,
            ContentionStatus contention,
            List<Attention> attention,
            RoomStatus... rooms) {
        int people =
                List.of(rooms).stream().mapToInt(r -> r.participants().size()).sum();
        return new RelaySnapshot(
                epoch,
                at,
                state,
                Duration.ofSeconds(192),
                failure,
                state == RelayState.RUNNING
                        ? new EndpointStatus(
                                Optional.of(ADDRESS),
                                List.of(ADDRESS),
                                Optional.of("aaaa:bbbb"),
                                Optional.of("01:02"),
                                Optional.of(QuicTransport.DIRECT),
                                false)
                        : EndpointStatus.NONE,
                new TrafficStatus(people, people, 0, 0, 0, 0, 0, 0, List.of(), List.of()),
                List.of(rooms),
                new AccessStatus(List.of(), List.of()),
                FederationStatus.NONE,
                NearbyStatus.NONE,
                contention,
                attention,
                Optional.empty(),
                List.of());
    }

    /** The same with other rules and counters. */
    public static RelaySnapshot with(RelaySnapshot base, AccessStatus access, ContentionStatus contention) {
        return new RelaySnapshot(
                base.epoch(),
                base.at(),
                base.state(),
                base.uptime(),
                base.failure(),
                base.endpoint(),
                base.traffic(),
                base.rooms(),
                access,
                base.federation(),
                base.nearby(),
                contention,
                base.attention(),
                base.drain(),
                base.counters());
    }

    /** The same with other links. */
    public static RelaySnapshot with(RelaySnapshot base, FederationStatus federation) {
        return new RelaySnapshot(
                base.epoch(),
                base.at(),
                base.state(),
                base.uptime(),
                base.failure(),
                base.endpoint(),
                base.traffic(),
                base.rooms(),
                base.access(),
                federation,
                base.nearby(),
                base.contention(),
                base.attention(),
                base.drain(),
                base.counters());
    }

    /** A link to the relay whose fingerprint is made of this number; what is down was lost and is dialled again in 4 s. */
    public static PeerStatus peer(int number, String label, State state, double perSecond, String... rooms) {
        boolean up = state == State.UP;
        return new PeerStatus(
                fingerprint(number),
                label,
                Optional.of("192.168.1." + number + ":4433"),
                up ? Optional.of(new InetSocketAddress("192.168.1." + number, 4433)) : Optional.empty(),
                up ? Optional.of(Direction.OUT) : Optional.empty(),
                state,
                up ? Proof.PROVEN : Proof.UNKNOWN,
                up,
                up ? OptionalDouble.of(1.5) : OptionalDouble.empty(),
                List.of(rooms),
                new Traffic(perSecond / 2, perSecond / 2, 100, 100, List.of()),
                up ? Optional.of(NOON.minusSeconds(60)) : Optional.empty(),
                state == State.WAITING ? Optional.of(NOON.plusSeconds(4)) : Optional.empty(),
                state == State.WAITING ? Problem.LOST : Problem.NONE,
                Optional.empty(),
                new Trust(true, false, Optional.empty()));
    }

    /** 64 digits. */
    public static String fingerprint(int number) {
        return "%02x".formatted(number).repeat(32);
    }

    /** The same with other traffic. */
    public static RelaySnapshot with(RelaySnapshot base, TrafficStatus traffic) {
        return new RelaySnapshot(
                base.epoch(),
                base.at(),
                base.state(),
                base.uptime(),
                base.failure(),
                base.endpoint(),
                traffic,
                base.rooms(),
                base.access(),
                base.federation(),
                base.nearby(),
                base.contention(),
                base.attention(),
                base.drain(),
                base.counters());
    }

    public static RoomStatus room(String name, ParticipantStatus... people) {
        return new RoomStatus(
                name,
                Quality.UNMEASURED,
                Tier.GOOD,
                Optional.empty(),
                RoomPolicy.OPEN,
                NOON.minusSeconds(60),
                0,
                0,
                0,
                0,
                OptionalDouble.empty(),
                false,
                List.of(people));
    }

    public static ParticipantStatus person(long id, String alias) {
        return person(id, alias, 0);
    }

    /** Somebody nobody has reported of, with what was sent to them and dropped for them. */
    public static ParticipantStatus sent(ParticipantStatus to, long packets, long dropped, long droppedLately) {
        return new ParticipantStatus(
                to.id(),
                to.alias(),
                to.fingerprint(),
                to.address(),
                to.transport(),
                to.codec(),
                to.link(),
                to.flow(),
                to.packetsIn(),
                packets,
                to.bytesIn(),
                to.bytesOut(),
                dropped,
                to.overLimit(),
                droppedLately,
                to.inPerSecond(),
                to.speaking(),
                to.joined(),
                to.rehearsal());
    }

    public static ParticipantStatus person(long id, String alias, double inPerSecond) {
        return new ParticipantStatus(
                id,
                alias,
                "%04x:0000:0000:0000:0000:0000:0000:0000".formatted(id),
                ADDRESS,
                ClientTransport.QUIC,
                Optional.of(CodecId.OPUS_24K),
                new LinkStatus(
                        Quality.UNMEASURED,
                        Tier.GOOD,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        false,
                        OptionalDouble.empty()),
                FlowStatus.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                inPerSecond,
                false,
                NOON,
                false);
    }
}
