package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.quiche.QuicheCalls;
import org.wzp.relay.transport.quiche.QuicheLibrary;
import org.wzp.relay.wire.SignalMessage;

/**
 * A peer that writes what it likes to the streams of a real QUIC connection: pieces of any size, streams without an end,
 * resets, gaps. Its methods may be called from any one thread; those that write return at once with what QUIC has taken, or wait until it has taken all.
 */
public final class HostilePeer implements ConnectionHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEMORY_BYTES = 64 * 1024;
    private static final int STEP = 4;
    private static final int RESET_CODE = 77;

    /** What one stream carries. */
    public sealed interface Stream {
        byte[] content();

        /** Ended properly. */
        record Whole(byte[] content) implements Stream {}

        /** Ended properly, every piece in a packet of its own. */
        record InPieces(byte[] content, int pieceBytes) implements Stream {}

        /** Never ended. */
        record Endless(byte[] content) implements Stream {}

        /** Cut off by a reset. */
        record Reset(byte[] content) implements Stream {}

        /** On a unidirectional stream. */
        record Unidirectional(byte[] content) implements Stream {}
    }

    private final Arena arena = Arena.ofAuto();
    private final long memory = NativeMemory.allocate(arena, MEMORY_BYTES);
    private final CompletableFuture<CloseInfo> closed = new CompletableFuture<>();
    private final CompletableFuture<DirectConnection> connected;
    private long nextBidirectional;
    private long nextUnidirectional = 2;
    private @Nullable Unfinished unfinished;

    private HostilePeer(QuicEndpoint from, InetSocketAddress relay, String serverName) {
        connected = from.connect(relay, serverName, this)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenApply(DirectConnection.class::cast);
    }

    /** Begins to connect; the first use waits until it has. */
    public static HostilePeer dial(QuicEndpoint from, InetSocketAddress relay, String serverName) {
        return new HostilePeer(from, relay, serverName);
    }

    public Connection connection() {
        return connected.join();
    }

    /** Opens streams as far as the relay's credit and windows go, at most so many; returns how many it has written. */
    public int open(int most, Supplier<Stream> next) {
        return onLoop(connection -> {
            int written = 0;
            while (written < most && connection.isOpen()) {
                if (unfinished == null) {
                    if (QuicheCalls.bidirectionalStreamsLeft(connection.quiche()) <= 0
                            || QuicheCalls.unidirectionalStreamsLeft(connection.quiche()) <= 0) {
                        break;
                    }
                    unfinished = begin(next.get());
                }
                if (!unfinished.write(connection)) {
                    break;
                }
                unfinished = null;
                written++;
            }
            return written;
        });
    }

    /** Opens that many streams, waiting for credit and windows, unless the connection ends meanwhile. */
    public int openAll(int count, Supplier<Stream> next) {
        long began = System.nanoTime();
        int written = 0;
        while (written < count && closed.getNow(null) == null) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("only " + written + " of " + count + " streams could be written");
            }
            written += open(count - written, next);
        }
        return written;
    }

    /** Bytes that the relay's windows have room for on new unidirectional streams, without sending any of them. */
    public long room() {
        return onLoop(connection -> {
            long room = 0;
            int taken;
            do {
                long before = room;
                do {
                    taken = QuicheCalls.sendStream(connection.quiche(), nextUnidirectional, memory, 1024, false);
                    room += Math.max(0, taken);
                } while (taken > 0);
                nextUnidirectional += STEP;
                taken = (int) (room - before);
            } while (taken > 0);
            return room;
        });
    }

    /** Leaves a gap in the order of streams. */
    public HostilePeer skipStream() {
        nextBidirectional += STEP;
        return this;
    }

    public void datagram(byte[] bytes) {
        connection().sendDatagram(Unpooled.wrappedBuffer(bytes));
    }

    public Optional<CloseInfo> closeInfo() {
        return Optional.ofNullable(closed.getNow(null));
    }

    public CloseInfo awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private interface OnLoop<T> {
        T run(DirectConnection connection);
    }

    private <T> T onLoop(OnLoop<T> task) {
        DirectConnection connection = connected.join();
        CompletableFuture<T> result = new CompletableFuture<>();
        connection.execute(() -> {
            try {
                result.complete(task.run(connection));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Unfinished begin(Stream stream) {
        boolean unidirectional = stream instanceof Stream.Unidirectional;
        long id = unidirectional ? nextUnidirectional : nextBidirectional;
        if (unidirectional) {
            nextUnidirectional += STEP;
        } else {
            nextBidirectional += STEP;
        }
        return new Unfinished(id, stream);
    }

    /** A stream that is being written. */
    private final class Unfinished {
        private final long id;
        private final Stream stream;
        private final boolean ends;
        private final int pieceBytes;
        private int from;

        Unfinished(long id, Stream stream) {
            this.id = id;
            this.stream = stream;
            this.ends = !(stream instanceof Stream.Endless || stream instanceof Stream.Reset);
            this.pieceBytes = stream instanceof Stream.InPieces pieces ? pieces.pieceBytes() : MEMORY_BYTES;
        }

        /** True when nothing is left of it. */
        boolean write(DirectConnection connection) {
            byte[] content = stream.content();
            while (true) {
                int length = Math.min(pieceBytes, content.length - from);
                boolean last = from + length == content.length;
                NativeMemory.put(memory, content, from, length);
                int taken = QuicheCalls.sendStream(connection.quiche(), id, memory, length, last && ends);
                connection.streamWritten();
                if (taken < 0 && taken != QuicheLibrary.DONE) {
                    return true; // the relay does not want it
                }
                from += Math.max(0, taken);
                if (taken < length) {
                    return false;
                }
                if (last) {
                    break;
                }
                connection.flush(System.nanoTime());
            }
            if (stream instanceof Stream.Reset) {
                connection.flush(System.nanoTime());
                var _ = QuicheCalls.shutdownStream(connection.quiche(), id, QuicheLibrary.SHUTDOWN_WRITE, RESET_CODE);
            }
            return true;
        }
    }

    @Override
    public void onSignal(Connection from, SignalMessage message) {}

    @Override
    public void onUnreadableSignal(Connection from, String problem) {}

    @Override
    public void onDatagram(Connection from, ByteBuf datagram) {}

    @Override
    public void onClosed(Connection from, CloseInfo info) {
        closed.complete(info);
    }
}
