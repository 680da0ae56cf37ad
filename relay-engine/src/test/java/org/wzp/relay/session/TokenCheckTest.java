package org.wzp.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.session.TokenVerdict.Accepted;
import org.wzp.relay.session.TokenVerdict.Outcome;

/** Against a real HTTP server on loopback. */
class TokenCheckTest {
    private static final String FINGERPRINT = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    private final AdmissionCounters counters = new AdmissionCounters();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void validTokenGivesTheServicesFingerprintAndTheRequestIsWhatTheServiceExpects() {
        answer(200, "{\"valid\":true,\"fingerprint\":\"" + FINGERPRINT + "\",\"alias\":\"Anna\",\"expires_at\":1}");

        assertThat(check("a\"b")).isEqualTo(new Accepted(FINGERPRINT));

        assertThat(asked).containsExactly("POST application/json {\"token\":\"a\\\"b\"}");
        assertThat(counters.of(Outcome.OK)).isEqualTo(1);
    }

    @Test
    void fingerprintInAnotherFormIsBroughtToTheOneUsedEverywhere() {
        answer(200, "{\"valid\":true,\"fingerprint\":\"518EB93562FA9E34E59C28B67FC2D384\"}");

        assertThat(check("t")).isEqualTo(new Accepted(FINGERPRINT));
    }

    @Test
    void fingerprintThatIsNoneIsUsedAsItIs() {
        answer(200, "{\"valid\":true,\"fingerprint\":\"anna@example\"}");

        assertThat(check("t")).isEqualTo(new Accepted("anna@example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"valid\":false,\"fingerprint\":\"x\"}        | REFUSED",
                "403 | {\"valid\":true,\"fingerprint\":\"x\"}         | REFUSED",
                "404 | {}                                             | REFUSED",
                "500 | {}                                             | ERROR",
                "429 | {}                                             | ERROR",
                "200 | {\"valid\":true}                               | ERROR",
                "200 | {\"valid\":\"true\",\"fingerprint\":\"x\"}     | ERROR",
                "200 | {\"valid\":true,\"fingerprint\":\" \"}         | ERROR",
                "200 | <html>                                         | ERROR",
                "200 | []                                             | ERROR",
            })
    void everythingElseIsARefusalCountedByItsKind(int status, String body, Outcome expected) {
        answer(status, body);

        assertThat(check("t").outcome()).isEqualTo(expected);
        assertThat(counters.of(expected)).isEqualTo(1);
    }

    @Test
    void endlessAnswerIsCutOff() {
        answer(200, "{\"valid\":true,\"fingerprint\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(check("t").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void serviceThatDoesNotAnswerIsATimeout() {
        server.createContext("/", exchange -> {
            await(release);
            exchange.close();
        });

        try (TokenCheck tokens = tokens(Duration.ofMillis(150))) {
            assertThat(tokens.check("t", from(1)).join().outcome()).isEqualTo(Outcome.TIMEOUT);
        }
        assertThat(counters.of(Outcome.TIMEOUT)).isEqualTo(1);
    }

    @Test
    void serviceThatIsNotThereIsAnError() {
        server.stop(0);

        assertThat(check("t").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void deadServiceCanNotPileUpRequests() {
        server.createContext("/", exchange -> {
            await(release);
            exchange.close();
        });
        try (TokenCheck tokens = tokens(Duration.ofSeconds(5))) {
            List<CompletableFuture<TokenVerdict>> waiting = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                waiting.add(tokens.check("t", from(i % 4)));
            }

            CompletableFuture<TokenVerdict> oneTooMany = tokens.check("t", from(5));

            assertThat(oneTooMany).isCompleted();
            assertThat(oneTooMany.join().outcome()).isEqualTo(Outcome.BUSY);
            release.countDown();
            assertThat(waiting).allSatisfy(future -> assertThat(
                            future.orTimeout(5, TimeUnit.SECONDS).join().outcome())
                    .isEqualTo(Outcome.ERROR));
        }
    }

    @Test
    void oneAddressLeavesRequestsForOthers() {
        server.createContext("/", exchange -> {
            await(release);
            exchange.close();
        });
        try (TokenCheck tokens = tokens(Duration.ofSeconds(5))) {
            List<CompletableFuture<TokenVerdict>> waiting = new ArrayList<>();
            for (int i = 0; i < TokenCheck.MAX_FROM_ONE_ADDRESS; i++) {
                waiting.add(tokens.check("t", from(1)));
            }

            assertThat(tokens.check("t", from(1)).join().outcome()).isEqualTo(Outcome.BUSY);
            CompletableFuture<TokenVerdict> neighbour = tokens.check("t", from(2));
            assertThat(neighbour).isNotCompleted();
            release.countDown();

            assertThat(waiting)
                    .allSatisfy(future -> future.orTimeout(5, TimeUnit.SECONDS).join());
            assertThat(neighbour.orTimeout(5, TimeUnit.SECONDS).join().outcome())
                    .isNotEqualTo(Outcome.BUSY);
            assertThat(tokens.check("t", from(1)).join().outcome()).isNotEqualTo(Outcome.BUSY);
        }
    }

    private static AddressKey from(int number) {
        return new AddressKey(number, false);
    }

    private TokenVerdict check(String token) {
        try (TokenCheck tokens = tokens(Duration.ofSeconds(5))) {
            return tokens.check(token, from(1)).join();
        }
    }

    private TokenCheck tokens(Duration timeout) {
        return new TokenCheck(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/check"), timeout, counters);
    }

    private void answer(int status, String body) {
        answer("/", status, body);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + type + " " + sent);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
