package org.wzp.console.relay;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.client.ServiceQuery;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/**
 * Asks a relay for its version over each of its addresses, as a client would: a whole QUIC handshake and an answer. From this
 * machine, so it does not tell what a firewall does with packets that come from elsewhere.
 */
public final class ListenCheck {
    /** Far longer than a handshake takes on one machine. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(ListenCheck.class);

    private ListenCheck() {}

    /** @param took how long handshake and answer took; empty when no answer came within three seconds */
    public record Answer(InetSocketAddress address, Optional<Duration> took) {}

    /** Blocks for some three seconds at most; all are asked at once. */
    public static List<Answer> ask(List<InetSocketAddress> addresses) {
        List<CompletableFuture<Answer>> asked = addresses.stream()
                .map(address -> CompletableFuture.supplyAsync(
                        () -> ask(address), task -> Thread.ofVirtual().start(task)))
                .toList();
        List<Answer> answers = new ArrayList<>();
        asked.forEach(one -> answers.add(one.join()));
        return answers;
    }

    private static Answer ask(InetSocketAddress address) {
        InetSocketAddress any =
                new InetSocketAddress(address.getAddress() instanceof Inet6Address ? "::" : "0.0.0.0", 0);
        long began = System.nanoTime();
        try (QuicEndpoint endpoint =
                Endpoints.client(RelayConfig.Transport.AUTO, EndpointSettings.of(any, RelayConfig.Limits.defaults()))) {
            var _ = ServiceQuery.version(endpoint, address)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return new Answer(address, Optional.of(Duration.ofNanos(System.nanoTime() - began)));
        } catch (IOException | CompletionException e) {
            LOG.info("The relay did not answer at {}: {}", address, e.getMessage());
            return new Answer(address, Optional.empty());
        }
    }
}
