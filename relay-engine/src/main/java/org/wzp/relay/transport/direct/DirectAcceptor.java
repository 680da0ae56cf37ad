package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBufAllocator;
import io.netty.incubator.codec.quic.QuicSslContext;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.common.AddressTokens;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.ResetTokens;
import org.wzp.relay.transport.common.StatelessResets;
import org.wzp.relay.transport.common.TlsMaterial;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.linux.SocketAddresses;
import org.wzp.relay.transport.quiche.QuicheSetup;
import org.wzp.relay.transport.quiche.QuicheTls;

/**
 * Everything about a connection that is not its steady state: which connection a long-header packet belongs to, whether a
 * new one may begin (limits, address validation by Retry), and version negotiation. Confined to the loop.
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
    private final @Nullable ResetTokens resetTokens;
    private final @Nullable StatelessResets resets;
    private final @Nullable ConnectionPlacement placement;
    private final DirectDialler dialer;
    private final SecureRandom random = new SecureRandom();

    /** What an acceptor needs from its endpoint; {@code serverTls} and {@code accept} are absent when it only dials. */
    record Setup(
            EndpointSettings settings,
            @Nullable QuicSslContext serverTls,
            TlsMaterial.Client clientTls,
            @Nullable ConnectionAcceptor accept,
            HandshakeLimits handshakes,
            AddressTokens tokens,
            @Nullable Supplier<ResetTokens> resetTokens) {}

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
        ConnectionAcceptor accept = setup.accept();
        this.placement = accept == null ? null : new ConnectionPlacement(loop, accept);
        this.dialer = new DirectDialler(loop, local, localLength, config, setup.clientTls(), IDS::incrementAndGet);
        this.resetTokens =
                setup.resetTokens() == null ? null : setup.resetTokens().get();
        this.resets = resetTokens == null ? null : new StatelessResets(resetTokens, loop.counters());
    }

    /** A short-header packet of no connection of ours. */
    void unknown(int slot, long packet, int bytes, PacketBatch batch) {
        if (resets != null) {
            byte[] id = NativeMemory.bytes(packet + 1, ConnectionTable.ID_BYTES);
            byte[] answer = resets.answer(bytes, id, SocketAddresses.hostNumber(batch.address(slot)), loop.nanos());
            if (answer != null) {
                loop.sender().reply(answer, batch, slot);
            }
        }
        if (bytes >= ResetTokens.BYTES) {
            dialer.mayBeReset(slot, packet, bytes, batch);
        }
    }

    /** The token of one of our connection ids; random for a socket that only dials. */
    byte[] resetToken(byte[] id) {
        if (resetTokens != null) {
            return resetTokens.of(id);
        }
        byte[] random = new byte[ResetTokens.BYTES];
        this.random.nextBytes(random);
        return random;
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
            return loop.reader().bring(known.loop(), batch, slot, bytes) ? null : known;
        }
        if (header.dcidLength() > 0
                && loop.reader().pass(loop.group().ofId(NativeMemory.getByte(header.dcid())), batch, slot, bytes)) {
            return null;
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
        return loop.group().find(ClientChosenId.of(header));
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
        boolean fresh = originalId == null && loop.reader().isFresh(batch);
        DirectLoop home = fresh && placement != null ? placement.home(header, batch.buffer(slot), bytes) : loop;
        if (originalId == null && setup.handshakes().wantsValidation(from.getAddress())) {
            retry(slot, header, from, batch, home);
            return null;
        }
        if (loop.reader().pass(home, batch, slot, bytes)) {
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

    /** Asks the client to prove its address; nothing is kept for it meanwhile. The id it is given names its loop. */
    private void retry(int slot, PacketHeader header, InetSocketAddress from, PacketBatch batch, DirectLoop home) {
        loop.counters().count(EndpointCounters.Event.RETRY_SENT);
        NativeMemory.putLong(loop.memory().id(), loop.ids().naming(home.index()));
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
        long ownId = originalId == null ? loop.ids().fresh() : NativeMemory.getLong(header.dcid());
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
        ClientChosenId chosen = ClientChosenId.of(header);
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
        loop.group().put(chosen, connection);
        return connection;
    }

    private void register(DirectConnection connection, long ownId) {
        connection.sourceIds().add(ownId);
        loop.add(connection);
    }

    /** Dials from this loop. */
    DirectDialler dialer() {
        return dialer;
    }

    void established(DirectConnection connection) {
        loop.group().opened(connection);
        ConnectionAcceptor accept = setup.accept();
        if (connection.isServer() && accept != null) {
            loop.counters().count(EndpointCounters.Event.ACCEPTED);
            connection.handler(accept.accept(connection));
        }
        dialer.established(connection);
    }

    /** A connection has ended before its handshake was complete. */
    void handshakeFailed() {
        loop.counters().count(EndpointCounters.Event.HANDSHAKE_FAILED);
        setup.handshakes().failed();
    }

    void ended(DirectConnection connection, ConnectionHandler.CloseInfo info) {
        loop.group().ended(connection);
        if (!connection.isServer()) {
            dialer.ended(connection, info);
        }
    }

    void onSecond() {
        if (loop.index() == 0) {
            setup.tokens().rotateIfDue();
            setup.handshakes().second();
        }
    }

    void close() {
        QuicheSetup.freeConfig(config);
    }
}
