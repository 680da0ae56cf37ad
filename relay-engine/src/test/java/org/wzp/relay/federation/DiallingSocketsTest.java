package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.loop.ThreadWatch;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/** A2, of the loop that dials from a second socket: links over it would never come back, so its end is the run's. */
class DiallingSocketsTest {
    @TempDir
    Path home;

    private static QuicEndpoint bound(String address) throws Exception {
        return Endpoints.bind(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress(address, 0), PatientLimits.limits()),
                RelayCertificate.of(FakePeer.seed(1)),
                connection -> ConnectionHandler.CLOSING);
    }

    @Test
    void theEndOfTheSecondSocketsLoopIsTold() throws Exception {
        List<ThreadWatch.Failure> told = new CopyOnWriteArrayList<>();
        try (QuicEndpoint own = bound("127.0.0.1");
                QuicEndpoint other = bound("::1");
                DiallingSockets sockets = new DiallingSockets(
                        RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home), LockLedger.system());
                ThreadWatch watch = new ThreadWatch(Duration.ofMillis(10), told::add)) {
            sockets.own(own);
            sockets.watchedBy(watch);
            watch.start();
            Connection connection = sockets.connect(other.localAddress(), "_federation", ConnectionHandler.CLOSING)
                    .get(TestClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            connection.execute(() -> {
                throw new StackOverflowError("on purpose");
            });
            await().atMost(TestClient.PATIENCE).untilAsserted(() -> assertThat(told)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.sentence()).contains("quic-", "on purpose")));
        }
    }
}
