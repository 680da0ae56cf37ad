package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.Endpoints;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage;

/** Clients that misbehave: nobody else may notice, and everything is counted. */
class HostileClientsTest {
    /** Not a number is written as null, which no profile may have. */
    private static final SignalMessage NO_JSON =
            new SignalMessage.QualityDirective(new QualityProfile(CodecId.OPUS_24K, Float.NaN, 20, 5), null);

    @TempDir
    private Path home;

    private RelayFixture relay;

    @BeforeEach
    void start() {
        relay = RelayFixture.started(home);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void unreadableSignalBeforeTheLoginEndsIt() {
        new TestClient().connect(relay, "podcast").send(NO_JSON).assertClosedWith(CloseReason.PROTOCOL_VIOLATION);

        assertThat(counted("refused.unreadable-signal")).isEqualTo(1);
    }

    @Test
    void crowdOfForgersIsTurnedAwayWhileOthersTalk() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        for (int i = 0; i < 100; i++) {
            TestClient forger = new TestClient().connect(relay, "podcast");
            forger.send(new SignalMessage.Ping(i));
            anna.say("word " + i);
            forger.awaitClose();
        }

        TestClient.await(() -> assertThat(ben.heard()).hasSize(100));
        assertThat(relay.relay().sessionsTaken()).isEqualTo(2);
    }

    @Test
    void clientThatDiesWithoutAWordIsGoneAfterTheIdleTime() throws IOException {
        EndpointSettings mortal = new EndpointSettings(
                new InetSocketAddress("127.0.0.1", 0),
                RelayConfig.Limits.defaults(),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                LockLedger.system());
        try (CuttableWire wire = new CuttableWire(relay.address());
                QuicEndpoint dialler = Endpoints.client(RelayConfig.Transport.AUTO, mortal)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben =
                    new TestClient().connect(dialler, wire.address(), "podcast").offer("Ben");
            TestClient.await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));

            wire.cut();

            TestClient.await(() -> assertThat(anna.roster()).containsExactly("Anna"));
            TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isEqualTo(1));
            assertThat(ben.heard()).isEmpty();
        }
    }

    private long counted(String name) {
        return relay.relay().admissions().getOrDefault(name, 0L);
    }
}
