package org.wzp.relay.transport.direct;

import java.net.InetSocketAddress;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.linux.CalledAddresses;
import org.wzp.relay.transport.linux.PeerAddress;
import org.wzp.relay.transport.linux.SocketAddresses;
import org.wzp.relay.transport.quiche.QuicheCalls;
import org.wzp.relay.transport.quiche.QuicheFacts;
import org.wzp.relay.transport.quiche.QuicheLibrary;

/**
 * One connection's way to its peer: the peer's address, which can change, the ids it may be addressed by, and what quiche
 * measures. Written by the loop; what is volatile is read by any thread.
 */
final class DirectPath {
    private final DirectConnection connection;
    private final DirectLoop loop;
    private final long quiche;
    private final SourceIds sourceIds;
    private final PeerAddress peer = new PeerAddress();
    private final long calledAddress;
    private long answersFrom;
    private volatile InetSocketAddress remote;
    private volatile int maxDatagramBytes;
    private volatile Connection.PathStats stats = Connection.PathStats.UNKNOWN;

    DirectPath(DirectConnection connection, DirectLoop loop, long quiche, DirectOrigin origin) {
        this.connection = connection;
        this.loop = loop;
        this.quiche = quiche;
        this.remote = origin.remote();
        this.calledAddress = origin.calledAddress();
        this.answersFrom = loop.sender().calledAddresses().toName(calledAddress, origin.remote());
        this.sourceIds = new SourceIds(connection, loop, quiche);
    }

    SourceIds sourceIds() {
        return sourceIds;
    }

    /** Where packets leave from, see {@link CalledAddresses#toName}. */
    long answersFrom() {
        return answersFrom;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Largest datagram payload the path carries now, bytes. */
    int maxDatagramBytes() {
        return maxDatagramBytes;
    }

    Connection.PathStats stats() {
        return stats;
    }

    /** The handshake is complete; {@code from} is the socket address of the packet that completed it. */
    void established(long from) {
        peer.remember(from);
        maxDatagramBytes = Math.max(0, QuicheCalls.maxDatagramBytes(quiche));
        sourceIds.offer();
    }

    /** A packet came: follow the peer once quiche has migrated to where it comes from. */
    void packetFrom(long from) {
        if (peer.is(from)) {
            return;
        }
        for (int event = QuicheCalls.nextPathEvent(quiche); event >= 0; event = QuicheCalls.nextPathEvent(quiche)) {
            if (event == QuicheLibrary.PATH_EVENT_PEER_MIGRATED) {
                peer.remember(from);
                remote = SocketAddresses.read(from);
                // what the system chooses towards the new address may be another one
                answersFrom = calledAddress;
            }
        }
        loop.markDirty(connection);
    }

    void onSecond() {
        Object[] measured = QuicheCalls.pathStats(quiche);
        if (measured != null) {
            stats = QuicheFacts.read(measured);
        }
        maxDatagramBytes = Math.max(0, QuicheCalls.maxDatagramBytes(quiche));
        sourceIds.renew();
    }
}
