package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.wire.SignalMessage;

/**
 * One client or relay at the other end of a QUIC connection. It belongs to one event loop for its whole life; that loop
 * calls its {@link ConnectionHandler}. Every method here may be called from any thread and returns at once: nothing ever
 * waits for the peer.
 */
public interface Connection {

    /** Process-wide number, never reused. */
    long id();

    /** Where the peer's packets come from now; it can change when the peer migrates. Kept after close. */
    InetSocketAddress remoteAddress();

    /** The server name as sent, in ASCII lower case; empty when the client sent none (or, outbound, asked for none). */
    Optional<String> serverName();

    /** The certificate the peer presented, DER; empty for clients, which present none. */
    Optional<byte[]> peerCertificate();

    /** Replaces the handler; takes effect for the next event. Call on the loop. */
    void handler(ConnectionHandler handler);

    /**
     * Largest signal accepted from now on, in bytes of JSON; a larger one closes the connection. Any thread; from another
     * than the loop it holds soon.
     */
    void maxSignalBytes(int bytes);

    /** Gives back the place among those that are logging in; call once the peer has proven who it is. */
    void loggedIn();

    /** The same for another relay, which has more to say than one client. */
    default void relayLoggedIn() {
        loggedIn();
    }

    /** The event loop that it lives on, for its whole life. */
    EventLoop loop();

    /** Runs the task on this connection's loop, soon and in order. After close it still runs. */
    default void execute(Runnable task) {
        loop().execute(task);
    }

    default boolean inLoop() {
        return loop().inLoop();
    }

    /**
     * Sends one media datagram, or keeps it in the bounded outbox until QUIC takes it, dropping the oldest. Written
     * together with all others at the end of the loop's read batch. The buffer is neither consumed nor kept: its
     * readable bytes are copied or retained before this returns, indices unchanged. Drops are counted by cause.
     */
    void sendDatagram(ByteBuf datagram);

    /** Queues a signal on a stream of its own. Overflow of the bounded queue closes this connection. */
    void sendSignal(SignalMessage message);

    /**
     * Queues a signal that makes an older, not yet written one of the same slot pointless: that one is replaced, so a
     * client that never reads costs one entry for each slot.
     */
    void sendLatest(Slot slot, SignalMessage message);

    /** Opens a unidirectional stream, writes the bytes, finishes it (the {@code version} answer). */
    void sendUnidirectional(byte[] bytes);

    /** Closes with an application code and reason after what is queued was handed to QUIC. Idempotent. */
    default void close(CloseReason reason) {
        close(reason, "");
    }

    /**
     * Closes with an application code and words of its own for the person at the other end.
     *
     * @param words printable; cut by {@link CloseReason#words}; empty for the reason's text
     */
    void close(CloseReason reason, String words);

    boolean isOpen();

    /** Largest datagram payload this peer can be sent now, in bytes; 0 when it takes none. */
    int maxDatagramBytes();

    OutboxCounters counters();

    /** The path as QUIC sees it; cheap, may be up to a second old. */
    PathStats path();

    /** What kind of signal a newer one replaces. */
    enum Slot {
        ROSTER,
        DIRECTIVE
    }

    /**
     * @param rttMicros smoothed round trip
     * @param lostPackets packets declared lost, total
     * @param congestionWindowBytes bytes QUIC may have in flight
     */
    record PathStats(long rttMicros, long lostPackets, long congestionWindowBytes) {
        public static final PathStats UNKNOWN = new PathStats(0, 0, 0);
    }
}
