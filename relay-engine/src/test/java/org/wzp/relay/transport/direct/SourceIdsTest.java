package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.wire.SignalMessage;

@EnabledOnOs(OS.LINUX)
class SourceIdsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final EndpointSettings SETTINGS = EndpointSettings.of(ANY_PORT, PatientLimits.limits());

    /** The client would take sixteen. */
    @Test
    void connectionIsKnownByFourIdsOfOursHoweverManyItsClientWouldTake() throws Exception {
        CompletableFuture<DirectConnection> accepted = new CompletableFuture<>();
        RelayCertificate certificate = RelayCertificate.of(Seed.ofHex("42".repeat(32)));
        try (DirectEndpoint server = DirectEndpoint.bind(SETTINGS, certificate, connection -> {
                    accepted.complete((DirectConnection) connection);
                    return new ConnectionHandler() {
                        @Override
                        public void onSignal(Connection from, SignalMessage message) {}

                        @Override
                        public void onUnreadableSignal(Connection from, String problem) {}

                        @Override
                        public void onDatagram(Connection from, ByteBuf datagram) {}

                        @Override
                        public void onClosed(Connection from, CloseInfo info) {}
                    };
                });
                DirectEndpoint client = DirectEndpoint.client(SETTINGS)) {
            HostilePeer peer = HostilePeer.dial(client, server.localAddress(), "general");
            assertThat(peer.connection().isOpen()).isTrue();
            DirectConnection connection = accepted.get(60, TimeUnit.SECONDS);
            await().until(() -> idsOf(connection) == 4);
            peer.datagram(new byte[10]);
            await().until(() -> connection.path().rttMicros() > 0);
            assertThat(idsOf(connection)).isEqualTo(4);
        }
    }

    private static int idsOf(DirectConnection connection) throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        connection.execute(() -> answer.complete(connection.sourceIds().size()));
        return answer.get(60, TimeUnit.SECONDS);
    }
}
