package org.wzp.relay.transport.direct;

import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.quiche.QuicheCalls;
import org.wzp.relay.transport.quiche.QuicheLibrary;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * The streams of one {@link DirectConnection}: each signal on a bidirectional stream of its own, in stream-id order
 * (wire specification 1.5). The unused half of every stream is ended, so that the peer's credit comes back. Confined to
 * the loop.
 */
final class DirectStreams extends SignalStreams {
    private static final byte[] EMPTY = {};
    private static final int BATCH = 16;
    private static final long STREAM_STEP = 4;

    private final DirectConnection connection;
    private final DirectLoop loop;
    private final long quiche;
    private final boolean server;
    private final long[] ids = new long[BATCH];
    private long nextBidirectional;
    private long nextUnidirectional;
    private @Nullable Outgoing current;

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
        super(connection, server, loop.counters(), loop.settings().limits().signalBytesBeforeLogin(), loop::nanos);
        this.connection = connection;
        this.loop = loop;
        this.quiche = quiche;
        this.server = server;
        this.nextBidirectional = server ? 1 : 0;
        this.nextUnidirectional = server ? 3 : 2;
    }

    /** Whether something waits for the peer's credit or window. */
    boolean hasPending() {
        return current != null || hasQueued();
    }

    // ---- out -------------------------------------------------------------------------------------------------------

    @Override
    public void write() {
        boolean progress = true;
        while (progress && !isClosed()) {
            if (current == null) {
                current = next();
            }
            progress = current != null && writeSome(current);
        }
        connection.streamWritten();
    }

    private @Nullable Outgoing next() {
        byte[] bytes = QuicheCalls.unidirectionalStreamsLeft(quiche) > 0 ? nextUnidirectional() : null;
        if (bytes != null) {
            Outgoing outgoing = new Outgoing(nextUnidirectional, bytes);
            nextUnidirectional += STREAM_STEP;
            return outgoing;
        }
        SignalMessage message = QuicheCalls.bidirectionalStreamsLeft(quiche) > 0 ? nextSignal() : null;
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
        if (isClosed()) {
            return;
        }
        long iterator = QuicheCalls.readableStreams(quiche);
        if (iterator < 0) {
            return;
        }
        try {
            for (int count = QuicheCalls.nextStreams(iterator, ids);
                    count > 0 && !isClosed();
                    count = QuicheCalls.nextStreams(iterator, ids)) {
                for (int i = 0; i < count && !isClosed(); i++) {
                    readStream(ids[i]);
                }
            }
        } finally {
            QuicheCalls.freeStreams(iterator);
        }
        if (!isClosed() && hasPending()) {
            write();
        }
    }

    private void readStream(long stream) {
        boolean ours = (stream & 1) == (server ? 1 : 0);
        if (!ours && !admits(stream)) {
            return;
        }
        boolean carriesSignal = !ours && (stream & 2) == 0;
        if (carriesSignal && isNewSignal(stream)) {
            // the other half of a signal's stream is never used: end it, so that the stream can finish
            var _ = QuicheCalls.sendStream(quiche, stream, loop.memory().scratch(), 0, true);
            connection.streamWritten();
        }
        while (!isClosed()) {
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
            byte[] piece = bytes < 0 ? EMPTY : NativeMemory.bytes(loop.memory().scratch(), bytes);
            if (carriesSignal) {
                acceptSignal(stream, piece, fin);
            } else if (!ours) {
                acceptUnidirectional(stream, piece, fin);
            }
            if (fin) {
                return;
            }
        }
    }

    @Override
    public void close() {
        super.close();
        current = null;
    }
}
