package org.wzp.relay.transport;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * The streams of one {@link DirectConnection}: each signal on a bidirectional stream of its own, in stream-id order
 * (wire specification 1.5). The unused half of every stream is ended, so that the peer's credit comes back. Confined to
 * the loop.
 */
final class DirectStreams implements InboundSignals.Receiver {
    private static final byte[] EMPTY = {};
    private static final int BATCH = 16;
    private static final long STREAM_STEP = 4;

    private final DirectConnection connection;
    private final DirectLoop loop;
    private final long quiche;
    private final boolean server;
    private final InboundSignals inbound;
    private final SignalOutbox outbox;
    private final ArrayDeque<byte[]> unidirectional = new ArrayDeque<>();
    private final InboundUnidirectional inboundUnidirectional = new InboundUnidirectional();
    private final long[] ids = new long[BATCH];
    private long nextBidirectional;
    private long nextUnidirectional;
    private @Nullable Outgoing current;
    private boolean closed;

    /** A stream whose bytes don't fit the peer's window all at once. */
    private static final class Outgoing {
        final long stream;
        final byte[] bytes;
        int written;

        Outgoing(long stream, byte[] bytes) {
            this.stream = stream;
            this.bytes = bytes;
        }
    }

    DirectStreams(DirectConnection connection, DirectLoop loop, long quiche, boolean server) {
        this.connection = connection;
        this.loop = loop;
        this.quiche = quiche;
        this.server = server;
        this.outbox = new SignalOutbox(connection.counters());
        this.inbound = new InboundSignals(server ? 0 : 1, loop.limits().signalBytesBeforeLogin());
        this.nextBidirectional = server ? 1 : 0;
        this.nextUnidirectional = server ? 3 : 2;
    }

    void maxSignalBytes(int bytes) {
        inbound.maxBytes(bytes);
    }

    /** Whether something waits for the peer's credit or window. */
    boolean hasPending() {
        return current != null || !outbox.isEmpty() || !unidirectional.isEmpty();
    }

    // ---- out -------------------------------------------------------------------------------------------------------

    void queue(SignalMessage message) {
        if (closed) {
            return;
        }
        if (!outbox.offer(message)) {
            loop.counters().count(EndpointCounters.Event.SIGNAL_OVERFLOW);
            connection.close(CloseReason.SIGNAL_OVERFLOW);
            return;
        }
        write();
    }

    void queueLatest(Connection.Slot slot, SignalMessage message) {
        if (!closed) {
            outbox.offerLatest(slot, message);
            write();
        }
    }

    void sendUnidirectional(byte[] bytes) {
        if (!closed) {
            unidirectional.add(bytes);
            write();
        }
    }

    /** Hands queued signals to QUIC as far as the peer's credit and windows go; never waits. */
    void write() {
        boolean progress = true;
        while (progress && !closed) {
            if (current == null) {
                current = next();
            }
            progress = current != null && writeSome(current);
        }
        connection.streamWritten();
    }

    private @Nullable Outgoing next() {
        if (!unidirectional.isEmpty() && QuicheCalls.unidirectionalStreamsLeft(quiche) > 0) {
            Outgoing outgoing = new Outgoing(nextUnidirectional, unidirectional.remove());
            nextUnidirectional += STREAM_STEP;
            return outgoing;
        }
        if (outbox.isEmpty() || QuicheCalls.bidirectionalStreamsLeft(quiche) <= 0) {
            return null;
        }
        SignalMessage message = outbox.poll();
        if (message == null) {
            return null;
        }
        Outgoing outgoing = new Outgoing(nextBidirectional, SignalCodec.encodeFrame(message));
        nextBidirectional += STREAM_STEP;
        return outgoing;
    }

    /** True when this stream is done with and the next may start. */
    private boolean writeSome(Outgoing outgoing) {
        while (true) {
            int length = Math.min(outgoing.bytes.length - outgoing.written, LoopMemory.SCRATCH_BYTES);
            boolean last = outgoing.written + length == outgoing.bytes.length;
            NativeMemory.put(loop.memory().scratch(), outgoing.bytes, outgoing.written, length);
            int taken = QuicheCalls.sendStream(
                    quiche, outgoing.stream, loop.memory().scratch(), length, last);
            if (taken == QuicheLibrary.DONE) {
                return false;
            }
            if (taken < 0 || (last && taken == length)) {
                // sent, or the peer does not want it (STOP_SENDING), which is no error here
                current = null;
                return true;
            }
            outgoing.written += taken;
            if (taken < length) {
                return false;
            }
        }
    }

