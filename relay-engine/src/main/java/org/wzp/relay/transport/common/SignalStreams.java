package org.wzp.relay.transport.common;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.SignalMessage;

/**
 * The streams of one connection, as far as they don't depend on who carries them: what waits to be sent, and what becomes of
 * what has come. Confined to the connection's loop.
 */
public abstract class SignalStreams implements InboundSignals.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(SignalStreams.class);

    /** Streams of one kind are numbered in steps of four (RFC 9000 section 2.1). */
    private static final long STEP = 4;

    /** Once the window of one stream. */
    private static final long WINDOW_FROM_CLIENT_BYTES = 64 * 1024;

    private static final long WINDOW_FROM_RELAY_BYTES = 256 * 1024;

    private final LoopConnection connection;
    private final EndpointCounters endpoint;
    private final SignalOutbox outbox;
    private final ArrayDeque<byte[]> unidirectional = new ArrayDeque<>();
    private final InboundSignals inbound;
    private final InboundUnidirectional inboundUnidirectional;
    private final StreamAllowance allowance;
    private long opened;
    private boolean closed;

    /**
     * @param server whether this side accepted the connection
     * @param maxSignalBytes largest signal taken at first
     * @param nanos monotonic clock, ns
     */
    protected SignalStreams(
            LoopConnection connection,
            boolean server,
            EndpointCounters endpoint,
            int maxSignalBytes,
            LongSupplier nanos) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.outbox = new SignalOutbox(connection.counters());
        this.allowance = new StreamAllowance(server, maxSignalBytes, nanos);
        this.inbound = new InboundSignals(server ? 0 : 1, maxSignalBytes);
        this.inboundUnidirectional = new InboundUnidirectional(
                server ? InboundUnidirectional.FROM_CLIENT_BYTES : InboundUnidirectional.FROM_RELAY_BYTES);
    }

    /** Hands what is queued to QUIC as far as the peer's credit and windows go; never waits. */
    public abstract void write();

    protected final boolean isClosed() {
        return closed;
    }

    final void maxSignalBytes(int bytes) {
        inbound.maxBytes(bytes);
        allowance.largest(bytes);
    }

    /** The peer has proven who it is: it may say more. */
    final void loggedIn(boolean relay) {
        if (relay) {
            allowance.ofRelay();
        }
        allowance.loggedIn();
    }

    /** Whether the peer is still to prove who it is. */
    public final boolean isBeforeLogin() {
        return allowance.isBeforeLogin();
    }

    // ---- out -------------------------------------------------------------------------------------------------------

    final void queue(SignalMessage message) {
        if (closed) {
            return;
        }
        if (!outbox.offer(message)) {
            closeFor(EndpointCounters.Event.SIGNAL_OVERFLOW, CloseReason.SIGNAL_OVERFLOW);
            return;
        }
        write();
    }

    final void queueLatest(Connection.Slot slot, SignalMessage message) {
        if (!closed) {
            outbox.offerLatest(slot, message);
            write();
        }
    }

    final void sendUnidirectional(byte[] bytes) {
        if (closed) {
            return;
        }
        if (unidirectional.size() == QuicEndpoint.MAX_SIGNALS_WAITING) {
            closeFor(EndpointCounters.Event.SIGNAL_OVERFLOW, CloseReason.SIGNAL_OVERFLOW);
            return;
        }
        unidirectional.add(bytes);
        write();
    }

    /** Whether something is queued. */
    protected final boolean hasQueued() {
        return !outbox.isEmpty() || !unidirectional.isEmpty();
    }

    /** The next to send on a unidirectional stream, taken out; null when nothing waits. */
    protected final byte @Nullable [] nextUnidirectional() {
        return unidirectional.poll();
    }

    /** The next to send on a bidirectional stream, taken out; null when nothing waits. */
    protected final @Nullable SignalMessage nextSignal() {
        SignalMessage next = outbox.poll();
        if (next != null && ++opened > allowance.ofALife()) {
            // our own ids are remembered as well: the client comes again and begins with none
            closeFor(EndpointCounters.Event.STREAMS_USED_UP, CloseReason.STREAMS_USED_UP);
            return null;
        }
        return next;
    }

    // ---- in --------------------------------------------------------------------------------------------------------

    /** Whether the peer may have this stream; closes the connection if it has had all it may have by now. */
    protected final boolean admits(long stream) {
        if (!allowance.admits(stream / STEP)) {
            closeFor(EndpointCounters.Event.STREAMS_USED_UP, CloseReason.STREAMS_USED_UP);
            return false;
        }
        return true;
    }

    /** True the first time a stream that carries a signal is seen. */
    protected final boolean isNewSignal(long stream) {
        return inbound.isNew(stream);
    }

    /** How much of what the peer sends quiche may keep at first, bytes; less from a client, of whom we know nothing. */
    public static long window(boolean fromClient) {
        return fromClient ? WINDOW_FROM_CLIENT_BYTES : WINDOW_FROM_RELAY_BYTES;
    }

    private boolean admitsBytes(int bytes) {
        connection.streamRead(bytes);
        if (allowance.takes(bytes)) {
            return true;
        }
        closeFor(EndpointCounters.Event.STREAMS_USED_UP, CloseReason.STREAMS_USED_UP);
        return false;
    }

    /** Takes a piece of a signal. */
    protected final void acceptSignal(long stream, byte[] piece, boolean end) {
        if (!admitsBytes(piece.length)) {
            return;
        }
        inbound.accept(stream, piece, end, this);
    }

    /** Takes a piece of what the peer sends on a unidirectional stream. */
    protected final void acceptUnidirectional(long stream, byte[] piece, boolean end) {
        if (!admitsBytes(piece.length)) {
            return;
        }
        byte[] content = inboundUnidirectional.accept(stream, piece, end);
        if (content != null) {
            connection.tell(handler -> handler.onUnidirectional(connection, content));
        }
    }

    @Override
    public final boolean takes(int bytes) {
        return !closed && connection.asks(handler -> handler.takesSignal(connection, bytes));
    }

    @Override
    public void signal(SignalMessage message) {
        if (!closed) {
            connection.heardSignal();
            connection.tell(handler -> handler.onSignal(connection, message));
        }
    }

    @Override
    public final void unreadable(String problem) {
        if (!closed) {
            endpoint.count(EndpointCounters.Event.UNREADABLE_SIGNAL);
            LOG.debug("{} from {} sent an unreadable signal: {}", connection, connection.remoteAddress(), problem);
            connection.tell(handler -> handler.onUnreadableSignal(connection, problem));
        }
    }

    @Override
    public final void tooLarge(long announcedBytes) {
        closeFor(EndpointCounters.Event.SIGNAL_TOO_LARGE, CloseReason.SIGNAL_TOO_LARGE);
    }

    @Override
    public final void backlog(int waitingBytes) {
        closeFor(EndpointCounters.Event.SIGNAL_BACKLOG, CloseReason.SIGNAL_BACKLOG);
    }

    private void closeFor(EndpointCounters.Event event, CloseReason reason) {
        if (closed) {
            return;
        }
        endpoint.count(event);
        LOG.debug("{} from {} is closed: {}", connection, connection.remoteAddress(), reason.text());
        connection.close(reason);
    }

    /** Nothing is read, written or delivered any more. */
    public void close() {
        closed = true;
        outbox.clear();
        unidirectional.clear();
        inbound.clear();
        inboundUnidirectional.clear();
    }
}
