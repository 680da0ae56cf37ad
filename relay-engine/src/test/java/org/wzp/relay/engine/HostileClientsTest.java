package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalCodec;
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
    void identityThatReplacesItselfOverAndOverDisturbsNobody() throws Exception {
        try (Conversation conversation = new Conversation(relay, "podcast")) {
            Identity one = TestClient.newIdentity();
            // as often as joins_per_identity lets it in one minute
            int times = 100;
            for (int i = 0; i < times; i++) {
                new TestClient(one).connect(relay, "podcast").offer("Turncoat");
            }
            TestClient.await(() -> assertThat(counted("joined")).isEqualTo(times + 2));
            TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isEqualTo(3));
            conversation.assertUndisturbed();
        }
    }

    @Test
    void peerWhoseAddressChangesWithEveryPacketDisturbsNobody() throws Exception {
        try (Conversation conversation = new Conversation(relay, "podcast");
                RovingWire wire = new RovingWire(relay.address(), 60)) {
            TestClient nomad = new TestClient()
                    .connect(relay.dialler(), wire.address(), "podcast")
                    .offer("Nomad");
            TestClient.await(() -> assertThat(nomad.roster()).contains("Nomad"));
            wire.rove();
            for (int i = 0; i < 500 && nomad.closeInfo().isEmpty(); i++) {
                long before = wire.moves();
                nomad.say("Nomad " + i);
                TestClient.await(() -> assertThat(wire.moves()).isGreaterThan(before));
            }
            assertThat(wire.moves()).isGreaterThan(60);
            conversation.assertUndisturbed();
        }
        TestClient newcomer = new TestClient().join(relay, "podcast", "Newcomer");
        assertThat(newcomer.closeInfo()).isEmpty();
    }

    /** One alias of 16 KiB fits a login; those of seventy people are more than any client takes in one roster. */
    @Test
    void aliasesOfUnreasonableLengthAndContentStaySmallAndPrintable() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        String alias = "\u001b[31m\r\n\u0000\u202e" + "\u0001".repeat(2_000);
        int vandals = 40;
        for (int i = 0; i < vandals; i++) {
            new TestClient().connect(relay, "podcast").offer(i + alias);
        }
        TestClient.await(() -> assertThat(anna.roster()).hasSize(vandals + 1));

        int rosterBytes = anna.signals().stream()
                .mapToInt(signal -> SignalCodec.encode(signal).length)
                .max()
                .orElseThrow();
        assertThat(rosterBytes).isLessThan(SignalCodec.MAX_BYTES / 16);
        TestClient.await(
                // members are told at once, the snapshot follows within a quarter of a second
                () -> assertThat(relay.relay().snapshot().rooms())
                        .singleElement()
                        .satisfies(room -> assertThat(room.participants())
                                .hasSize(vandals + 1)
                                .allSatisfy(
                                        row -> assertThat(row.alias()).doesNotContainPattern("\\p{Cntrl}|\u202e"))));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a second loopback address")
    void silentCrowdFromOneMachineKeepsNeitherItsNeighboursOutNorItsPlaces() throws Exception {
        EndpointSettings neighbour = EndpointSettings.of(new InetSocketAddress("127.0.0.2", 0), PatientLimits.limits());
        EndpointSettings machine = EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits());
        int places = RelayConfig.Limits.defaults().handshakesPerPrefix() * 3 / 4;
        try (Conversation conversation = new Conversation(relay, "podcast");
                QuicEndpoint crowd = Endpoints.client(RelayConfig.Transport.AUTO, machine);
                QuicEndpoint nextDoor = Endpoints.client(RelayConfig.Transport.AUTO, neighbour)) {
            long before = counted("transport.accepted");
            for (int i = 0; i < places + 100; i++) {
                var _ = crowd.connect(relay.address(), "podcast", new TestClient());
            }
            // the machine's own silent ones make room for its further ones
            TestClient.await(() -> assertThat(counted("transport.made-room")).isGreaterThanOrEqualTo(100));
            TestClient.await(
                    () -> assertThat(counted("transport.accepted") - before).isGreaterThanOrEqualTo(places));

            TestClient newcomer = new TestClient().connect(nextDoor, relay.address(), "podcast");
            newcomer.offer("Neighbour");
            TestClient.await(() -> assertThat(newcomer.roster()).contains("Neighbour"));

            relay.clock().advance(RelayConfig.Limits.defaults().firstFrame().plusSeconds(1));
            TestClient.await(() -> assertThat(counted("refused.silent")).isGreaterThanOrEqualTo(places / 2));
            conversation.assertUndisturbed();
        }
    }

    @Test
    void clientThatDiesWithoutAWordIsGoneAfterTheIdleTime() throws IOException {
        EndpointSettings mortal = new EndpointSettings(
                new InetSocketAddress("127.0.0.1", 0),
                RelayConfig.Limits.defaults(),
                1,
                EndpointSettings.Acknowledgements.LAZY,
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
