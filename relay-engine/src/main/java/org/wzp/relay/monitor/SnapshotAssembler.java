package org.wzp.relay.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.Counter;
import org.wzp.relay.api.DrainStatus;
import org.wzp.relay.api.EndpointStatus;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.TrafficStatus;

/**
 * Makes the snapshot of a running relay: asks each section's source once, then every rule what needs the operator. Engine
 * thread only.
 */
public final class SnapshotAssembler {

    /** One source for each section, asked in this order: traffic first, because it reads the counters that others show. */
    public record Sources(
            SnapshotSource<TrafficStatus> traffic,
            SnapshotSource<List<RoomStatus>> rooms,
            SnapshotSource<AccessStatus> access,
            SnapshotSource<FederationStatus> federation,
            SnapshotSource<NearbyStatus> nearby,
            SnapshotSource<ContentionStatus> contention,
            SnapshotSource<Optional<DrainStatus>> drain,
            SnapshotSource<List<Counter>> counters) {}

    private final EndpointStatus endpoint;
    private final Sources sources;
    private final List<AttentionRule> rules;
    private final long readyNanos;

    /**
     * @param rules in the order of their lines
     * @param readyNanos when the relay became ready, by the monotonic clock
     */
    public SnapshotAssembler(EndpointStatus endpoint, Sources sources, List<AttentionRule> rules, long readyNanos) {
        this.endpoint = endpoint;
        this.sources = sources;
        this.rules = List.copyOf(rules);
        this.readyNanos = readyNanos;
    }

    public RelaySnapshot assemble(long epoch, Instant at, long nowNanos, RelayState state) {
        TrafficStatus traffic = sources.traffic().read(nowNanos);
        List<RoomStatus> rooms = sources.rooms().read(nowNanos);
        ContentionStatus contention = sources.contention().read(nowNanos);
        FederationStatus federation = sources.federation().read(nowNanos);
        AttentionRule.Sections sections = new AttentionRule.Sections(nowNanos, rooms, traffic, federation, contention);
        List<Attention> attention =
                rules.stream().flatMap(rule -> rule.lines(sections).stream()).toList();
        return new RelaySnapshot(
                epoch,
                at,
                state,
                Duration.ofNanos(nowNanos - readyNanos),
                Optional.empty(),
                endpoint,
                traffic,
                rooms,
                sources.access().read(nowNanos),
                federation,
                sources.nearby().read(nowNanos),
                contention,
                attention,
                sources.drain().read(nowNanos),
                sources.counters().read(nowNanos));
    }
}
