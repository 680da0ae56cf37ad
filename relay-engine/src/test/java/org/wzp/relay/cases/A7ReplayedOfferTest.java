package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage;

/** A7: whoever has copied an offer can't throw its owner out, and the operator hears of a key used from elsewhere. */
class A7ReplayedOfferTest {
    @TempDir
    private Path home;

    @Test
    void aCopiedOfferDoesNotThrowItsOwnerOut() throws IOException {
        Identity anna = TestClient.newIdentity();
        SignalMessage offer =
                Handshake.offer(anna, EphemeralKey.random(new SecureRandom()), QualityProfile.STANDARD, "Anna");
        try (RelayFixture relay = RelayFixture.started(home);
                QuicEndpoint elsewhere = elsewhere()) {
            TestClient owner = new TestClient(anna).connect(relay, "podcast").send(offer);
            TestClient.await(() -> assertThat(owner.roster()).contains("Anna"));

            new TestClient()
                    .connect(elsewhere, relay.address(), "podcast")
                    .send(offer)
                    .assertClosedWith(CloseReason.REPLAYED_LOGIN);
            // nor when the owner has left, nor into another room
            owner.leave();
            TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isZero());
            new TestClient()
                    .connect(elsewhere, relay.address(), "other")
                    .send(offer)
                    .assertClosedWith(CloseReason.REPLAYED_LOGIN);

            TestClient.await(() -> assertThat(relay.relay().snapshot().counted("refused.replayed-offer"))
                    .isEqualTo(2));
            new TestClient(anna).join(relay, "podcast", "Anna");
        }
    }

    @Test
    void aTakeoverFromAnotherAddressIsAnEventAndAnAttentionLine() throws IOException {
        Identity anna = TestClient.newIdentity();
        try (RelayFixture relay = RelayFixture.started(home);
                QuicEndpoint elsewhere = elsewhere()) {
            TestClient before = new TestClient(anna).join(relay, "podcast", "Anna");
            TestClient after = new TestClient(anna).connect(elsewhere, relay.address(), "podcast");
            after.offer("Anna");
            before.assertClosedWith(CloseReason.REPLACED);

            TestClient.await(() -> assertThat(relay.events())
                    .filteredOn(RelayEvent.TakenOver.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(RelayEvent.TakenOver.class, event -> {
                        assertThat(event.fingerprint())
                                .isEqualTo(anna.fingerprint().text());
                        assertThat(event.before()).startsWith("127.0.0.1:");
                        assertThat(event.now()).startsWith("127.0.0.2:");
                    }));
            TestClient.await(() -> assertThat(relay.relay().snapshot().attention())
                    .extracting(NoticeWords::english)
                    .anyMatch(text -> text.contains("Anna joined podcast again from 127.0.0.2:")));
            assertThat(relay.relay().snapshot().counted("taken-over")).isEqualTo(1);
        }
    }

    @Test
    void aReconnectFromTheSameAddressIsNoNews() {
        Identity anna = TestClient.newIdentity();
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient before = new TestClient(anna).join(relay, "podcast", "Anna");
            TestClient after = new TestClient(anna).join(relay, "podcast", "Anna");
            before.assertClosedWith(CloseReason.REPLACED);
            new TestClient().join(relay, "podcast", "Ben");
            TestClient.await(
                    () -> assertThat(relay.relay().snapshot().counted("joined")).isEqualTo(3));
            assertThat(relay.events()).noneMatch(RelayEvent.TakenOver.class::isInstance);
            assertThat(relay.relay().snapshot().counted("taken-over")).isZero();
            assertThat(after.closeInfo()).isEmpty();
        }
    }

    private static QuicEndpoint elsewhere() throws IOException {
        return Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.2", 0), PatientLimits.limits()));
    }
}
