package org.wzp.relay.cases;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.SignalMessage;

/** One endpoint that accepts, over a chosen transport, and one that dials; both remember what came. */
final class PathFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final RelayCertificate CERTIFICATE = RelayCertificate.of(Seed.ofHex("42".repeat(32)));

    final ConcurrentLinkedQueue<End> accepted = new ConcurrentLinkedQueue<>();
    QuicEndpoint server;
    final QuicEndpoint client;
    private final RelayConfig.Transport transport;
    private final RelayConfig.Limits limits;

    /** One end of a connection. */
    static final class End implements ConnectionHandler {
        final ConcurrentLinkedQueue<SignalMessage> signals = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> datagrams = new ConcurrentLinkedQueue<>();
        volatile @Nullable CloseInfo closed;
        volatile Connection connection;

        @Override
        public void onSignal(Connection from, SignalMessage message) {
            signals.add(message);
        }

        @Override
        public void onUnreadableSignal(Connection from, String problem) {}

        @Override
        public void onDatagram(Connection from, ByteBuf datagram) {
            datagrams.add(datagram.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onClosed(Connection from, CloseInfo info) {
            closed = info;
        }

        void say(String text) {
            sendBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void sendBytes(byte[] bytes) {
            connection.execute(() -> connection.sendDatagram(Unpooled.wrappedBuffer(bytes)));
        }

        boolean hears(String text) {
            return datagrams.contains(text);
        }
    }

    PathFixture(RelayConfig.Transport transport) throws IOException {
        this(transport, RelayConfig.Transport.AUTO);
    }

    PathFixture(RelayConfig.Transport transport, RelayConfig.Transport dials) throws IOException {
        this(transport, dials, PatientLimits.limits());
    }

    PathFixture(RelayConfig.Transport transport, RelayConfig.Transport dials, RelayConfig.Limits limits)
            throws IOException {
        this.transport = transport;
        this.limits = limits;
        server = bind(ANY_PORT);
        client = Endpoints.client(dials, EndpointSettings.of(ANY_PORT, limits));
    }

    private QuicEndpoint bind(InetSocketAddress address) throws IOException {
        return Endpoints.bind(transport, EndpointSettings.of(address, limits), CERTIFICATE, connection -> {
            End end = new End();
            end.connection = connection;
            connection.maxSignalBytes(1 << 20);
            accepted.add(end);
            return end;
        });
    }

    /** Another one with the same identity and transport, as after a restart. */
    PathFixture again() throws IOException {
        return new PathFixture(transport);
    }

    End dial(InetSocketAddress to) throws Exception {
        End end = new End();
        end.connection = client.connect(to, "room", end).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        end.connection.maxSignalBytes(1 << 20);
        return end;
    }

    End theAccepted() {
        await().atMost(PATIENCE).until(() -> accepted.peek() != null);
        return accepted.remove();
    }

    /** A signal of about so many bytes. */
    static SignalMessage signal(int bytes) {
        return new SignalMessage.AuthToken("x".repeat(bytes));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