    // ---- in --------------------------------------------------------------------------------------------------------

    /** Reads whatever streams have brought and delivers complete signals in stream-id order. */
    void read() {
        if (closed) {
            return;
        }
        long iterator = QuicheCalls.readableStreams(quiche);
        if (iterator < 0) {
            return;
        }
        try {
            for (int count = QuicheCalls.nextStreams(iterator, ids);
                    count > 0 && !closed;
                    count = QuicheCalls.nextStreams(iterator, ids)) {
                for (int i = 0; i < count && !closed; i++) {
                    readStream(ids[i]);
                }
            }
        } finally {
            QuicheCalls.freeStreams(iterator);
        }
        if (!closed && hasPending()) {
            write();
        }
    }

    private void readStream(long stream) {
        boolean ours = (stream & 1) == (server ? 1 : 0);
        if (!ours && InboundSignals.isOneTooMany(stream)) {
            loop.counters().count(EndpointCounters.Event.STREAMS_USED_UP);
            connection.close(CloseReason.STREAMS_USED_UP);
            return;
        }
        boolean carriesSignal = !ours && (stream & 2) == 0;
        if (carriesSignal && inbound.isNew(stream)) {
            // the other half of a signal's stream is never used: end it, so that the stream can finish
            int ignored = QuicheCalls.sendStream(quiche, stream, loop.memory().scratch(), 0, true);
            connection.streamWritten();
        }
        while (!closed) {
            int bytes = QuicheCalls.receiveStream(
                    quiche,
                    stream,
                    loop.memory().scratch(),
                    LoopMemory.SCRATCH_BYTES,
                    loop.memory().id(),
                    loop.memory().id() + 8);
            if (bytes == QuicheLibrary.DONE) {
                return;
            }
            boolean fin = bytes < 0 || NativeMemory.getByte(loop.memory().id()) != 0;
            if (carriesSignal) {
                byte[] piece =
                        bytes < 0 ? EMPTY : NativeMemory.bytes(loop.memory().scratch(), bytes);
                inbound.accept(stream, piece, fin, this);
            } else if (!ours) {
                acceptUnidirectional(
                        stream,
                        bytes < 0 ? EMPTY : NativeMemory.bytes(loop.memory().scratch(), bytes),
                        fin);
            }
            if (fin) {
                return;
            }
        }
    }

    private void acceptUnidirectional(long stream, byte[] piece, boolean end) {
        byte[] content = inboundUnidirectional.accept(stream, piece, end);
        ConnectionHandler handler = connection.handler();
        if (content != null && handler != null) {
            handler.onUnidirectional(connection, content);
        }
    }

    @Override
    public void signal(SignalMessage message) {
        ConnectionHandler handler = connection.handler();
        if (handler != null && !closed) {
            handler.onSignal(connection, message);
        }
    }

    @Override
    public void unreadable(String problem) {
        loop.counters().count(EndpointCounters.Event.UNREADABLE_SIGNAL);
        ConnectionHandler handler = connection.handler();
        if (handler != null && !closed) {
            handler.onUnreadableSignal(connection, problem);
        }
    }

    @Override
    public void tooLarge(long announcedBytes) {
        loop.counters().count(EndpointCounters.Event.SIGNAL_TOO_LARGE);
        connection.close(CloseReason.SIGNAL_TOO_LARGE);
    }

    @Override
    public void backlog(int waitingBytes) {
        loop.counters().count(EndpointCounters.Event.SIGNAL_BACKLOG);
        connection.close(CloseReason.SIGNAL_BACKLOG);
    }

    /** Nothing is read, written or delivered any more. */
    void close() {
        closed = true;
        outbox.clear();
        unidirectional.clear();
        inbound.clear();
        inboundUnidirectional.clear();
        current = null;
    }
}
