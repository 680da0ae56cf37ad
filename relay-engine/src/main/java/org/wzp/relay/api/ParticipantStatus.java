package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.wzp.relay.wire.CodecId;

/**
 * @param id process-wide participant number, never reused
 * @param alias what the operator calls them, else the display name the client gave; empty when none
 * @param ownAlias the display name the client gave; empty when none
 * @param fingerprint identity fingerprint, eight groups of four hex digits
 * @param address where the client's packets come from
 * @param transport what carries its media
 * @param codec of the last packet; empty before the first
 * @param link how well it hears, as its client reports
 * @param flow what the relay itself knows of the way from it and to it
 * @param packetsIn media packets received from it, total
 * @param packetsOut copies handed to its connection, total
 * @param dropped copies it should have got and did not, total
 * @param overLimit packets from it that were dropped because it sent more than one may, total
 * @param droppedLately copies it should have got and did not, of the last ten seconds
 * @param inPerSecond packets per second from it over the last second
 * @param speaking true if packets with speech came within the last half second
 * @param joined when it entered the room
 * @param rehearsal true for a synthetic caller of this process
 */
public record ParticipantStatus(
        long id,
        String alias,
        String ownAlias,
        String fingerprint,
        InetSocketAddress address,
        ClientTransport transport,
        Optional<CodecId> codec,
        LinkStatus link,
        FlowStatus flow,
        long packetsIn,
        long packetsOut,
        long bytesIn,
        long bytesOut,
        long dropped,
        long overLimit,
        long droppedLately,
        double inPerSecond,
        boolean speaking,
        Instant joined,
        boolean rehearsal) {

    /** Somebody whom the operator gave no name. */
    public ParticipantStatus(
            long id,
            String alias,
            String fingerprint,
            InetSocketAddress address,
            ClientTransport transport,
            Optional<CodecId> codec,
            LinkStatus link,
            FlowStatus flow,
            long packetsIn,
            long packetsOut,
            long bytesIn,
            long bytesOut,
            long dropped,
            long overLimit,
            long droppedLately,
            double inPerSecond,
            boolean speaking,
            Instant joined,
            boolean rehearsal) {
        this(
                id,
                alias,
                alias,
                fingerprint,
                address,
                transport,
                codec,
                link,
                flow,
                packetsIn,
                packetsOut,
                bytesIn,
                bytesOut,
                dropped,
                overLimit,
                droppedLately,
                inPerSecond,
                speaking,
                joined,
                rehearsal);
    }
}
