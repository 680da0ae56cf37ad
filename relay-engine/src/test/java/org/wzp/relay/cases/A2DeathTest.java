package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.StartWords;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.transport.common.LoopConnection;
import org.wzp.relay.wire.SignalMessage;

/**
 * Row A2: a relay that lost a thread it can't do without stayed alive as a corpse. Each of them is made to fail by a clock
 * that throws on it, in the real relay over both transports.
 */
class A2DeathTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    @TempDir
    Path home;

    /** The system's time, until somebody wants it to fail on one thread. */
    private static final class FailingTime {
        private record Fault(String thread, Supplier<? extends Throwable> what) {}

        private final AtomicReference<Fault> fault = new AtomicReference<>();

        void failOn(String thread, Supplier<? extends Throwable> what) {
            fault.set(new Fault(thread, what));
        }

        void mend() {
            fault.set(null);
        }

        RelayTime time() {
            return new RelayTime(
                    () -> {
                        failIfWanted();
                        return InstantSource.system().instant();
                    },
                    () -> {
                        failIfWanted();
                        return System.nanoTime();
                    });
        }

        private void failIfWanted() {
            Fault wanted = fault.get();
            if (wanted != null && Thread.currentThread().getName().startsWith(wanted.thread())) {
                A2DeathTest.<RuntimeException>sneaky(wanted.what().get());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneaky(Throwable what) throws T {
        throw (T) what;
    }

    private RelayConfig config(Transport transport) {
        RelayConfig plain = RelayConfig.defaults(ANY_PORT, home);
        return new RelayConfig(
                plain.listen(),
                plain.home(),
                plain.identityFile(),
                plain.maxSessions(),
                plain.authUrl(),
                plain.limits(),
                transport,
                plain.logLevel(),
                plain.warnings());
    }

    static Stream<Arguments> threads() {
        return Stream.of("quic-", "relay-sweep", "relay-engine", "relay-federation")
                .flatMap(thread ->
                        Stream.of(Transport.DIRECT, Transport.NETTY).map(transport -> Arguments.of(thread, transport)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("threads")
    void theEndOfAThreadEndsTheRunWithASentenceAndTheNextStartWorks(String thread, Transport transport)
            throws Exception {
        FailingTime time = new FailingTime();
        EmbeddedRelay relay = new EmbeddedRelay(config(transport), time.time());
        List<RelayEvent> events = new CopyOnWriteArrayList<>();
        try (relay;
                AutoCloseable _ = relay.onEvent(events::add);
                ExpectedLog log = ExpectedLog.everywhere();
                Visitors visitors = new Visitors()) {
            relay.start();
            InetSocketAddress address = addressOf(relay);
            visitors.join(address, "Anna").get(60, TimeUnit.SECONDS);

            time.failOn(thread, () -> new OutOfMemoryError("Java heap space"));
            // whoever comes now lets the loop look at the clock
            var _ = visitors.join(address, "Ben");

            await().atMost(PATIENCE).until(() -> relay.snapshot().state() == RelayState.FAILED);
            assertThat(StartWords.english(
                            relay.snapshot().failure().orElseThrow().cause()))
                    .startsWith("The relay has failed: its thread ")
                    .containsPattern(thread.equals("quic-") ? "quic-(loop|netty)-" + address.getPort() : thread)
                    .contains("OutOfMemoryError: Java heap space")
                    .contains("Start it again");
            assertThat(relay.snapshot().attention())
                    .extracting(NoticeWords::english)
                    .contains(StartWords.english(
                            relay.snapshot().failure().orElseThrow().cause()));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events)
                    .filteredOn(RelayEvent.StateChanged.class::isInstance)
                    .extracting(event -> ((RelayEvent.StateChanged) event).state())
                    .last()
                    .isEqualTo(RelayState.FAILED));
            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR The relay has failed: its thread "));
            await().atMost(PATIENCE).until(() -> isFree(address));

            time.mend();
            relay.start();
            assertThat(relay.snapshot().state()).isEqualTo(RelayState.RUNNING);
            visitors.join(addressOf(relay), "Cleo").get(60, TimeUnit.SECONDS);
        }
    }

    /** Whoever lives on the others is not left in a relay that carries a part of the voices. */
    @ParameterizedTest(name = "loop {0} of 4")
    @ValueSource(ints = {1, 2, 3, 4})
    @EnabledOnOs(OS.LINUX)
    void theEndOfAnyOneLoopEndsTheRunForAll(int loop) throws Exception {
        FailingTime time = new FailingTime();
        EmbeddedRelay relay = new EmbeddedRelay(withFourLoops(config(Transport.DIRECT)), time.time());
        try (relay;
                ExpectedLog log = ExpectedLog.everywhere();
                Visitors visitors = new Visitors()) {
            relay.start();
            InetSocketAddress address = addressOf(relay);
            for (int i = 0; i < 4; i++) {
                visitors.join(address, "Anna" + i).get(60, TimeUnit.SECONDS);
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            relay.snapshot().contention().loops())
                    .extracting(ContentionStatus.LoopRow::connections)
                    .containsExactly(1, 1, 1, 1));

            String thread = "quic-loop-" + address.getPort() + "-" + loop;
            time.failOn(thread, () -> new InternalError("a native function went wrong"));
            // among those who come now is one who makes that loop look at the clock
            for (int i = 0; i < 4; i++) {
                var _ = visitors.join(address, "Ben" + i);
            }

            await().atMost(PATIENCE).until(() -> relay.snapshot().state() == RelayState.FAILED);
            assertThat(StartWords.english(
                            relay.snapshot().failure().orElseThrow().cause()))
                    .startsWith("The relay has failed: its thread " + thread + " ended")
                    .contains("a native function went wrong")
                    .contains("Everybody was disconnected");
            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR The relay has failed: its thread "));
            // those of the loop that has ended find out when nothing comes any more
            await().atMost(PATIENCE).until(() -> visitors.ends() >= 3);
            await().atMost(PATIENCE).until(() -> isFree(address));

            time.mend();
            relay.start();
            visitors.join(addressOf(relay), "Cleo").get(60, TimeUnit.SECONDS);
        }
    }

    private static RelayConfig withFourLoops(RelayConfig plain) {
        return new RelayConfig(
                plain.listen(),
                plain.home(),
                plain.identityFile(),
                plain.maxSessions(),
                plain.authUrl(),
                plain.limits(),
                plain.transport(),
                // each further one in a room goes to another loop
                new RelayConfig.Loops(OptionalInt.of(4), 1),
                plain.logLevel(),
                plain.federation(),
                plain.warnings());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threads")
    void anExceptionThatComesOnceEndsNothing(String thread, Transport transport) throws Exception {
        FailingTime time = new FailingTime();
        EmbeddedRelay relay = new EmbeddedRelay(config(transport), time.time());
        try (relay;
                ExpectedLog engine = ExpectedLog.everywhere();
                ExpectedLog parts = ExpectedLog.of(LoopConnection.class);
                Visitors visitors = new Visitors()) {
            relay.start();
            AtomicReference<Boolean> thrown = new AtomicReference<>(false);
            time.failOn(thread, () -> {
                time.mend();
                thrown.set(true);
                return new IllegalStateException("just once");
            });
            var _ = visitors.join(addressOf(relay), "Anna");
            await().atMost(PATIENCE).until(thrown::get);
            visitors.join(addressOf(relay), "Ben").get(60, TimeUnit.SECONDS);
            await().atMost(PATIENCE).until(() -> relay.snapshot().rooms().stream()
                    .flatMap(room -> room.participants().stream())
                    .anyMatch(person -> person.alias().equals("Ben")));
            assertThat(relay.snapshot().state()).isEqualTo(RelayState.RUNNING);
            assertThat(Stream.concat(engine.lines().stream(), parts.lines().stream()))
                    .anyMatch(line -> line.startsWith("ERROR "));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"DIRECT", "NETTY"})
    void anExceptionOfOneConnectionCostsThatOneAndAnErrorTheLoop(Transport transport) throws Exception {
        RelayCertificate certificate = RelayCertificate.of(Seed.random(new SecureRandom()));
        List<ConnectionHandler.CloseInfo> neighboursEnd = new CopyOnWriteArrayList<>();
        try (ExpectedLog parts = ExpectedLog.of(LoopConnection.class);
                QuicEndpoint server = Endpoints.bind(
                        transport,
                        EndpointSettings.of(ANY_PORT, PatientLimits.limits()),
                        certificate,
                        connection -> new Thrower(connection.serverName().orElse("")));
                QuicEndpoint client =
                        Endpoints.client(Transport.AUTO, EndpointSettings.of(ANY_PORT, PatientLimits.limits()))) {
            Connection _ = client.connect(server.localAddress(), "quiet", new Hearer(neighboursEnd))
                    .get(60, TimeUnit.SECONDS);
            List<ConnectionHandler.CloseInfo> ends = new CopyOnWriteArrayList<>();
            Connection bad = client.connect(server.localAddress(), "exception", new Hearer(ends))
                    .get(60, TimeUnit.SECONDS);
            bad.sendSignal(new SignalMessage.Ping(1));
            await().atMost(PATIENCE).until(() -> !ends.isEmpty());
            assertThat(parts.lines()).anyMatch(line -> line.contains("could not be handled"));
            QuicEndpoint.LoopThread loop = server.threads().getFirst();
            assertThat(loop.failure()).isNotDone();
            assertThat(neighboursEnd).isEmpty();
            long turns = loop.turns().getAsLong();
            await().atMost(PATIENCE).until(() -> loop.turns().getAsLong() > turns);

            Connection worse = client.connect(server.localAddress(), "error", new Hearer(ends))
                    .get(60, TimeUnit.SECONDS);
            worse.sendSignal(new SignalMessage.Ping(1));
            assertThat(loop.failure().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(InternalError.class)
                    .hasMessage("of a handler");
        }
    }

    @Test
    void theDaemonEndsWithAStatusAndALastLine() throws Exception {
        Process process = daemon(List.of(), "error", "relay-sweep");
        List<String> said;
        try (BufferedReader out = process.inputReader()) {
            said = out.lines().toList();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(70);
        String sentence =
                "The relay has failed: its thread relay-sweep ended (java.lang.InternalError: a native function"
                        + " went wrong). Everybody was disconnected. Start it again; if it happens again, please report it with the"
                        + " log.";
        assertThat(said).last().isEqualTo(sentence);
        assertThat(said).anyMatch(line -> line.contains(" ERROR ") && line.endsWith(sentence));
    }

    @Test
    void withoutMemoryTheDaemonEndsAtOnce() throws Exception {
        String flags = Files.readString(Path.of("../installers/jvm-flags"));
        assertThat(flags).containsPattern("RELAY_FLAGS=.*-XX:\\+ExitOnOutOfMemoryError");
        Process process = daemon(List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError"), "heap", "relay-sweep");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines()).last().asString().contains("java.lang.OutOfMemoryError");
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
    }

    /** Without that flag, as in the window, the end of whichever thread has no memory first is seen and told. */
    @Test
    void aHeapThatIsReallyFullIsToldAsWell() throws Exception {
        Process process = daemon(List.of("-Xmx48m"), "heap", "relay-sweep");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines())
                    .last()
                    .asString()
                    .matches("The relay has failed: its thread [-a-z0-9]+ ended \\(java.lang.OutOfMemoryError.*");
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(70);
    }

    private Process daemon(List<String> flags, String how, String thread) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "org.wzp.relay.cli.FailingDaemon",
                how,
                thread,
                "--home",
                home.toString(),
                "--listen",
                "127.0.0.1:0"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static InetSocketAddress addressOf(EmbeddedRelay relay) {
        return relay.snapshot().endpoint().listening().orElseThrow();
    }

    private static boolean isFree(InetSocketAddress address) {
        try (DatagramSocket socket = new DatagramSocket(address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Clients that join for real. */
    private static final class Visitors implements AutoCloseable {
        private final QuicEndpoint endpoint;
        private final AtomicInteger ends = new AtomicInteger();

        Visitors() throws Exception {
            endpoint = Endpoints.client(Transport.AUTO, EndpointSettings.of(ANY_PORT, PatientLimits.limits()));
        }

        CompletableFuture<RelayClient> join(InetSocketAddress relay, String alias) {
            return RelayClient.join(
                    endpoint,
                    new RelayClient.Ticket(
                            relay, "lobby", Identity.of(Seed.random(new SecureRandom())), alias, Optional.empty()),
                    new RelayClient.Listener() {
                        @Override
                        public void onMedia(ByteBuf packet) {}

                        @Override
                        public void onClosed(ConnectionHandler.CloseInfo info) {
                            ends.incrementAndGet();
                        }
                    });
        }

        /** Connections of theirs that have ended. */
        int ends() {
            return ends.get();
        }

        @Override
        public void close() {
            endpoint.close(CloseReason.NORMAL, Duration.ofMillis(200));
        }
    }

    private record Hearer(List<CloseInfo> ends) implements ConnectionHandler {
        @Override
        public void onSignal(Connection connection, SignalMessage message) {}

        @Override
        public void onUnreadableSignal(Connection connection, String problem) {}

        @Override
        public void onDatagram(Connection connection, ByteBuf datagram) {}

        @Override
        public void onClosed(Connection connection, CloseInfo info) {
            ends.add(info);
        }
    }

    /** Throws what its room says at the first signal. */
    private record Thrower(String room) implements ConnectionHandler {
        @Override
        public void onSignal(Connection connection, SignalMessage message) {
            if (room.equals("exception")) {
                throw new IllegalStateException("of a handler");
            }
            if (room.equals("error")) {
                throw new InternalError("of a handler");
            }
        }

        @Override
        public void onUnreadableSignal(Connection connection, String problem) {}

        @Override
        public void onDatagram(Connection connection, ByteBuf datagram) {}

        @Override
        public void onClosed(Connection connection, CloseInfo info) {}
    }
}
