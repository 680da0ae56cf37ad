package org.wzp.relay.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.admission.TokenVerdict.Accepted;
import org.wzp.relay.admission.TokenVerdict.Denied;
import org.wzp.relay.admission.TokenVerdict.Outcome;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.TokenProblem;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.rates.KeyedPlaces;
import org.wzp.relay.text.Cut;

/**
 * Asks the token service whether a token is good (wire specification 11.1). One pooled HTTP client, everything on virtual
 * threads; callers get a future and never wait. A dead service can pile up at most {@value #MAX_AT_ONCE} requests, {@value
 * #MAX_FROM_ONE_ADDRESS} of them from one address, so that nobody takes them all; who comes then is refused at once.
 */
public final class TokenCheck implements AutoCloseable {
    private static final int MAX_AT_ONCE = 64;
    static final int MAX_FROM_ONE_ADDRESS = 16;
    private static final int MAX_ANSWER_BYTES = 65_536;
    private static final int FINGERPRINT_HEX_DIGITS = 32;
    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR_FIRST = 500;

    private final URI service;
    private final Duration timeout;
    private final AdmissionCounters counters;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);
    private final KeyedPlaces<AddressKey> byAddress = new KeyedPlaces<>(MAX_FROM_ONE_ADDRESS);
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client;
    private final AtomicInteger turnedAwaySince = new AtomicInteger();
    private volatile @Nullable Trouble trouble;

    /** @param people who were turned away because of it */
    private record Trouble(TokenProblem problem, int people) {}

    /** @param timeout for one whole check; 5 s in the reference */
    public TokenCheck(URI service, Duration timeout, AdmissionCounters counters) {
        this.service = service;
        this.timeout = timeout;
        this.counters = counters;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Completes normally in every case, on some virtual thread, after at most the time limit.
     *
     * @param from who shows the token
     */
    public CompletableFuture<TokenVerdict> check(String token, AddressKey from) {
        if (!byAddress.take(from)) {
            return CompletableFuture.completedFuture(
                    counted(new Denied(Outcome.BUSY, TokenProblem.Plain.TOO_MANY_FROM_ADDRESS)));
        }
        if (!room.tryAcquire()) {
            byAddress.giveBack(from);
            return CompletableFuture.completedFuture(counted(new Denied(Outcome.BUSY, TokenProblem.Plain.TOO_MANY)));
        }
        CompletableFuture<HttpResponse<byte[]>> exchange = ask(token);
        return exchange.copy()
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .handle((response, problem) -> {
                    room.release();
                    byAddress.giveBack(from);
                    if (problem != null) {
                        exchange.cancel(true);
                        return counted(problem(problem));
                    }
                    return counted(read(response));
                });
    }

    /** What can't even be sent fails like what was: whoever asked gives its places back there. */
    private CompletableFuture<HttpResponse<byte[]>> ask(String token) {
        try {
            return client.sendAsync(
                    request(token),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(String token) {
        String body = json.createObjectNode().put("token", token).toString();
        return HttpRequest.newBuilder(service)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private TokenVerdict read(HttpResponse<byte[]> response) {
        if (response.statusCode() >= SERVER_ERROR_FIRST || response.statusCode() == TOO_MANY_REQUESTS) {
            // no verdict on the token (RFC 9110, 15.6; RFC 6585, 4)
            return new Denied(Outcome.ERROR, new TokenProblem.Answered(response.statusCode()));
        }
        if (response.statusCode() < OK_FIRST || response.statusCode() > OK_LAST) {
            return new Denied(Outcome.REFUSED, new TokenProblem.Answered(response.statusCode()));
        }
        JsonNode answer;
        try {
            answer = json.readTree(new String(response.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return new Denied(Outcome.ERROR, TokenProblem.Plain.NO_JSON);
        }
        JsonNode valid = answer.path("valid");
        JsonNode fingerprint = answer.path("fingerprint");
        if (!valid.isBoolean()) {
            return new Denied(Outcome.ERROR, TokenProblem.Plain.NO_VERDICT);
        }
        if (!valid.booleanValue()) {
            return new Denied(Outcome.REFUSED, TokenProblem.Plain.NOT_VALID);
        }
        if (!fingerprint.isTextual() || fingerprint.textValue().isBlank()) {
            return new Denied(Outcome.ERROR, TokenProblem.Plain.NO_FINGERPRINT);
        }
        return new Accepted(normalised(fingerprint.textValue()));
    }

    /** The 8-group form when it is a fingerprint at all (relay behaviour 4), else exactly what the service said. */
    private static String normalised(String fingerprint) {
        String digits = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (digits.length() != FINGERPRINT_HEX_DIGITS || !digits.matches("[0-9a-f]+")) {
            return Cut.IDENTITY.of(fingerprint);
        }
        return digits.replaceAll("(.{4})(?!$)", "$1:");
    }

    private static TokenVerdict problem(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return new Denied(Outcome.TIMEOUT, TokenProblem.Plain.NOT_IN_TIME);
        }
        return new Denied(
                Outcome.ERROR, new TokenProblem.NotAsked(cause.getClass().getSimpleName()));
    }

    /** Why nobody can log in, for the operator, if the last request to the service failed; empty after an answer. */
    public Optional<Notice.TokenServiceFails> trouble() {
        return Optional.ofNullable(trouble)
                .map(now -> new Notice.TokenServiceFails(service.getHost(), now.problem(), now.people()));
    }

    private void remember(TokenVerdict verdict) {
        switch (verdict.outcome()) {
            case OK, REFUSED -> {
                trouble = null;
                turnedAwaySince.set(0);
            }
            case TIMEOUT, ERROR -> {
                if (verdict instanceof Denied denied) {
                    trouble = new Trouble(denied.problem(), turnedAwaySince.incrementAndGet());
                }
            }
            case BUSY, MISSING -> {}
        }
    }

    private TokenVerdict counted(TokenVerdict verdict) {
        remember(verdict);
        counters.count(verdict.outcome());
        return verdict;
    }

    /** Lets go of connections to the service; checks under way end as errors. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
