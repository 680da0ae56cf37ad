package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was seen of one packet on its way: its header, never its payload.
 *
 * @param number counted from 1 within the watch
 * @param at when the relay had it
 * @param sender empty for one that another relay brought
 * @param sequence 0 to 65,535
 * @param codec code of {@code wire.CodecId}
 * @param repair whether it repairs others
 * @param fecBlock 0 to 255
 * @param fecSymbol 0 to 255
 * @param bytes of the datagram, header and report included
 * @param gapNanos since the packet before of this sender, ns; empty for their first, and for other relays' packets
 * @param copies people it was handed on to
 * @param forwardNanos from the relay's first look at it until the last copy was handed on, ns
 * @param drops why copies for people of the room were not delivered meanwhile; of the packet itself where it had no copies
 */
public record WatchedPacket(
        int number,
        Instant at,
        Optional<Person> sender,
        int sequence,
        int codec,
        boolean repair,
        int fecBlock,
        int fecSymbol,
        int bytes,
        OptionalLong gapNanos,
        int copies,
        long forwardNanos,
        List<DropCause> drops) {
    public WatchedPacket {
        drops = List.copyOf(drops);
    }
}
