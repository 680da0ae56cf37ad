package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.SignalMessage.Ping;

/** A4: after its login nobody can take more of a relay than its share. */
class A4LimitsAfterLoginTest {
    private static final RelayConfig.Quotas USUAL = RelayConfig.Quotas.defaults();

    @TempDir
    private Path home;

    private RelayFixture started(RelayConfig.Quotas quotas) {
        RelayConfig config = RelayFixture.config(home);
        return RelayFixture.started(config.with(config.limits().with(quotas)));
    }

    private static QuicEndpoint elsewhere() throws IOException {
        return Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.2", 0), PatientLimits.limits()));
    }

    @Test
    void oneAddressTakesNoMoreThanItsPlacesAndOthersStillJoin() throws IOException {
        RelayConfig.Quotas two = new RelayConfig.Quotas(
                OptionalInt.of(2),
                USUAL.joinsPerAddress(),
                USUAL.joinsPerIdentity(),
                USUAL.packetsPerSecond(),
                USUAL.bytesPerSecond(),
                USUAL.signalsPerSecond(),
                USUAL.rosterBytesPerSecond());
        try (RelayFixture relay = started(two);
                QuicEndpoint elsewhere = elsewhere()) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "other", "Ben");
            new TestClient()
                    .connect(relay, "podcast")
                    .offer("Carol")
                    .assertClosedWith(CloseReason.TOO_MANY_FROM_ADDRESS);
            TestClient dora = new TestClient().connect(elsewhere, relay.address(), "podcast");
            dora.offer("Dora");
            TestClient.await(() -> assertThat(dora.roster()).contains("Dora"));

