package org.wzp.relay.federation;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.loop.ThreadWatch;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/**
 * Dials other relays from the relay's own socket, so that they see the address that clients know. Where that socket can't reach
 * an address of the other kind (a relay on 0.0.0.0 and a peer with IPv6 only), a second one is opened, once. Any thread but a
 * loop: opening it waits for the system.
 */
public final class DiallingSockets implements Dialler, AutoCloseable {
    private final RelayConfig config;
    private final LockLedger ledger;
    private final NamedLock lock;
    private volatile @Nullable QuicEndpoint own;
    private volatile @Nullable ThreadWatch watch;
    private @Nullable QuicEndpoint other;
    private boolean closed;

    public DiallingSockets(RelayConfig config, LockLedger ledger) {
        this.config = config;
        this.ledger = ledger;
        this.lock = ledger.lock("second dialling socket");
    }

    public void own(QuicEndpoint endpoint) {
        own = endpoint;
    }

    /** Who hears when a loop of the second socket has ended: links over it would come back never, and nobody would know why. */
    public void watchedBy(ThreadWatch threads) {
        watch = threads;
    }

    @Override
    public CompletableFuture<Connection> connect(InetSocketAddress remote, String serverName, ConnectionHandler handler)
            throws IOException {
        QuicEndpoint bound = own;
        if (bound == null) {
            throw new IOException("the relay is not bound yet");
        }
        QuicEndpoint from = reaches(bound.localAddress().getAddress(), remote.getAddress()) ? bound : other();
        return from.connect(remote, serverName, handler);
    }

    /** A socket on :: reaches both kinds. */
    private static boolean reaches(InetAddress from, InetAddress to) {
        return from instanceof Inet6Address
                ? from.isAnyLocalAddress() || to instanceof Inet6Address
                : to instanceof Inet4Address;
    }

    private QuicEndpoint other() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the relay stops");
            }
            QuicEndpoint made = other;
            if (made == null) {
                made = Endpoints.client(
                        config.transport(),
                        EndpointSettings.of(new InetSocketAddress("::", 0), config.limits(), ledger));
                other = made;
                ThreadWatch threads = watch;
                if (threads != null) {
                    made.watchedBy(threads);
                }
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (other != null) {
                other.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
