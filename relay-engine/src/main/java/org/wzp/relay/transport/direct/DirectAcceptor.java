package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBufAllocator;
import io.netty.incubator.codec.quic.QuicSslContext;
import io.netty.incubator.codec.quic.QuicSslEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.common.AddressTokens;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.ResetLimit;
import org.wzp.relay.transport.common.ResetTokens;
import org.wzp.relay.transport.common.TlsMaterial;
import org.wzp.relay.transport.linux.CalledAddresses;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.linux.SocketAddresses;
import org.wzp.relay.transport.quiche.QuicheSetup;
import org.wzp.relay.transport.quiche.QuicheTls;

/**
 * Everything about a connection that is not its steady state: which connection a long-header packet belongs to, whether a
 * new one may begin (limits, address validation by Retry), version negotiation, dialling, and the list of live ones.
 *
 * <p>Confined to the loop, except {@link #live} (the loop writes, any thread reads).
 */
final class DirectAcceptor {
    private static final AtomicLong IDS = new AtomicLong();
    /** QUIC packets that may begin a connection are padded to at least this (RFC 9000 section 14.1). */
    private static final int SMALLEST_INITIAL_BYTES = 1200;

    private final DirectLoop loop;
    private final long local;
    private final int localLength;
    private final long config;
    private final Setup setup;
    private final @Nullable StatelessResets resets;
    private final SecureRandom random = new SecureRandom();
    /** Connections that we have dialled and that have not ended. */
    private int dialled;

    private final ConcurrentMap<Long, DirectConnection> live = new ConcurrentHashMap<>();
    private final Map<DirectConnection, CompletableFuture<Connection>> dialling = new HashMap<>();

    /** What an acceptor needs from its endpoint; {@code serverTls} and {@code accept} are absent when it only dials. */
    record Setup(
            EndpointSettings settings,
            @Nullable QuicSslContext serverTls,
            TlsMaterial.Client clientTls,
            @Nullable ConnectionAcceptor accept,
            HandshakeLimits handshakes,
            AddressTokens tokens,
            @Nullable ResetTokens resetTokens) {}

    /** Makes an acceptor for a loop that is being built. */
    interface Factory {
        DirectAcceptor create(DirectLoop loop, long local, int localLength);
    }

    DirectAcceptor(DirectLoop loop, long local, int localLength, long config, Setup setup) {
        this.loop = loop;
        this.local = local;
        this.localLength = localLength;
        this.config = config;
        this.setup = setup;
        ResetTokens resetTokens = setup.resetTokens();
        this.resets = resetTokens == null ? null : new StatelessResets(resetTokens, new ResetLimit(), loop.counters());
    }

    /** A short-header packet of no connection of ours. */
    void unknown(int slot, long packet, int bytes, PacketBatch batch) {
        if (bytes < ResetTokens.BYTES) {
            return;
        }
        if (resets != null) {
            resets.answer(loop.sender(), batch, slot, bytes, loop.nanos());
        }
        if (dialled > 0) {
            for (DirectConnection connection : List.copyOf(loop.connections())) {
                if (!connection.isServer()) {
                    connection.mayBeReset(packet, bytes, batch.info(slot), batch.address(slot));
                }
            }
        }
    }

    /** The token of one of our connection ids; random for a socket that only dials. */
    byte[] resetToken(byte[] id) {
        ResetTokens tokens = setup.resetTokens();
        if (tokens != null) {
            return tokens.of(id);
        }
        byte[] random = new byte[ResetTokens.BYTES];
        this.random.nextBytes(random);
        return random;
    }

    Collection<DirectConnection> live() {
        return live.values();
    }

    /** The connection of a long-header packet, a new one if it may begin one; null when the packet is dealt with. */
    @Nullable
    DirectConnection route(int slot, long packet, int bytes, PacketBatch batch) {
        PacketHeader header = PacketHeader.parse(packet, bytes);
        if (header == null) {
            loop.counters().count(EndpointCounters.Event.STRAY_PACKET);
            return null;
        }
        DirectConnection known = find(header);
        if (known != null) {
            return known;
        }
        boolean mayBegin = setup.serverTls() != null && bytes >= SMALLEST_INITIAL_BYTES && header.version() != 0;
        if (mayBegin && !QuicheSetup.versionIsSupported(header.version())) {
            negotiateVersion(slot, header, batch);
            return null;
        }
        if (!mayBegin || !header.initial() || header.dcidLength() < ConnectionTable.ID_BYTES) {
            loop.counters().count(EndpointCounters.Event.STRAY_PACKET);
            return null;
        }
        return begin(slot, header, batch, bytes);
    }

