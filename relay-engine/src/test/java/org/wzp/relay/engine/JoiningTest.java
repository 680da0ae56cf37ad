package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.text.BuildText;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.wire.HangupReason;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage.AuthToken;
import org.wzp.relay.wire.SignalMessage.CallAnswer;
import org.wzp.relay.wire.SignalMessage.CallOffer;
import org.wzp.relay.wire.SignalMessage.Hangup;

/** Coming in, being heard and going out, with real QUIC connections on loopback. */
class JoiningTest {
    @TempDir
    private Path home;

    @Test
    void participantsOfARoomHearEachOtherAndNotThemselves() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");
            TestClient.await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));

            anna.say("hello");
            ben.say("good day");

            TestClient.await(() -> assertThat(ben.heard()).containsExactly("hello"));
            TestClient.await(() -> assertThat(anna.heard()).containsExactly("good day"));
            assertThat(anna.signals().getFirst()).isInstanceOfSatisfying(CallAnswer.class, answer -> {
                assertThat(Handshake.verify(answer)).isTrue();
                assertThat(answer.chosenProfile()).isEqualTo(QualityProfile.GOOD);
            });
        }
    }

    @Test
    void threeParticipantsInTwoRoomsNeverCross() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "one", "Anna");
            TestClient ben = new TestClient().join(relay, "one", "Ben");
            TestClient carol = new TestClient().join(relay, "two", "Carol");

            for (int i = 0; i < 50; i++) {
                carol.say("from two");
                anna.say("from one");
            }
            TestClient.await(() -> assertThat(ben.heard()).hasSize(50));

            assertThat(ben.heard()).containsOnly("from one");
            assertThat(anna.heard()).isEmpty();
            assertThat(carol.heard()).isEmpty();
            assertThat(carol.roster()).containsExactly("Carol");
        }
    }

    @Test
    void mediaSentBeforeTheAnswerIsForwardedAfterTheJoin() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");

            TestClient anna = new TestClient().connect(relay, "podcast");
            anna.say("early").offer("Anna");

            TestClient.await(() -> assertThat(ben.heard()).containsExactly("early"));
        }
    }

    @Test
    void whoLeavesDisappearsFromTheRosterAndTheRoomWithTheLast() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");

            ben.leave();
            TestClient.await(() -> assertThat(anna.roster()).containsExactly("Anna"));
            anna.leave();

            TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).isEmpty());
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isZero());
        }
    }

    @Test
    void hangupOnARoomConnectionIsIgnored() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");

            anna.send(new Hangup(HangupReason.NORMAL, null)).say("still here");

            TestClient.await(() -> assertThat(ben.heard()).containsExactly("still here"));
        }
    }

    @Test
    void newerConnectionOfAnIdentityReplacesTheOlder() {
        Identity identity = TestClient.newIdentity();
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient older = new TestClient(identity).join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");

            TestClient newer = new TestClient(identity).join(relay, "podcast", "Anna again");

            older.assertClosedWith(CloseReason.REPLACED);
            TestClient.await(() -> assertThat(ben.roster()).containsExactlyInAnyOrder("Ben", "Anna again"));
            newer.say("me");
            TestClient.await(() -> assertThat(ben.heard()).containsExactly("me"));
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isEqualTo(2));
        }
    }

    @Test
    void newerConnectionReplacesTheOlderAlsoWhenEveryPlaceIsTaken() {
        Identity identity = TestClient.newIdentity();
        try (RelayFixture relay = RelayFixture.started(RelayFixture.withMaxSessions(RelayFixture.config(home), 2))) {
            TestClient older = new TestClient(identity).join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");

            TestClient newer = new TestClient(identity).join(relay, "podcast", "Anna again");

            older.assertClosedWith(CloseReason.REPLACED);
            assertThat(relay.relay().sessionsTaken()).isEqualTo(2);
            newer.say("me");
            TestClient.await(() -> assertThat(ben.heard()).containsExactly("me"));
            new TestClient().connect(relay, "podcast").offer("Carol").assertClosedWith(CloseReason.RELAY_FULL);
            new TestClient(identity)
                    .connect(relay, "elsewhere")
                    .offer("Anna in a second room")
                    .assertClosedWith(CloseReason.RELAY_FULL);

            newer.leave();
            TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isEqualTo(1));
            new TestClient().join(relay, "podcast", "Carol");
        }
    }

    @Test
    void offerWithAnotherIdentitysKeyIsRefused() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient forger = new TestClient().connect(relay, "podcast");
            CallOffer genuine = Handshake.offer(
                    forger.identity(),
                    EphemeralKey.ofSecret(Seed.ofHex("11".repeat(32)).bytes()),
                    QualityProfile.STANDARD,
                    "Anna");

            forger.send(new CallOffer(
                    TestClient.newIdentity().publicKey(),
                    genuine.ephemeralPub(),
                    genuine.signature(),
                    genuine.supportedProfiles(),
                    "Anna"));

            forger.assertClosedWith(CloseReason.BAD_HANDSHAKE);
            assertThat(forger.signals()).isEmpty();
            TestClient.await(() -> assertThat(relay.events())
                    .filteredOn(RelayEvent.TurnedAway.class::isInstance)
                    .hasSize(1));
        }
    }

    @Test
    void relayWithAllSessionsTakenSaysSoAndTakesTheNextWhenOneLeaves() {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.withMaxSessions(RelayFixture.config(home), 2))) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            new TestClient().join(relay, "other", "Ben");

            new TestClient().connect(relay, "podcast").offer("Carol").assertClosedWith(CloseReason.RELAY_FULL);
            TestClient.await(() -> assertThat(relay.relay().snapshot().attention())
                    .extracting(NoticeWords::english)
                    .anyMatch(text -> text.startsWith("All 2 sessions are taken")));
            anna.leave();

            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isEqualTo(1));
            new TestClient().join(relay, "podcast", "Carol");
        }
    }

    @Test
    void silentClientIsClosedAfterTheFirstSignalLimit() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient silent = new TestClient().connect(relay, "podcast");
            TestClient talker = new TestClient().join(relay, "podcast", "Anna");

            relay.clock().advance(Duration.ofSeconds(31));

            silent.assertClosedWith(CloseReason.SETUP_TIMEOUT);
            assertThat(talker.closeInfo()).isEmpty();
        }
    }

    @Test
    void pingIsClosedWithoutAWordAndVersionNamesTheBuild() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient ping = new TestClient().connect(relay, "ping");
            TestClient version = new TestClient().connect(relay, "version");

            assertThat(ping.awaitClose().code()).isZero();
            assertThat(version.awaitClose().code()).isZero();
            assertThat(version.streams()).containsExactly(BuildText.get());
        }
    }

    @Test
    void servicesOfLaterAndBadNamesAreRefusedCleanly() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            new TestClient().connect(relay, "_signal").assertClosedWith(CloseReason.NOT_SERVED);
            new TestClient().connect(relay, "call-18a1b2c3d4e5f607").assertClosedWith(CloseReason.NOT_ALLOWED);
        }
    }

    @Test
    void clientWithoutAServerNameIsInTheDefaultRoom() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            new TestClient().join(relay, "", "Anna");

            TestClient.await(() -> assertThat(relay.relay().snapshot().rooms())
                    .extracting(RoomStatus::name)
                    .containsExactly("default"));
        }
    }

    @Test
    void tokenDecidesWhoComesInAndUnderWhichFingerprint() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer service = tokenService(end);
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/");
        try (RelayFixture relay = RelayFixture.started(RelayFixture.withAuth(RelayFixture.config(home), url))) {
            new TestClient()
                    .connect(relay, "podcast")
                    .send(new AuthToken("good"))
                    .offer("Anna");
            ParticipantStatus anna = relay.row("Anna");
            assertThat(anna.fingerprint()).isEqualTo("0123:4567:89ab:cdef:0123:4567:89ab:cdef");

            new TestClient()
                    .connect(relay, "podcast")
                    .send(new AuthToken("bad"))
                    .offer("Ben")
                    .assertClosedWith(CloseReason.UNAUTHORISED);
            new TestClient().connect(relay, "podcast").offer("Carol").assertClosedWith(CloseReason.UNAUTHORISED);
            new TestClient()
                    .connect(relay, "podcast")
                    .send(new AuthToken("slow"))
                    .assertClosedWith(CloseReason.TOKEN_SERVICE_DOWN);
            TestClient.await(() -> assertThat(relay.events())
                    .filteredOn(RelayEvent.TurnedAway.class::isInstance)
                    .extracting(event -> DenialWords.of(((RelayEvent.TurnedAway) event).why()))
                    .hasSize(3)
                    .anyMatch(why -> why.contains("did not answer in time")));
        } finally {
            end.countDown();
            service.stop(0);
        }
    }

    private static HttpServer tokenService(CountDownLatch end) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.contains("slow")) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            boolean good = asked.equals("{\"token\":\"good\"}");
            byte[] answer = (good
                            ? "{\"valid\":true,\"fingerprint\":\"0123:4567:89ab:cdef:0123:4567:89ab:cdef\"}"
                            : "{\"valid\":false}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        return service;
    }

    @Test
    void churnLeavesNoPermitAndNoRoomBehind() {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.withMaxSessions(RelayFixture.config(home), 4))) {
            for (int round = 0; round < 15; round++) {
                List<TestClient> clients = List.of(
                        new TestClient().connect(relay, "churn").offer("a"),
                        new TestClient().connect(relay, "churn").offer("b"),
                        new TestClient().connect(relay, "churn").offer("c"),
                        new TestClient().connect(relay, "churn").offer("d"));
                if (round % 2 == 0) {
                    clients.forEach(client ->
                            TestClient.await(() -> assertThat(client.roster()).isNotEmpty()));
                }
                clients.forEach(TestClient::leave);
                TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isZero());
            }
            TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).isEmpty());
        }
    }
}
