package org.wzp.relay.transport.parts;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.wire.SignalMessage;

/**
 * The streams of one connection, as far as they don't depend on who carries them: what waits to be sent, and what becomes of
 * what has come. Confined to the connection's loop.
 */
public abstract class SignalStreams implements InboundSignals.Receiver {
    private final LoopConnection connection;
    private final EndpointCounters endpoint;
    private final SignalOutbox outbox;
    private final ArrayDeque<byte[]> unidirectional = new ArrayDeque<>();
    private final InboundSignals inbound;
    private final InboundUnidirectional inboundUnidirectional = new InboundUnidirectional();
    private boolean closed;

    /**
     * @param server whether this side accepted the connection
     * @param maxSignalBytes largest signal taken at first
     */
    protected SignalStreams(LoopConnection connection, boolean server, EndpointCounters endpoint, int maxSignalBytes) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.outbox = new SignalOutbox(connection.counters());
        this.inbound = new InboundSignals(server ? 0 : 1, maxSignalBytes);
    }

    /** Hands what is queued to QUIC as far as the peer's credit and windows go; never waits. */
    public abstract void write();

    protected final boolean isClosed() {
        return closed;
    }

    final void maxSignalBytes(int bytes) {
        inbound.maxBytes(bytes);
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
        if (!closed) {
            unidirectional.add(bytes);
            write();
        }
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
        return outbox.poll();
    }

    // ---- in --------------------------------------------------------------------------------------------------------

    /** Whether the peer may have this stream; closes the connection if it has had all it may have. */
    protected final boolean admits(long stream) {
        if (InboundSignals.isOneTooMany(stream)) {
            closeFor(EndpointCounters.Event.STREAMS_USED_UP, CloseReason.STREAMS_USED_UP);
            return false;
        }
        return true;
    }

    /** True the first time a stream that carries a signal is seen. */
    protected final boolean isNewSignal(long stream) {
        return inbound.isNew(stream);
    }

    /** Takes a piece of a signal. */
    protected final void acceptSignal(long stream, byte[] piece, boolean end) {
        inbound.accept(stream, piece, end, this);
    }

    /** Takes a piece of what the peer sends on a unidirectional stream. */
    protected final void acceptUnidirectional(long stream, byte[] piece, boolean end) {
        byte[] content = inboundUnidirectional.accept(stream, piece, end);
        if (content != null) {
            connection.tell(handler -> handler.onUnidirectional(connection, content));
        }
    }

    @Override
    public void signal(SignalMessage message) {
        if (!closed) {
            connection.tell(handler -> handler.onSignal(connection, message));
        }
    }

    @Override
    public final void unreadable(String problem) {
        if (!closed) {
            endpoint.count(EndpointCounters.Event.UNREADABLE_SIGNAL);
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
        endpoint.count(event);
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