    private @Nullable DirectConnection find(PacketHeader header) {
        if (header.dcidLength() == ConnectionTable.ID_BYTES) {
            DirectConnection known = loop.table().find(NativeMemory.getLong(header.dcid()));
            if (known != null) {
                return known;
            }
        }
        return loop.table().find(clientChosen(header));
    }

    private static ConnectionTable.ClientChosenId clientChosen(PacketHeader header) {
        return new ConnectionTable.ClientChosenId(NativeMemory.bytes(header.dcid(), header.dcidLength()));
    }

    private void negotiateVersion(int slot, PacketHeader header, PacketBatch batch) {
        loop.counters().count(EndpointCounters.Event.VERSION_NEGOTIATED);
        int free = loop.sender().slot();
        int bytes = QuicheSetup.negotiateVersion(
                header.scid(),
                header.scidLength(),
                header.dcid(),
                header.dcidLength(),
                loop.sender().buffer(free),
                PacketBatch.BUFFER_BYTES);
        if (bytes > 0) {
            loop.sender().commitReply(free, bytes, batch, slot);
        }
    }

    private @Nullable DirectConnection begin(int slot, PacketHeader header, PacketBatch batch, int bytes) {
        InetSocketAddress from = SocketAddresses.read(batch.address(slot));
        byte[] originalId = null;
        if (header.tokenLength() > 0) {
            byte[] token = NativeMemory.bytes(header.token(), header.tokenLength());
            originalId = setup.tokens()
                    .verify(token, from, NativeMemory.bytes(header.dcid(), header.dcidLength()))
                    .orElse(null);
            if (originalId == null) {
                // somebody else's NEW_TOKEN or a forgery: the client counts as not validated, as RFC 9000 8.1.3 asks
                loop.counters().count(EndpointCounters.Event.BAD_TOKEN);
            }
        }
        if (originalId == null && setup.handshakes().wantsValidation(from.getAddress())) {
            retry(slot, header, from, batch);
            return null;
        }
        PendingHandshakes pending = loop.pending();
        if (batch != pending.packets()) {
            if (!pending.keep(batch, slot, bytes)) {
                loop.counters().count(EndpointCounters.Event.REFUSED_BUSY);
            }
            return null;
        }
        return switch (setup.handshakes().enter(from.getAddress())) {
            case HandshakeLimits.Entry.Full full -> {
                loop.counters().count(EndpointCounters.Event.REFUSED_BUSY);
                yield null;
            }
            case HandshakeLimits.Entry.Taken taken -> {
                if (taken.madeRoom() != null) {
                    loop.counters().madeRoom(taken.madeRoom());
                }
                yield accept(slot, header, batch, from, originalId, taken.place());
            }
        };
    }

    /** Asks the client to prove its address; nothing is kept for it meanwhile. */
    private void retry(int slot, PacketHeader header, InetSocketAddress from, PacketBatch batch) {
        loop.counters().count(EndpointCounters.Event.RETRY_SENT);
        NativeMemory.putLong(loop.memory().id(), loop.freshId());
        byte[] ownId = NativeMemory.bytes(loop.memory().id(), ConnectionTable.ID_BYTES);
        byte[] token = setup.tokens().issue(from, NativeMemory.bytes(header.dcid(), header.dcidLength()), ownId);
        NativeMemory.put(loop.memory().scratch(), token);
        int free = loop.sender().slot();
        int bytes = QuicheSetup.retry(
                header.scid(),
                header.scidLength(),
                header.dcid(),
                header.dcidLength(),
                loop.memory().id(),
                ConnectionTable.ID_BYTES,
                loop.memory().scratch(),
                token.length,
                header.version(),
                loop.sender().buffer(free),
                PacketBatch.BUFFER_BYTES);
        if (bytes > 0) {
            loop.sender().commitReply(free, bytes, batch, slot);
        }
    }

