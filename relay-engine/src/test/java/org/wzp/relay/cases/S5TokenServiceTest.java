package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.wire.SignalMessage.AuthToken;

/** S5: a token service that can't be asked is something else than a token that it refused. */
class S5TokenServiceTest {
    @TempDir
    private Path home;

    private RelayFixture started(int port) {
        URI url = URI.create("http://operator:secret@127.0.0.1:" + port + "/check");
        return RelayFixture.started(RelayFixture.withAuth(RelayFixture.config(home), url));
    }

    @Test
    void aServiceThatIsNotThereIsToldToClientAndOperator() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = taken.getLocalPort();
        }
        try (RelayFixture relay = started(nobody)) {
            TestClient anna = new TestClient().connect(relay, "podcast").send(new AuthToken("good"));
            anna.assertClosedWith(CloseReason.TOKEN_SERVICE_DOWN);
            assertThat(anna.awaitClose().reason()).isEqualTo("the token service can't be asked");

            TestClient.await(() -> {
                assertThat(relay.relay().snapshot().counted("token.error")).isEqualTo(1);
                assertThat(relay.relay().snapshot().counted("refused.token-error"))
                        .isEqualTo(1);
                assertThat(relay.relay().snapshot().attention())
                        .filteredOn(line -> line.severity() == Attention.Severity.ERROR)
                        .singleElement()
                        .satisfies(line -> assertThat(NoticeWords.english(line))
                                .startsWith("Nobody new can join: the token service 127.0.0.1 can't be used")
                                .doesNotContain("secret"));
                assertThat(relay.events())
                        .filteredOn(RelayEvent.TurnedAway.class::isInstance)
                        .singleElement()
                        .satisfies(event -> assertThat(DenialWords.of(((RelayEvent.TurnedAway) event).why()))
                                .contains("the token service could not be asked"));
            });
        }
    }

    @Test
    void aServiceThatFailsIsNoVerdictAndItsRecoveryEndsTheWarning() throws IOException {
        AtomicInteger status = new AtomicInteger(503);
        AtomicReference<String> body = new AtomicReference<>("{}");
        HttpServer service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.createContext("/check", exchange -> {
            byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        try (RelayFixture relay = started(service.getAddress().getPort())) {
            new TestClient()
                    .connect(relay, "podcast")
                    .send(new AuthToken("good"))
                    .assertClosedWith(CloseReason.TOKEN_SERVICE_DOWN);
            TestClient.await(
                    () -> assertThat(relay.relay().snapshot().attention()).isNotEmpty());

            status.set(200);
            body.set("{\"valid\":false}");
            new TestClient()
                    .connect(relay, "podcast")
                    .send(new AuthToken("bad"))
                    .assertClosedWith(CloseReason.UNAUTHORISED);
            TestClient.await(() -> {
                assertThat(relay.relay().snapshot().attention()).isEmpty();
                assertThat(relay.relay().snapshot().counted("refused.token-refused"))
                        .isEqualTo(1);
            });
        } finally {
            service.stop(0);
        }
    }
}
