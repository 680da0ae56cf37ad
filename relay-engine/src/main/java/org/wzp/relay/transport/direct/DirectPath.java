package org.wzp.relay.transport.direct;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.linux.CalledAddresses;
import org.wzp.relay.transport.linux.NativeMemory;
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
    private static final long NANOS_PER_MICRO = 1_000;

    private final DirectConnection connection;
    private final DirectLoop loop;
    private final long quiche;
    private final SourceIds sourceIds;
    private final boolean server;
    private final PeerAddress peer = new PeerAddress();
    private final PeerAddress arrivedFrom = new PeerAddress();
    private @Nullable PeerAddresses addresses;
    private final long calledAddress;
    private final PacketLimit limit;
    /** What quiche, peer and settings leave for a datagram in a packet of {@link PacketLimit#MOST_BYTES}. */
    private int mostDatagramBytes;

    private int mostPacketBytes = PacketLimit.MOST_BYTES;
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
        this.limit = new PacketLimit(loop.nanos());
        this.server = origin.server();
        var _ = SocketAddresses.write(loop.memory().scratch(), origin.remote(), loop.ipv6());
        peer.remember(loop.memory().scratch());
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

    /** The handshake is complete. */
    void established() {
        measureDatagrams();
        sourceIds.offer();
    }

    /**
     * Before a packet is given to quiche: {@code from}, the socket address that it came from, becomes what quiche shall see.
     *
     * @return false when {@link #accepted} has to tell that quiche could read it
     */
    boolean arrive(long from, long packet, int length) {
        if (addresses == null) {
            if (!server || peer.is(from)) {
                return true;
            }
            addresses = new PeerAddresses(peer, loop.nanos());
        }
        arrivedFrom.remember(from);
        // the end of its seal
        long mark = length < Long.BYTES ? 0 : NativeMemory.getLong(packet + length - Long.BYTES);
        return addresses.arrive(from, mark, loop.nanos());
    }

    /** Packets that quiche could read so far; only asked for when the peer is somewhere else than before. */
    long readable() {
        long[] counts = QuicheCalls.stats(quiche);
        return counts == null ? 0 : counts[QuicheFacts.RECEIVED_PACKETS];
    }

    /** The packet from another address than before was the peer's: it has moved, or is about to. */
    void accepted() {
        PeerAddresses all = addresses;
        if (all != null && all.accepted(arrivedFrom, loop.nanos())) {
            limit.newPath(loop.nanos());
            if (all.arrivedOnCurrent()) {
                moved(arrivedFrom);
            }
        }
    }

    /** A packet was read: follow the peer once quiche has. */
    void follow() {
        if (addresses != null) {
            readEvents(addresses);
            loop.markDirty(connection);
        }
    }

    /** quiche's timer was due: it may have given up a path, which must not be used again. */
    void onDeadline(long now) {
        if (addresses != null) {
            readEvents(addresses);
        }
        lookForLosses(now);
    }

    private void readEvents(PeerAddresses all) {
        long alias = loop.memory().scratch();
        for (QuicheCalls.PathEvent event = QuicheCalls.nextPathEvent(quiche);
                event != null;
                event = QuicheCalls.nextPathEvent(quiche)) {
            if (event.peer() == null) {
                continue;
            }
            var _ = SocketAddresses.write(alias, event.peer(), loop.ipv6());
            if (event.type() == QuicheLibrary.PATH_EVENT_PEER_MIGRATED) {
                PeerAddress now = all.use(alias);
                if (now != null) {
                    moved(now);
                }
            } else {
                all.validated(alias, event.type() == QuicheLibrary.PATH_EVENT_VALIDATED, loop.nanos());
            }
        }
    }

    private void moved(PeerAddress to) {
        peer.copy(to);
        long memory = loop.memory().scratch();
        var _ = SocketAddresses.write(memory, remote, loop.ipv6());
        peer.write(memory);
        remote = SocketAddresses.read(memory);
        // what the system chooses towards the new address may be another one
        answersFrom = calledAddress;
        limit.newPath(loop.nanos());
    }

    /** Before a packet is sent: {@code to}, the socket address that quiche has chosen, becomes where it goes. */
    void readdress(long to) {
        if (addresses != null) {
            addresses.readdress(to);
        }
    }

    /** Whether packets from there are the peer's. */
    boolean isPeer(long from) {
        return peer.is(from);
    }

    void onSecond() {
        Object[] measured = QuicheCalls.pathStats(quiche);
        if (measured != null) {
            stats = QuicheFacts.read(measured);
        }
        follow();
        look(loop.nanos());
        measureDatagrams();
        sourceIds.renew();
    }

    // ---- how large packets may be ----------------------------------------------------------------------------------

    /** Room for the next packet, bytes of UDP payload. */
    int packetBytes() {
        return limit.bytes(loop.nanos());
    }

    /** UDP payload that is known to arrive, bytes. */
    int knownPacketBytes() {
        return limit.known();
    }

    /** Longest datagram that fits into the next packet, bytes. */
    int datagramBytes() {
        return datagramBytes(packetBytes());
    }

    /** Packet that a datagram of so many bytes needs, bytes. */
    int packetWith(int datagram) {
        return datagram + Math.max(0, mostPacketBytes - mostDatagramBytes);
    }

    private int datagramBytes(int packet) {
        return Math.max(0, mostDatagramBytes - Math.max(0, mostPacketBytes - packet));
    }

    private void measureDatagrams() {
        mostDatagramBytes = Math.max(0, QuicheCalls.maxDatagramBytes(quiche));
        mostPacketBytes = QuicheCalls.maxUdpPayloadBytes(quiche);
        maxDatagramBytes = datagramBytes(limit.known());
    }

    /** A packet of so many bytes was written. */
    void sent(int bytes, long now) {
        limit.sent(bytes, now);
        if (limit.wantsLook(now)) {
            look(now);
        }
    }

    /** quiche may have found out about losses: judge them if large packets are under way. */
    private void lookForLosses(long now) {
        if (limit.wantsLook(now)) {
            look(now);
        }
    }

    private void look(long now) {
        long[] counts = QuicheCalls.stats(quiche);
        if (counts != null
                && limit.look(
                        now,
                        counts[QuicheFacts.LOST_PACKETS],
                        counts[QuicheFacts.LOST_BYTES],
                        stats.rttMicros() * NANOS_PER_MICRO,
                        connection.lastHeardNanos)) {
            limitChanged();
        }
    }

    /** The kernel has refused a packet of so many bytes. */
    void refused(int bytes) {
        if (limit.refused(bytes, loop.nanos())) {
            limitChanged();
        }
    }

    private void limitChanged() {
        maxDatagramBytes = datagramBytes(limit.known());
        connection.packetLimitChanged();
    }
}
