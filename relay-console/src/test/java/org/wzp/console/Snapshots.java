package org.wzp.console;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelaySnapshot.AccessView;
import org.wzp.relay.api.RelaySnapshot.Attention;
import org.wzp.relay.api.RelaySnapshot.Endpoint;
import org.wzp.relay.api.RelaySnapshot.Link;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.Quality;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RelaySnapshot.Traffic;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;

/** Snapshots made by hand, for view models' tests. */
public final class Snapshots {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.168.1.20", 4433);

    private Snapshots() {}

    public static RelaySnapshot running(long epoch, Instant at, RoomView... rooms) {
        return of(epoch, at, RelayState.RUNNING, Optional.empty(), ContentionStatus.NONE, List.of(), rooms);
    }

    public static RelaySnapshot failed(String why) {
        return of(1, NOON, RelayState.FAILED, Optional.of(why), ContentionStatus.NONE, List.of());
    }

    public static RelaySnapshot waiting(long epoch, Instant at, ContentionStatus contention) {
        return of(epoch, at, RelayState.RUNNING, Optional.empty(), contention, List.of());
    }

    private static RelaySnapshot of(
            long epoch,
            Instant at,
            RelayState state,
            Optional<String> failure,
            ContentionStatus contention,
            List<Attention> attention,
            RoomView... rooms) {
        int people =
                List.of(rooms).stream().mapToInt(r -> r.participants().size()).sum();
        return new RelaySnapshot(
                epoch,
                at,
                state,
                Duration.ofSeconds(192),
                failure,
                state == RelayState.RUNNING
                        ? new Endpoint(Optional.of(ADDRESS), List.of(ADDRESS), "aaaa:bbbb", "01:02", "direct")
                        : Endpoint.NONE,
                new Traffic(people, people, 0, 0, 0, 0, 0, 0, List.of(), List.of()),
                List.of(rooms),
                new AccessView(List.of(), List.of()),
                contention,
                attention,
                List.of());
    }

    /** The same with other rules and counters. */
    public static RelaySnapshot with(RelaySnapshot base, AccessView access, ContentionStatus contention) {
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
                contention,
                base.attention(),
                base.counters());
    }

    public static RoomView room(String name, ParticipantView... people) {
        return new RoomView(
                name,
                Quality.UNMEASURED,
                "Good",
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

    public static ParticipantView person(long id, String alias) {
        return person(id, alias, 0);
    }

    public static ParticipantView person(long id, String alias, double inPerSecond) {
        return new ParticipantView(
                id,
                alias,
                "%04x:0000:0000:0000:0000:0000:0000:0000".formatted(id),
                ADDRESS,
                "QUIC",
                "Opus24k",
                new Link(
                        Quality.UNMEASURED,
                        "Good",
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        false,
                        OptionalDouble.empty()),
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
