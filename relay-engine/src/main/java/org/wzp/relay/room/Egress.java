package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.wire.SignalMessage;

/**
 * What a participant needs of its connection. Any thread may call; every method returns at once, because each connection
 * has bounded queues of its own: nothing in a room ever waits for a peer.
 */
public interface Egress {

    /** Sends one media packet. The buffer is neither consumed nor kept. */
    void media(ByteBuf packet);

    /** Runs the task on the connection's event loop, soon and in order. */
    void execute(Runnable task);

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

    /** Where the participant's packets come from now. */
    InetSocketAddress remoteAddress();

    /** Round trip as the transport measures it, µs; 0 when unknown. May be a second old. */
    default long rttMicros() {
        return 0;
    }

    /** Copies handed to the transport, total. */
    long sent();

    /** Bytes handed to the transport, total. */
    long sentBytes();

    /** Copies that were not delivered, total. */
    long dropped();
}
