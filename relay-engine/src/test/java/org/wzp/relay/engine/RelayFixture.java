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
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/** A real relay on a free loopback port with its files in a temporary home, and a socket to dial it from. */
public final class RelayFixture implements AutoCloseable {
    /** Time that a test can move on; it moves by itself as well, unless it is held. */
    public static final class TurnableClock implements InstantSource {
        /** @param by what shows the time while it is held; empty while it moves by itself */
        private record Reading(Duration ahead, Optional<Held> by) {}

        private record Held(Instant instant, long nanos) {}

        private final AtomicReference<Reading> reading =
                new AtomicReference<>(new Reading(Duration.ZERO, Optional.empty()));

        public void advance(Duration by) {
            reading.updateAndGet(now -> new Reading(now.ahead.plus(by), now.by));
        }

        /** From now on only {@link #advance} moves it, so a limit in time is kept exactly however slow the machine is. */
        public void hold() {
            reading.updateAndGet(now ->
                    new Reading(now.ahead, now.by.or(() -> Optional.of(new Held(Instant.now(), System.nanoTime())))));
        }

        /** It moves by itself again, on from where it is. */
        public void moveOn() {
            reading.updateAndGet(now -> new Reading(
                    now.by
                            .map(held -> now.ahead.minusNanos(System.nanoTime() - held.nanos))
                            .orElse(now.ahead),
                    Optional.empty()));
        }

        @Override
        public Instant instant() {
            Reading now = reading.get();
            return now.by.map(Held::instant).orElseGet(Instant::now).plus(now.ahead);
        }

        public long nanos() {
            Reading now = reading.get();
            return now.by.map(Held::nanos).orElseGet(System::nanoTime) + now.ahead.toNanos();
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
                    EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With everything at its default but how old media may be. */
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
        return RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home).with(PatientLimits.limits());
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

    /** @param spreadAbove people of a room that live on one loop before others are used */
    public static RelayConfig withLoops(RelayConfig config, int count, int spreadAbove) {
        return new RelayConfig(
                config.listen(),
                config.home(),
                config.identityFile(),
                config.maxSessions(),
                config.authUrl(),
                config.limits(),
                RelayConfig.Transport.DIRECT,
                new RelayConfig.Loops(OptionalInt.of(count), spreadAbove),
                config.logLevel(),
                config.federation(),
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

    /** What the operator reads about it. */
    public String told(OperatorCommand command) {
        return OutcomeWords.of(execute(command));
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
