package org.wzp.relay.wire;

/**
 * Where a list of a room's people comes from, as relays of this kind tell each other; stock relays skip it.
 *
 * @param relay TLS fingerprint of the relay that the people are connected to, 95 characters
 * @param version grows with each list that this relay makes of a room, also over restarts; unsigned 64 bits
 * @param hops relays that have passed the list on, 0 from the origin itself, at most 255
 */
public record RoomOrigin(String relay, long version, int hops) {
    public RoomOrigin {
        Unsigned.requireU8(hops, "hops");
    }
}
