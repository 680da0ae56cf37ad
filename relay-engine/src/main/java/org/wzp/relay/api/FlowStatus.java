package org.wzp.relay.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How media gets from one participant to the relay and from the relay to it, beyond what its client reports.
 *
 * @param sinceLast how long ago its last packet came; empty before the first
 * @param missing packets that its sequence numbers promise and that never came, total; what comes late counts as missing
 *     until then
 * @param waiting copies for it that wait in the relay now, because its connection takes no more
 * @param dropped copies for it that were not delivered, by cause, largest first; total
 * @param quicRttMillis round trip as QUIC measures it; empty while it knows none
 * @param quicLost packets to it that QUIC took for lost on the network, total
 */
public record FlowStatus(
        Optional<Duration> sinceLast,
        long missing,
        int waiting,
        List<Drop> dropped,
        OptionalDouble quicRttMillis,
        long quicLost) {
    /** Of somebody who has neither sent nor been sent anything. */
    public static final FlowStatus NONE = new FlowStatus(Optional.empty(), 0, 0, List.of(), OptionalDouble.empty(), 0);

    public FlowStatus {
        dropped = List.copyOf(dropped);
    }
}
