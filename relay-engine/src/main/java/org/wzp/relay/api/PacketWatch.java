package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The newest watch over packets, and those of it that were asked for.
 *
 * @param id grows with each watch of a run
 * @param room whose packets are watched
 * @param person whose alone; empty for everybody's
 * @param most packets it takes
 * @param until when it ends at the latest
 * @param over whether it takes no more
 * @param packets in the order in which they came
 */
public record PacketWatch(
        long id,
        String room,
        Optional<Person> person,
        int most,
        Instant until,
        boolean over,
        List<WatchedPacket> packets) {
    public PacketWatch {
        packets = List.copyOf(packets);
    }
}
