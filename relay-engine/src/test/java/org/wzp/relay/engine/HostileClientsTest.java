package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelaySnapshot.Attention;
import org.wzp.relay.api.RelaySnapshot.Drop;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.Endpoints;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage;

/** Clients that misbehave: nobody else may notice, and everything is counted. */
class HostileClientsTest {
    private static final int FLOOD = 100_000;
    /** Small enough that neither side's bounded queues drop what the test counts. */
    private static final int WINDOW = 50;

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
    void hundredThousandMalformedDatagramsDisturbNobodyAndAreCounted() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");
        TestClient vandal = new TestClient().join(relay, "podcast", "Vandal");
        Random random = new Random(7);
        long violationsBefore = HotPathGuard.violations();
        int told = 0;

        for (int sent = 0; sent < FLOOD; sent += WINDOW) {
            for (int i = 0; i < WINDOW; i++) {
                vandal.sendRaw(malformed(random));
            }
            long offered = sent + WINDOW;
            TestClient.await(() -> assertThat(vandal.connection().counters().sent()
                            + vandal.connection().counters().dropped())
                    .isGreaterThanOrEqualTo(offered));
            if (sent % 10_000 == 0) {
                anna.say("still here " + told++);
            }
        }

        int expected = told;
        TestClient.await(() -> assertThat(ben.heard()).hasSize(expected));
        assertThat(vandal.heard()).hasSize(expected);
        assertThat(anna.heard()).isEmpty();
        assertThat(vandal.closeInfo()).isEmpty();
        long arrived = vandal.connection().counters().sent();
        assertThat(arrived).isGreaterThan(FLOOD * 9L / 10);
        // On loopback a datagram handed to QUIC may still be lost to a full socket buffer, but not many are.
        TestClient.await(() -> assertThat(dropped("malformed")).isBetween(arrived * 8 / 10, (long) FLOOD));
        TestClient.await(() -> assertThat(relay.relay().snapshot().attention())
                .extracting(Attention::text)
                .anyMatch(text -> text.contains("(malformed)")));
        assertThat(HotPathGuard.violations()).isEqualTo(violationsBefore);
    }

    @Test
    void hundredThousandDatagramsBeforeTheLoginCostNobodyAnythingAndAreCounted() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");
        TestClient vandal = new TestClient().connect(relay, "podcast");
        byte[] packet = new byte[200];

        for (int sent = 0; sent < FLOOD; sent += WINDOW) {
            for (int i = 0; i < WINDOW; i++) {
                vandal.sendRaw(packet);
            }
            long offered = sent + WINDOW;
            TestClient.await(() -> assertThat(vandal.connection().counters().sent()
                            + vandal.connection().counters().dropped())
                    .isGreaterThanOrEqualTo(offered));
        }
        anna.say("still here");

        TestClient.await(() -> assertThat(ben.heard()).containsExactly("still here"));
        long arrived = vandal.connection().counters().sent();
        // All but the 64 KiB that wait for the login.
        TestClient.await(() -> assertThat(counted("early")).isBetween(arrived * 8 / 10 - 328, FLOOD - 327L));
        vandal.offer("Vandal");
        TestClient.await(() -> assertThat(vandal.roster()).contains("Vandal"));
        TestClient.await(() -> assertThat(dropped("early")).isEqualTo(counted("early")));
    }

    @Test
    void unreadableSignalsOfManyAfterTheLoginAreSkippedAndCounted() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        List<TestClient> vandals = IntStream.range(0, 20)
                .mapToObj(i -> new TestClient().join(relay, "podcast", "Vandal " + i))
                .toList();

        for (int round = 1; round <= 4; round++) {
            for (TestClient vandal : vandals) {
                for (int i = 0; i < WINDOW; i++) {
                    vandal.send(NO_JSON);
                }
            }
            long expected = (long) round * vandals.size() * WINDOW;
            TestClient.await(() -> assertThat(counted("signal-unreadable")).isEqualTo(expected));
        }
        vandals.getFirst().send(new SignalMessage.LossRecoveryUpdate(1, 0, 0)).say("still here");

        TestClient.await(() -> assertThat(anna.heard()).containsExactly("still here"));
        TestClient.await(() -> assertThat(counted("signal-ignored")).isEqualTo(1));
        assertThat(vandals).allSatisfy(vandal -> assertThat(vandal.closeInfo()).isEmpty());
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
                Duration.ofMillis(500));
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

    private long dropped(String cause) {
        return relay.relay().snapshot().traffic().dropped().stream()
                .filter(drop -> drop.cause().equals(cause))
                .mapToLong(Drop::count)
                .sum();
    }

    /** Too short, of no codec, or with a report that is not there. */
    private static byte[] malformed(Random random) {
        byte[] bytes = new byte[random.nextInt(1, 60)];
        random.nextBytes(bytes);
        if (bytes.length >= 12) {
            bytes[0] = (byte) (bytes.length < 16 && random.nextBoolean() ? 0b10 : 9 + random.nextInt(7) << 2);
        }
        return bytes;
    }
}
