package org.wzp.relay.transport.direct;

import io.netty.incubator.codec.quic.QuicSslEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.common.TlsMaterial;
import org.wzp.relay.transport.linux.CalledAddresses;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.linux.SocketAddresses;
import org.wzp.relay.transport.quiche.QuicheSetup;
import org.wzp.relay.transport.quiche.QuicheTls;

/** Dials from a loop's socket, and tells whoever dialled what has come of it. Confined to the loop. */
final class DirectDialler {
    private final DirectLoop loop;
    private final long local;
    private final int localLength;
    private final long config;
    private final TlsMaterial.Client tls;
    private final LongSupplier numbers;
    private final Map<DirectConnection, CompletableFuture<Connection>> dialling = new HashMap<>();
    /** Connections that we have dialled and that have not ended. */
    private int dialled;

    /**
     * @param local the socket's own address
     * @param config quiche's
     * @param numbers makes connections' process-wide numbers
     */
    DirectDialler(
            DirectLoop loop, long local, int localLength, long config, TlsMaterial.Client tls, LongSupplier numbers) {
        this.loop = loop;
        this.local = local;
        this.localLength = localLength;
        this.config = config;
        this.tls = tls;
        this.numbers = numbers;
    }

    void dial(
            InetSocketAddress remote,
            String serverName,
            ConnectionHandler handler,
            CompletableFuture<Connection> result) {
        long ownId = loop.ids().fresh();
        NativeMemory.putLong(loop.memory().id(), ownId);
        QuicSslEngine engine = tls.engine(serverName, remote.getPort());
        long peer = loop.memory().scratch();
        boolean wide = NativeMemory.getShort(local) == SocketAddresses.AF_INET6;
        int peerLength = SocketAddresses.write(peer, remote, wide);
        QuicheTls opened = QuicheTls.open(
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
        if (opened == null) {
            result.completeExceptionally(new IOException("can't begin a QUIC connection to " + remote));
            return;
        }
        DirectConnection connection = new DirectConnection(
                loop,
                opened,
                new DirectOrigin(
                        numbers.getAsLong(),
                        false,
                        serverName.isEmpty() ? Optional.empty() : Optional.of(serverName),
                        remote,
                        null,
                        CalledAddresses.ANY),
                handler);
        dialling.put(connection, result);
        dialled++;
        connection.sourceIds().add(ownId);
        loop.add(connection);
    }

    /** Its handshake is complete. */
    void established(DirectConnection connection) {
        CompletableFuture<Connection> result = dialling.remove(connection);
        if (result != null) {
            result.complete(connection);
        }
    }

    /** One that was dialled has ended. */
    void ended(DirectConnection connection, ConnectionHandler.CloseInfo info) {
        dialled--;
        CompletableFuture<Connection> result = dialling.remove(connection);
        if (result != null) {
            result.completeExceptionally(new IOException("no QUIC connection to "
                    + connection.remoteAddress() + ": "
                    + (info.timedOut() ? "no answer" : "closed with code " + info.code() + " " + info.reason())));
        }
    }

    /** A packet of no known connection may say that whom we have dialled has forgotten us. */
    void mayBeReset(int slot, long packet, int bytes, PacketBatch batch) {
        if (dialled > 0) {
            for (DirectConnection connection : List.copyOf(loop.connections())) {
                if (!connection.isServer()) {
                    connection.mayBeReset(packet, bytes, batch.info(slot), batch.address(slot));
                }
            }
        }
    }
}