            // a reconnect of one's own is no additional person
            TestClient annaAgain = new TestClient(anna.identity()).join(relay, "podcast", "Anna");
            anna.assertClosedWith(CloseReason.REPLACED);
            annaAgain.leave();
            TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isEqualTo(2));
            new TestClient().join(relay, "podcast", "Carol");

            TestClient.await(() -> assertThat(relay.relay().snapshot().counted("refused.address-full"))
                    .isEqualTo(1));
            assertThat(ben.closeInfo()).isEmpty();
        }
    }

    @Test
    void anOfficeBehindOneRouterTakesMostPlacesByDefault() {
        assertThat(USUAL.sessionsPerAddress(100)).isEqualTo(75);
        assertThat(USUAL.sessionsPerAddress(1_000)).isEqualTo(900);
        assertThat(USUAL.sessionsPerAddress(20)).isEqualTo(32);
    }

    @Test
    void whoeverSendsMoreThanOneMayIsCutAndItsRowSaysSo() {
        RelayConfig.Quotas slow = new RelayConfig.Quotas(
                USUAL.sessionsPerAddress(),
                USUAL.joinsPerAddress(),
                USUAL.joinsPerIdentity(),
                10,
                USUAL.bytesPerSecond(),
                USUAL.signalsPerSecond(),
                USUAL.rosterBytesPerSecond());
        try (RelayFixture relay = started(slow)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");
            anna.say("word 0");
            TestClient.await(() -> assertThat(ben.heard()).contains("word 0"));
            TestClient.await(() -> {
                // again and again, because on a busy machine a burst may end in Anna's own outbox
                for (int i = 1; i < 200; i++) {
                    anna.say("word " + i);
                }
                assertThat(relay.row("Anna").overLimit()).isGreaterThan(1_000);
            });
            ben.say("still here");
            TestClient.await(() -> assertThat(anna.heard()).contains("still here"));
            assertThat(relay.row("Ben").overLimit()).isZero();
            assertThat(ben.heard()).contains("word 0").hasSizeLessThan(1_000);
            TestClient.await(() -> assertThat(relay.relay().snapshot().traffic().dropped())
                    .extracting(Drop::cause)
                    .contains(DropCause.OVER_PACKETS));
        }
    }

    @Test
    void whoeverSendsMoreBytesThanOneMayIsCutToo() {
        RelayConfig.Quotas thin = new RelayConfig.Quotas(
                USUAL.sessionsPerAddress(),
                USUAL.joinsPerAddress(),
                USUAL.joinsPerIdentity(),
                USUAL.packetsPerSecond(),
                1_000,
                USUAL.signalsPerSecond(),
                USUAL.rosterBytesPerSecond());
        try (RelayFixture relay = started(thin)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            for (int i = 0; i < 200; i++) {
                anna.say("x".repeat(988));
            }
            TestClient.await(() -> assertThat(relay.relay().snapshot().traffic().dropped())
                    .extracting(Drop::cause)
                    .contains(DropCause.OVER_BYTES));
        }
    }

    @Test
    void oneIdentityJoinsOnlySoOften() {
        RelayConfig.Quotas rare = new RelayConfig.Quotas(
                USUAL.sessionsPerAddress(),
                USUAL.joinsPerAddress(),
                2,
                USUAL.packetsPerSecond(),
                USUAL.bytesPerSecond(),
                USUAL.signalsPerSecond(),
                USUAL.rosterBytesPerSecond());
        Identity anna = TestClient.newIdentity();
        try (RelayFixture relay = started(rare)) {
            new TestClient(anna).join(relay, "podcast", "Anna");
            new TestClient(anna).join(relay, "podcast", "Anna");
            new TestClient(anna).connect(relay, "podcast").offer("Anna").assertClosedWith(CloseReason.TOO_MANY_JOINS);
            new TestClient().join(relay, "podcast", "Ben");
            TestClient.await(() -> assertThat(relay.relay().snapshot().counted("refused.identity-joins"))
                    .isEqualTo(1));
        }
    }

    @Test
    void oneAddressJoinsOnlySoOften() throws IOException {
        RelayConfig.Quotas rare = new RelayConfig.Quotas(
                USUAL.sessionsPerAddress(),
                2,
                USUAL.joinsPerIdentity(),
                USUAL.packetsPerSecond(),
                USUAL.bytesPerSecond(),
                USUAL.signalsPerSecond(),
                USUAL.rosterBytesPerSecond());
        try (RelayFixture relay = started(rare);
                QuicEndpoint elsewhere = elsewhere()) {
            new TestClient().join(relay, "podcast", "Anna").leave();
            new TestClient().join(relay, "podcast", "Ben").leave();
            new TestClient().connect(relay, "podcast").offer("Carol").assertClosedWith(CloseReason.TOO_MANY_JOINS);
            TestClient dora = new TestClient().connect(elsewhere, relay.address(), "podcast");
            dora.offer("Dora");
            TestClient.await(() -> assertThat(dora.roster()).contains("Dora"));
            TestClient.await(() -> assertThat(relay.relay().snapshot().counted("refused.address-joins"))
                    .isEqualTo(1));
        }
    }

    @Test
    void whoeverNeverStopsSendingSignalsIsSkippedAndThenDisconnected() {
        try (RelayFixture relay = started(USUAL)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");
            List<Long> looked = new ArrayList<>();
            for (int sent = 0; sent < 5_000 && anna.closeInfo().isEmpty(); sent += 20) {
                for (int i = 0; i < 20; i++) {
                    anna.send(new Ping(i));
                }
                long soFar = sent + 20;
                TestClient.await(() -> assertThat(anna.closeInfo().isPresent() || signals(relay) >= soFar)
                        .isTrue());
                looked.add(signals(relay));
            }
            anna.assertClosedWith(CloseReason.TOO_MANY_SIGNALS);
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().counted("signal-flood")).isEqualTo(1));
            assertThat(relay.relay().snapshot().counted("signal-skipped")).isGreaterThanOrEqualTo(1_000);
            assertThat(ben.closeInfo()).isEmpty();
            assertThat(looked).isNotEmpty();
        }
    }

    private static long signals(RelayFixture relay) {
        return relay.relay().admissions().getOrDefault("signal-ignored", 0L)
                + relay.relay().admissions().getOrDefault("signal-skipped", 0L);
    }
}
