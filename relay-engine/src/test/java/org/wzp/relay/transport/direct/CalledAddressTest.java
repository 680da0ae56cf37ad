package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.wire.SignalMessage;

/**
 * A relay on a wildcard address answers from the address that was called. The clients' sockets are connected ones, from
 * which the kernel withholds everything that comes from elsewhere.
 */
@EnabledOnOs(OS.LINUX)
class CalledAddressTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SMALLEST_INITIAL_BYTES = 1200;
    private static final int MAX_PACKET_BYTES = 2048;

    /** Talks to the relay through a connected socket, as stock clients' libraries may. */
    private static final class ConnectedWire implements AutoCloseable {
        private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        private final DatagramSocket relaySide = new DatagramSocket();
        private volatile @Nullable SocketAddress client;

        ConnectedWire(InetSocketAddress called) throws IOException {
            relaySide.connect(called);
            Thread.ofVirtual().start(() -> carry(clientSide, true));
            Thread.ofVirtual().start(() -> carry(relaySide, false));
        }

        private void carry(DatagramSocket from, boolean toRelay) {
            DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
            try {
                while (true) {
                    packet.setLength(MAX_PACKET_BYTES);
                    from.receive(packet);
                    if (toRelay) {
                        client = packet.getSocketAddress();
                        relaySide.send(new DatagramPacket(
                                packet.getData(), packet.getLength(), relaySide.getRemoteSocketAddress()));
                    } else {
                        clientSide.send(new DatagramPacket(packet.getData(), packet.getLength(), client));
                    }
                }
            } catch (IOException e) {
                close();
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) clientSide.getLocalSocketAddress();
        }

        @Override
        public void close() {
            clientSide.close();
            relaySide.close();
        }
    }

    /** Does something with each datagram. */
    private record OnDatagram(BiConsumer<Connection, ByteBuf> does) implements ConnectionHandler {
        @Override
        public void onSignal(Connection source, SignalMessage message) {}

        @Override
        public void onUnreadableSignal(Connection source, String problem) {}

        @Override
        public void onDatagram(Connection source, ByteBuf datagram) {
            does.accept(source, datagram);
        }

        @Override
        public void onClosed(Connection source, CloseInfo info) {}
    }

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    private DirectEndpoint serve(String wildcard, RelayConfig.Limits limits) throws IOException {
        return DirectEndpoint.bind(
                EndpointSettings.of(new InetSocketAddress(wildcard, 0), limits),
                RelayCertificate.of(Seed.ofHex("42".repeat(32))),
                connection -> new OnDatagram(Connection::sendDatagram));
    }

    private static RelayConfig.Limits withTwoPlaces() {
        RelayConfig.Limits limits = PatientLimits.limits();
        return new RelayConfig.Limits(
                2,
                2,
                limits.firstFrame(),
                limits.setup(),
                limits.signalBytesBeforeLogin(),
                limits.signalBytes(),
                limits.mediaOutbox(),
                limits.mediaMaxAge(),
                limits.stopGrace(),
                limits.quotas());
    }

    private static DirectEndpoint client() throws IOException {
        return DirectEndpoint.client(
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
    }

    private void talk(DirectEndpoint relay, String called) throws Exception {
        InetSocketAddress there =
                new InetSocketAddress(called, relay.localAddress().getPort());
        heard.clear();
        try (ConnectedWire wire = new ConnectedWire(there);
                DirectEndpoint client = client()) {
            Connection connection = client.connect(
                            wire.address(),
                            "general",
                            new OnDatagram((source, datagram) -> heard.add(datagram.toString(StandardCharsets.UTF_8))))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            connection.sendDatagram(Unpooled.copiedBuffer("from " + called, StandardCharsets.UTF_8));
            await().atMost(PATIENCE).until(() -> heard.contains("from " + called));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.1, 127.0.0.2", "::, 127.0.0.2, 127.0.0.3", "::, ::1, 127.0.0.1"})
    void everyPacketLeavesFromTheAddressThatWasCalled(String wildcard, String one, String other) throws Exception {
        try (DirectEndpoint relay = serve(wildcard, PatientLimits.limits())) {
            talk(relay, other);
            talk(relay, one);
            talk(relay, other);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.2", "::, 127.0.0.3", "::, ::1"})
    void aRetryLeavesFromThereAsWell(String wildcard, String called) throws Exception {
        try (DirectEndpoint relay = serve(wildcard, withTwoPlaces());
                DirectEndpoint client = client()) {
            InetSocketAddress there =
                    new InetSocketAddress("127.0.0.1", relay.localAddress().getPort());
            Connection first = client.connect(there, "general", new OnDatagram((source, datagram) -> {}))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(first.isOpen()).as("holds half of the places").isTrue();
            talk(relay, called);
            assertThat(relay.counters().of(EndpointCounters.Event.RETRY_SENT)).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.2", "::, 127.0.0.3", "::, ::1"})
    void theOfferOfAnotherVersionLeavesFromThereAsWell(String wildcard, String called) throws Exception {
        try (DirectEndpoint relay = serve(wildcard, PatientLimits.limits());
                DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(called, relay.localAddress().getPort()));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            byte[] unknown = new byte[SMALLEST_INITIAL_BYTES];
            unknown[0] = (byte) 0xc0;
            unknown[1] = 0x1a;
            unknown[2] = 0x2a;
            unknown[3] = 0x3a;
            unknown[4] = 0x4a;
            unknown[5] = 8;
            unknown[14] = 8;
            socket.send(new DatagramPacket(unknown, unknown.length));

            DatagramPacket answer = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
            socket.receive(answer);

            assertThat(answer.getLength()).isGreaterThan(7);
            assertThat(new byte[] {answer.getData()[1], answer.getData()[4]})
                    .as("version negotiation has version 0")
                    .containsOnly(0);
        }
    }
}
