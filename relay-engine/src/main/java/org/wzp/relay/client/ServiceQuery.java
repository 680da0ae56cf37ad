package org.wzp.relay.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.SignalMessage;

/** What can be asked of a relay without joining a room (wire specification 2.3, 2.4). */
public final class ServiceQuery {
    private ServiceQuery() {}

    /** How long a QUIC handshake takes, ns. */
    public static CompletableFuture<Long> ping(QuicEndpoint endpoint, InetSocketAddress relay) {
        long started = System.nanoTime();
        return endpoint.connect(relay, "ping", new Answer()).thenApply(connection -> {
            long nanos = System.nanoTime() - started;
            connection.close(CloseReason.NORMAL);
            return nanos;
        });
    }

    /** The relay's build text. */
    public static CompletableFuture<String> version(QuicEndpoint endpoint, InetSocketAddress relay) {
        Answer answer = new Answer();
        var _ = endpoint.connect(relay, "version", answer).whenComplete((connection, problem) -> {
            if (problem != null) {
                answer.text.completeExceptionally(problem);
            }
        });
        return answer.text;
    }

    private static final class Answer implements ConnectionHandler {
        final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public void onUnidirectional(Connection connection, byte[] content) {
            text.complete(new String(content, StandardCharsets.UTF_8).strip());
            connection.close(CloseReason.NORMAL);
        }

        @Override
        public void onSignal(Connection connection, SignalMessage message) {}

        @Override
        public void onUnreadableSignal(Connection connection, String problem) {}

        @Override
        public void onDatagram(Connection connection, ByteBuf datagram) {}

        @Override
        public void onClosed(Connection connection, CloseInfo info) {
            var _ = text.completeExceptionally(new IOException("the relay closed without an answer: " + info.reason()));
        }
    }
}
