package org.wzp.relay.api;

import java.util.List;

/**
 * Totals since start and rates over the last second.
 *
 * @param sessions participants in rooms now
 * @param connections open QUIC connections of any kind
 * @param datagramsIn media datagrams received from participants, total
 * @param datagramsOut copies handed to QUIC, total
 * @param bytesIn media bytes received, total
 * @param bytesOut media bytes handed to QUIC, total
 * @param inPerSecond datagrams per second
 * @param outPerSecond datagrams per second
 * @param dropped what was not delivered and why, largest first
 * @param lostMost who lost the most copies, largest first, at most ten; also people who have left since
 */
public record TrafficStatus(
        int sessions,
        int connections,
        long datagramsIn,
        long datagramsOut,
        long bytesIn,
        long bytesOut,
        double inPerSecond,
        double outPerSecond,
        List<Drop> dropped,
        List<Loss> lostMost) {
    public static final TrafficStatus NONE = new TrafficStatus(0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    public TrafficStatus {
        dropped = List.copyOf(dropped);
        lostMost = List.copyOf(lostMost);
    }
}
