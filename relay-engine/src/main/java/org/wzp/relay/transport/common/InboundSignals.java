package org.wzp.relay.transport.common;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalFormatException;
import org.wzp.relay.wire.SignalMessage;

/**
 * Puts the signals of one connection together: each arrives on a stream of its own as a four-byte length and that many
 * bytes of JSON, in pieces and in any order, and is delivered in stream-id order (wire specification 1.5). What waits
 * behind a stream that is missing or not complete is bounded in number and bytes: enough for a largest signal and others
 * beside it, far below what a peer could send on all its streams. Knows no QUIC library. Confined to the connection's loop.
 */
public final class InboundSignals {
    /** Peer-initiated bidirectional streams are numbered in steps of four. */
    private static final long STEP = 4;

    /** Beside a largest signal, what a stock peer may have under way in all (wire specification 1.4). */
    private static final int MOST_BESIDE_LARGEST_BYTES = 256 * 1024;

    /**
     * Streams that wait for an earlier one or are not complete, at most: as many as a stock peer may have open at one time
     * (wire specification 1.4), though here later ones come and go while the first is missing. An empty one costs some 200
     * bytes.
     */
    static final int MOST_WAITING_STREAMS = 100;

    private final Map<Long, Arriving> arriving = new HashMap<>();
    private long next;
    private int maxBytes;
    private int waitingBytes;

    /** What becomes of a complete stream. */
    public interface Receiver {
        /** Whether the next signal shall be read; if not, it is forgotten. */
        default boolean takes(int bytes) {
            return true;
        }

        void signal(SignalMessage message);

        void unreadable(String problem);

        /** The announced length is over the limit; nothing more is read. */
        void tooLarge(long announcedBytes);

        /** More waits for a missing stream than any honest peer has under way; nothing more is read. */
        void backlog(int waitingBytes);
    }

    private static final class Arriving {
        private static final int SMALL_BYTES = 64;

        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(SMALL_BYTES);
        int announced = -1;
        /** Bytes that have come, also those that were not kept. */
        int received;
        /** Longest message of its kind; known once its head is here, else -1. */
        int bound = -1;

        boolean complete;
        boolean cut;

        boolean isTooLong() {
            return bound >= 0 && announced > bound;
        }
    }

    /** @param firstStream id of the peer's first bidirectional stream: 0 from a client, 1 from a server */
    public InboundSignals(long firstStream, int maxBytes) {
        this.next = firstStream;
        this.maxBytes = maxBytes;
    }

    /** Largest signal taken from now on, bytes; more is allowed after the login. */
    public void maxBytes(int bytes) {
        maxBytes = bytes;
    }

    /** True the first time a stream is seen. */
    public boolean isNew(long stream) {
        return stream >= next && !arriving.containsKey(stream);
    }

    /**
     * Takes a piece of a stream.
     *
     * @param end nothing more will come on it
     */
    public void accept(long stream, byte[] piece, boolean end, Receiver receiver) {
        if (stream < next) {
            return;
        }
        Arriving state = arriving.computeIfAbsent(stream, key -> new Arriving());
        if (!state.complete) {
            keep(state, piece);
            if (state.announced < 0 && state.bytes.size() >= SignalCodec.LENGTH_BYTES) {
                byte[] head = state.bytes.toByteArray();
                long announced =
                        (head[0] & 0xffL) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
                if (announced > maxBytes) {
                    receiver.tooLarge(announced);
                    return;
                }
                state.announced = (int) announced;
            }
            checkKind(state);
            boolean whole = state.announced >= 0 && state.received >= SignalCodec.LENGTH_BYTES + state.announced;
            state.cut = end && !whole;
            state.complete = end || whole;
        }
        deliver(receiver);
        if (waitingBytes > mostWaitingBytes() || arriving.size() > MOST_WAITING_STREAMS) {
            receiver.backlog(waitingBytes);
        }
    }

    private void keep(Arriving state, byte[] piece) {
        state.received += piece.length;
        if (!state.isTooLong()) {
            state.bytes.writeBytes(piece);
            waitingBytes += piece.length;
        }
    }

    /** As soon as the kind is known; the rest of one that is too long is not kept. */
    private void checkKind(Arriving state) {
        if (state.bound >= 0 || state.announced < 0) {
            return;
        }
        int head = SignalCodec.LENGTH_BYTES + Math.min(SignalCodec.HEAD_BYTES, state.announced);
        if (state.bytes.size() < head) {
            return;
        }
        state.bound = SignalCodec.bound(state.bytes.toByteArray(), SignalCodec.LENGTH_BYTES);
        if (state.isTooLong()) {
            waitingBytes -= state.bytes.size();
            state.bytes.reset();
        }
    }

    private int mostWaitingBytes() {
        return 2 * SignalCodec.LENGTH_BYTES + maxBytes + Math.min(maxBytes, MOST_BESIDE_LARGEST_BYTES);
    }

    private void deliver(Receiver receiver) {
        Arriving state = arriving.get(next);
        while (state != null && state.complete) {
            arriving.remove(next);
            next += STEP;
            waitingBytes -= state.bytes.size();
            deliver(state, receiver);
            state = arriving.get(next);
        }
    }

    private static void deliver(Arriving state, Receiver receiver) {
        if (state.cut) {
            receiver.unreadable("the stream ended before the announced length");
            return;
        }
        if (!receiver.takes(state.announced)) {
            return;
        }
        if (state.isTooLong()) {
            receiver.unreadable(String.valueOf(
                    SignalCodec.tooLong(state.announced, state.bound).getMessage()));
            return;
        }
        byte[] all = state.bytes.toByteArray();
        SignalMessage message = null;
        try {
            message = SignalCodec.decode(
                    Arrays.copyOfRange(all, SignalCodec.LENGTH_BYTES, SignalCodec.LENGTH_BYTES + state.announced));
        } catch (SignalFormatException e) {
            receiver.unreadable(String.valueOf(e.getMessage()));
        }
        if (message != null) {
            receiver.signal(message);
        }
    }

    /** Streams that are not complete or not yet their turn. */
    int waitingStreams() {
        return arriving.size();
    }

    /** Bytes kept for signals that are not complete or not yet their turn. */
    int waitingBytes() {
        return waitingBytes;
    }

    /** Forgets what is not complete. */
    public void clear() {
        arriving.clear();
        waitingBytes = 0;
    }
}
