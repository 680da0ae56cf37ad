package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.wzp.relay.admission.AdmissionCounters;
import org.wzp.relay.api.Counter;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.QuicEndpoint;

/** What was counted since start, by stable name; only what happened. Any thread. */
public final class CountersSource implements SnapshotSource<List<Counter>> {
    private final AdmissionCounters admission;
    private final QuicEndpoint endpoint;
    private final Takeovers takeovers;
    private final RoomDirectory rooms;
    private final Supplier<Map<String, Long>> federation;

    /** @param federation what is counted of other relays, by stable name */
    public CountersSource(
            AdmissionCounters admission,
            QuicEndpoint endpoint,
            Takeovers takeovers,
            RoomDirectory rooms,
            Supplier<Map<String, Long>> federation) {
        this.federation = federation;
        this.admission = admission;
        this.endpoint = endpoint;
        this.takeovers = takeovers;
        this.rooms = rooms;
    }

    /** In alphabetical order. */
    @Override
    public List<Counter> read(long nowNanos) {
        List<Counter> counters = new ArrayList<>();
        all().forEach((key, count) -> counters.add(new Counter(key, count)));
        return counters;
    }

    /** The same as a map. */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>(admission.all());
        for (EndpointCounters.Event event : EndpointCounters.Event.values()) {
            all.put("transport." + event.key(), endpoint.counters().of(event));
        }
        all.put("taken-over", takeovers.count());
        all.put("roster-collected", rooms.rostersCollected());
        all.putAll(federation.get());
        all.values().removeIf(count -> count == 0);
        return all;
    }
}