    private @Nullable DirectConnection accept(
            int slot,
            PacketHeader header,
            PacketBatch batch,
            InetSocketAddress from,
            byte @Nullable [] originalId,
            HandshakeLimits.Place place) {
        QuicSslContext tlsContext = setup.serverTls();
        if (tlsContext == null) {
            place.leave();
            return null;
        }
        // after a Retry the client speaks to the id we chose there, and quiche must keep that very one
        long ownId = originalId == null ? loop.freshId() : NativeMemory.getLong(header.dcid());
        QuicheSetup.resetToken(config, loop.resetToken(ownId));
        NativeMemory.putLong(loop.memory().id(), ownId);
        long originalMemory = -1;
        int originalLength = -1;
        if (originalId != null) {
            NativeMemory.put(loop.memory().scratch(), originalId);
            originalMemory = loop.memory().scratch();
            originalLength = originalId.length;
        }
        long odcid = originalMemory;
        int odcidLength = originalLength;
        int peerLength = NativeMemory.getInt(batch.message(slot) + LinuxSocket.MESSAGE_NAME_LENGTH);
        QuicheTls tls = QuicheTls.open(
                tlsContext.newEngine(ByteBufAllocator.DEFAULT),
                ssl -> QuicheSetup.newConnection(
                        loop.memory().id(),
                        ConnectionTable.ID_BYTES,
                        odcid,
                        odcidLength,
                        local,
                        localLength,
                        batch.address(slot),
                        peerLength,
                        config,
                        ssl,
                        true));
        if (tls == null) {
            place.leave();
            handshakeFailed();
            return null;
        }
        ConnectionTable.ClientChosenId chosen = clientChosen(header);
        DirectConnection connection = new DirectConnection(
                loop,
                tls,
                new DirectOrigin(
                        IDS.incrementAndGet(),
                        true,
                        Optional.empty(),
                        from,
                        chosen,
                        loop.sender().calledAddress(batch, slot)),
                null);
        connection.place(place);
        register(connection, ownId);
        loop.table().put(chosen, connection);
        return connection;
    }

    private void register(DirectConnection connection, long ownId) {
        connection.sourceIds().add(ownId);
        loop.add(connection);
    }

    /** Dials; call on the loop. */
    void dial(
            InetSocketAddress remote,
            String serverName,
            ConnectionHandler handler,
            CompletableFuture<Connection> result) {
        long ownId = loop.freshId();
        NativeMemory.putLong(loop.memory().id(), ownId);
        QuicSslEngine engine = setup.clientTls().engine(serverName, remote.getPort());
        long peer = loop.memory().scratch();
        boolean wide = NativeMemory.getShort(local) == SocketAddresses.AF_INET6;
        int peerLength = SocketAddresses.write(peer, remote, wide);
        QuicheTls tls = QuicheTls.open(
                engine,
                ssl -> QuicheSetup.newConnection(
                        loop.memory().id(),
                        ConnectionTable.ID_BYTES,
                        -1,
                        -1,
                        local,
                        localLength,
                        peer,
                        peerLength,
                        config,
                        ssl,
                        false));
        if (tls == null) {
            result.completeExceptionally(new IOException("can't begin a QUIC connection to " + remote));
            return;
        }
        DirectConnection connection = new DirectConnection(
                loop,
                tls,
                new DirectOrigin(
                        IDS.incrementAndGet(),
                        false,
                        serverName.isEmpty() ? Optional.empty() : Optional.of(serverName),
                        remote,
                        null,
                        CalledAddresses.ANY),
                handler);
        dialling.put(connection, result);
        dialled++;
        register(connection, ownId);
    }

    void established(DirectConnection connection) {
        live.put(connection.id(), connection);
        ConnectionAcceptor accept = setup.accept();
        if (connection.isServer() && accept != null) {
            loop.counters().count(EndpointCounters.Event.ACCEPTED);
            connection.handler(accept.accept(connection));
        }
        CompletableFuture<Connection> result = dialling.remove(connection);
        if (result != null) {
            result.complete(connection);
        }
    }

    /** A connection has ended before its handshake was complete. */
    void handshakeFailed() {
        loop.counters().count(EndpointCounters.Event.HANDSHAKE_FAILED);
        setup.handshakes().failed();
    }

    void ended(DirectConnection connection, ConnectionHandler.CloseInfo info) {
        live.remove(connection.id());
        if (!connection.isServer()) {
            dialled--;
        }
        CompletableFuture<Connection> result = dialling.remove(connection);
        if (result != null) {
            result.completeExceptionally(new IOException("no QUIC connection to "
                    + connection.remoteAddress() + ": "
                    + (info.timedOut() ? "no answer" : "closed with code " + info.code() + " " + info.reason())));
        }
    }

    void onSecond() {
        setup.tokens().rotateIfDue();
        setup.handshakes().second();
    }

    void close() {
        QuicheSetup.freeConfig(config);
    }
}
