package org.wzp.relay.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The relay at one moment: one epoch, one clock reading, immutable all the way down. The console's tables, the command
 * line's status and the metrics are all made from it, so they can't disagree.
 *
 * @param epoch grows by one with each published snapshot
 * @param at the wall clock when it was taken
 * @param uptime since the relay last became ready; zero when not running
 * @param failure why the relay is {@link RelayState#FAILED}
 * @param drain present while the relay lets nobody new in and is about to stop
 * @param counters what was counted since start, by key in alphabetical order; only what happened; empty when not running
 */
public record RelaySnapshot(
        long epoch,
        Instant at,
        RelayState state,
        Duration uptime,
        Optional<RelayFailure> failure,
        EndpointStatus endpoint,
        TrafficStatus traffic,
        List<RoomStatus> rooms,
        AccessStatus access,
        FederationStatus federation,
        NearbyStatus nearby,
        ContentionStatus contention,
        List<Attention> attention,
        Optional<DrainStatus> drain,
        List<Counter> counters) {

    public RelaySnapshot {
        rooms = List.copyOf(rooms);
        attention = List.copyOf(attention);
        counters = List.copyOf(counters);
    }

    /** A relay that never ran. */
    public static RelaySnapshot stopped(Instant at) {
        return notRunning(
                0, at, RelayState.STOPPED, Optional.empty(), new AccessStatus(List.of(), List.of()), List.of());
    }

    /** A relay of which there is nothing to tell but its rules. */
    public static RelaySnapshot notRunning(
            long epoch,
            Instant at,
            RelayState state,
            Optional<RelayFailure> failure,
            AccessStatus access,
            List<Attention> attention) {
        return new RelaySnapshot(
                epoch,
                at,
                state,
                Duration.ZERO,
                failure,
                EndpointStatus.NONE,
                TrafficStatus.NONE,
                List.of(),
                access,
                FederationStatus.NONE,
                NearbyStatus.NONE,
                ContentionStatus.NONE,
                attention,
                Optional.empty(),
                List.of());
    }

    /** How often this was counted since start; 0 if it never happened. */
    public long counted(String key) {
        for (Counter counter : counters) {
            if (counter.key().equals(key)) {
                return counter.count();
            }
        }
        return 0;
    }
}
