package org.wzp.relay.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/** A real relay on a free loopback port with its files in a temporary home, and a socket to dial it from. */
public final class RelayFixture implements AutoCloseable {
    /** Time that a test can move on; it moves by itself as well. */
    public static final class TurnableClock implements InstantSource {
        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        public void advance(Duration by) {
            ahead.updateAndGet(now -> now.plus(by));
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        public long nanos() {
            return System.nanoTime() + ahead.get().toNanos();
        }
    }

    private final TurnableClock clock = new TurnableClock();
    private final EmbeddedRelay relay;
    private final QuicEndpoint dialler;
    private final List<RelayEvent> events = new CopyOnWriteArrayList<>();

    private RelayFixture(RelayConfig config) {
        relay = new EmbeddedRelay(config, new RelayTime(clock, clock::nanos));
        AutoCloseable unused = relay.onEvent(events::add);
        try {
            dialler = Endpoints.client(
                    RelayConfig.Transport.AUTO,
                    EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), RelayConfig.Limits.defaults()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With everything at its default. */
    public static RelayFixture started(Path home) {
        return started(config(home));
    }

    public static RelayFixture started(RelayConfig config) {
        RelayFixture fixture = new RelayFixture(config);
        try {
            fixture.relay.start();
        } catch (RelayStartException e) {
            fixture.dialler.close();
            throw new AssertionError(e);
        }
        return fixture;
    }

    public static RelayConfig config(Path home) {
        return RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home);
    }

    public static RelayConfig withMaxSessions(RelayConfig config, int maxSessions) {
        return new RelayConfig(
                config.listen(),
                config.home(),
                config.identityFile(),
                maxSessions,
                config.authUrl(),
                config.limits(),
                config.transport(),
                config.logLevel(),
                config.warnings());
    }

    public static RelayConfig over(Transport transport, RelayConfig config) {
        return new RelayConfig(
                config.listen(),
                config.home(),
                config.identityFile(),
                config.maxSessions(),
                config.authUrl(),
                config.limits(),
                transport,
                config.logLevel(),
                config.warnings());
    }

    public static RelayConfig withAuth(RelayConfig config, URI authUrl) {
        return new RelayConfig(
                config.listen(),
                config.home(),
                config.identityFile(),
                config.maxSessions(),
                Optional.of(authUrl),
                config.limits(),
                config.transport(),
                config.logLevel(),
                config.warnings());
    }

    public static RelayConfig listeningOn(RelayConfig config, InetSocketAddress listen) {
        return new RelayConfig(
                listen,
                config.home(),
                config.identityFile(),
                config.maxSessions(),
                config.authUrl(),
                config.limits(),
                config.transport(),
                config.logLevel(),
                config.warnings());
    }

    public EmbeddedRelay relay() {
        return relay;
    }

    public QuicEndpoint dialler() {
        return dialler;
    }

    public TurnableClock clock() {
        return clock;
    }

    public InetSocketAddress address() {
        return relay.snapshot().endpoint().listening().orElseThrow();
    }

    public List<RelayEvent> events() {
        return List.copyOf(events);
    }

    public Outcome execute(OperatorCommand command) {
        return relay.execute("test", command);
    }

    /** The participant's row, as soon as a snapshot has it. */
    public ParticipantStatus row(String alias) {
        TestClient.await(() -> Assertions.assertThat(find(alias)).isPresent());
        return find(alias).orElseThrow();
    }

    private Optional<ParticipantStatus> find(String alias) {
        return relay.snapshot().rooms().stream()
                .flatMap(room -> room.participants().stream())
                .filter(participant -> participant.alias().equals(alias))
                .findFirst();
    }

    @Override
    public void close() {
        relay.close();
        dialler.close();
    }
}
