package org.wzp.relay.room;

import java.net.InetSocketAddress;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.wire.SignalMessage;

/**
 * A participant's way out: media, and what the relay says to it. Any thread may call; every method returns at once, because
 * each connection has bounded queues of its own: nothing in a room ever waits for a peer.
 */
public interface Egress extends MediaSink {

    /** On the loop: sends a roster; a newer one replaces it while it waits. */
    void roster(SignalMessage.RoomUpdate roster);

    /** On the loop: sends a directive; a newer one replaces it while it waits. */
    void directive(SignalMessage.QualityDirective directive);

    /**
     * Ends the connection.
     *
     * @param words what the person reads, printable; empty for the usual words of that ending
     */
    void close(LeaveReason why, String words);

    /** What carries its media. */
    ClientTransport transport();

    /** Where the participant's packets come from now. */
    InetSocketAddress remoteAddress();

    /** Round trip as the transport measures it, µs; 0 when unknown. May be a second old. */
    default long rttMicros() {
        return 0;
    }

    /** Packets to it that the transport took for lost on the network, total; 0 when it can't tell. May be a second old. */
    default long lostPackets() {
        return 0;
    }

    /** Copies that wait for the peer now; 0 when nothing can wait. */
    default int waiting() {
        return 0;
    }

    /**
     * Copies that were not delivered for this cause, total.
     *
     * @param cause one of {@link DropCause#ON_THE_WAY}
     */
    long droppedBy(DropCause cause);
}
