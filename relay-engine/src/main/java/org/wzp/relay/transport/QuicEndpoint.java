package org.wzp.relay.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.QuicTransport;
import org.wzp.relay.loop.ThreadWatch;

/** One bound UDP socket (or several on one port) that accepts and dials QUIC connections. */
public interface QuicEndpoint extends AutoCloseable {

    /** Signals kept for one peer that does not take them; one more ends its connection (concurrency design, section 2). */
    int MAX_SIGNALS_WAITING = 64;

    /** The bound address, with the real port. */
    InetSocketAddress localAddress();

    /**
     * Dials from this endpoint's own socket. Any certificate is accepted (wire specification 1.1); what was presented is
     * in {@link Connection#peerCertificate}.
     *
     * @param serverName sent as it is, also without a dot or with underscores; empty sends none
     * @return completes on the connection's loop when the handshake is done, or exceptionally with what went wrong
     */
    CompletableFuture<Connection> connect(InetSocketAddress remote, String serverName, ConnectionHandler handler);

    /** Connections whose QUIC handshake is complete and that are still open. */
    Collection<? extends Connection> connections();

    EndpointCounters counters();

    /** Lag, time of packets in the relay, busy share and pending tasks of each loop, as of the last second. */
    List<ContentionStatus.LoopRow> loops();

    /** What waits, or has waited, on its way between loops. */
    default List<ContentionStatus.QueueRow> queues() {
        return List.of();
    }

    /** The loops' threads, for the watch over them. */
    List<LoopThread> threads();

    /**
     * The thread of one loop.
     *
     * @param turns grows several times a second as long as the loop turns, also when nobody is there; any thread
     * @param failure completes with what ended the loop without anybody having asked for it: an {@link Error} on it, its own or a
     *     handler's. Its connections carry nothing from then on; what is left to do is {@link #close()}.
     */
    record LoopThread(String name, LongSupplier turns, CompletableFuture<Throwable> failure) {}

    /** From now on the end of one of its loops is told. */
    default void watchedBy(ThreadWatch watch) {
        for (LoopThread loop : threads()) {
            ThreadWatch.Watched watched = watch.watch(loop.name(), loop.turns());
            var _ = loop.failure().thenAccept(watched::ended);
        }
    }

    /** {@code direct} or {@code netty}. */
    QuicTransport kind();

    /** Stops accepting, closes every connection with the reason, waits up to {@code grace}, unbinds. */
    void close(CloseReason reason, Duration grace);

    @Override
    default void close() {
        close(CloseReason.SHUTTING_DOWN, Duration.ofSeconds(2));
    }
}
