package org.wzp.relay.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * One participant: connects to a relay, proves its identity, and is in a room from then on. Everything it hears goes to its
 * {@link Listener} on the connection's loop; everything it is asked to do may be asked from any thread.
 */
public final class RelayClient {
    private final Connection connection;

    /** Hears the room. Called on the connection's loop; must return at once. */
    public interface Listener {
        /** A media packet; the buffer is valid during the call only. */
        void onMedia(ByteBuf packet);

        /** A signal after the login: rosters, directives. */
        default void onSignal(SignalMessage message) {}

        /** The connection is gone; last. */
        default void onClosed(ConnectionHandler.CloseInfo info) {}
    }

    /**
     * Who joins, and where.
     *
     * @param room server name to ask for; empty asks for none
     * @param alias display name; empty sends none
     * @param token sent before the offer when present
     */
    public record Ticket(
            InetSocketAddress relay, String room, Identity identity, String alias, Optional<String> token) {}

    private RelayClient(Connection connection) {
        this.connection = connection;
    }

    /**
     * Joins. Completes when the relay has answered and the answer's signature holds; exceptionally, with a sentence, when
     * the relay can't be reached, refuses, or is none.
     */
    public static CompletableFuture<RelayClient> join(QuicEndpoint endpoint, Ticket ticket, Listener listener) {
        Login login = new Login(ticket, listener);
        var _ = endpoint.connect(ticket.relay(), ticket.room(), login).whenComplete((connection, problem) -> {
            if (problem != null) {
                login.joined.completeExceptionally(problem);
            } else {
                login.begin(connection);
            }
        });
        return login.joined;
    }

    private static final class Login implements ConnectionHandler {
        private final Ticket ticket;
        private final Listener listener;
        private final CompletableFuture<RelayClient> joined = new CompletableFuture<>();

        Login(Ticket ticket, Listener listener) {
            this.ticket = ticket;
            this.listener = listener;
        }

        void begin(Connection connection) {
            connection.maxSignalBytes(SignalCodec.MAX_BYTES);
            ticket.token().ifPresent(token -> connection.sendSignal(new SignalMessage.AuthToken(token)));
            connection.sendSignal(Handshake.offer(
                    ticket.identity(),
                    EphemeralKey.random(new SecureRandom()),
                    QualityProfile.STANDARD,
                    ticket.alias().isEmpty() ? null : ticket.alias()));
        }

        @Override
        public void onSignal(Connection connection, SignalMessage message) {
            if (joined.isDone()) {
                listener.onSignal(message);
            } else if (message instanceof SignalMessage.CallAnswer answer && Handshake.verify(answer)) {
                joined.complete(new RelayClient(connection));
            } else {
                connection.close(CloseReason.PROTOCOL_VIOLATION);
                joined.completeExceptionally(
                        new IOException(ticket.relay() + " does not answer like a relay; is that the right address?"));
            }
        }

        @Override
        public void onUnreadableSignal(Connection connection, String problem) {
            if (!joined.isDone()) {
                connection.close(CloseReason.PROTOCOL_VIOLATION);
                joined.completeExceptionally(
                        new IOException(ticket.relay() + " sent no readable answer: " + problem + "."));
            }
        }

        @Override
        public void onDatagram(Connection connection, ByteBuf datagram) {
            listener.onMedia(datagram);
        }

        @Override
        public void onClosed(Connection connection, CloseInfo info) {
            boolean refused =
                    joined.completeExceptionally(new IOException(ticket.relay() + " refused: " + info.words() + "."));
            if (!refused) {
                listener.onClosed(info);
            }
        }
    }

    /** Sends a media packet; the buffer is neither consumed nor kept. */
    public void send(ByteBuf packet) {
        connection.sendDatagram(packet);
    }

    public Connection connection() {
        return connection;
    }

    /** Leaves the room by closing the connection. */
    public void leave() {
        connection.close(CloseReason.NORMAL);
    }
}
