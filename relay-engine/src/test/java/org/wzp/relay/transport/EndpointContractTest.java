package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.common.HandOver;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.direct.HostilePeer;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/** What every {@link QuicEndpoint} promises, over real QUIC on loopback. */
abstract class EndpointContractTest {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    final ConcurrentLinkedQueue<Peer> accepted = new ConcurrentLinkedQueue<>();
    private final RelayCertificate certificate = RelayCertificate.of(Seed.ofHex("42".repeat(32)));
    private final List<QuicEndpoint> opened = new ArrayList<>();
    QuicEndpoint server;
    QuicEndpoint client;

    abstract QuicEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException;

    abstract QuicEndpoint bindClient(EndpointSettings settings) throws IOException;

    /** Remembers what a connection brought. */
    static final class Peer implements ConnectionHandler {
        final ConcurrentLinkedQueue<SignalMessage> signals = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> datagrams = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> unreadable = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<CloseInfo> closes = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> unidirectional = new ConcurrentLinkedQueue<>();
        volatile Connection connection;

        @Override
        public void onSignal(Connection from, SignalMessage message) {
            signals.add(message);
        }

        @Override
        public void onUnreadableSignal(Connection from, String problem) {
            unreadable.add(problem);
        }

        @Override
        public void onDatagram(Connection from, ByteBuf datagram) {
            datagrams.add(datagram.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onUnidirectional(Connection from, byte[] content) {
            unidirectional.add(new String(content, StandardCharsets.UTF_8));
        }

        @Override
        public void onClosed(Connection from, CloseInfo info) {
            closes.add(info);
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = serve(PatientLimits.limits());
        client = track(bindClient(EndpointSettings.of(ANY_PORT, PatientLimits.limits())));
    }

    QuicEndpoint serve(RelayConfig.Limits limits) throws IOException {
        return serve(ANY_PORT, limits);
    }

    QuicEndpoint serve(InetSocketAddress listen, RelayConfig.Limits limits) throws IOException {
        return track(bind(EndpointSettings.of(listen, limits), certificate, connection -> {
            Peer peer = new Peer();
            peer.connection = connection;
            accepted.add(peer);
            return peer;
        }));
    }

    private QuicEndpoint track(QuicEndpoint endpoint) {
        opened.add(endpoint);
        return endpoint;
    }

    @AfterEach
    void close() {
        opened.reversed().forEach(QuicEndpoint::close);
    }

    Peer dial(String serverName) throws Exception {
        return dial(server, serverName);
    }

    Peer dial(QuicEndpoint to, String serverName) throws Exception {
        Peer peer = new Peer();
        peer.connection =
                client.connect(to.localAddress(), serverName, peer).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return peer;
    }

    Peer theAccepted() {
        await().atMost(PATIENCE).until(() -> !accepted.isEmpty());
        return accepted.element();
    }

    static SignalMessage ping(int number) {
        return new SignalMessage.Ping(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_signal", "_federation", "ping", "general", "call-18a1b2c3d4e5f607", "two.labels", "a_b.c"})
    void serverNamesArriveAsSent(String name) throws Exception {
        dial(name);
        assertThat(theAccepted().connection.serverName()).contains(name);
    }

    @Test
    void serverNamesArriveInLowerCase() throws Exception {
        dial("LobBy");
        assertThat(theAccepted().connection.serverName()).contains("lobby");
    }

    @Test
    void aMissingServerNameIsReportedAsAbsent() throws Exception {
        dial("");
        assertThat(theAccepted().connection.serverName()).isEqualTo(Optional.empty());
    }

    @Test
    void theDiallerSeesTheRelaysCertificate() throws Exception {
        Peer peer = dial("general");
        assertThat(peer.connection.peerCertificate())
                .hasValueSatisfying(der -> assertThat(der).isEqualTo(certificate.der()));
    }

    @Test
    void moreSignalsThanTheStreamLimitArriveInOrderBothWays() throws Exception {
        Peer here = dial("general");
        Peer there = theAccepted();
        logIn(there.connection);
        List<SignalMessage> sent =
                IntStream.range(0, 350).mapToObj(EndpointContractTest::ping).toList();
        for (int i = 0; i < 350; i += 50) {
            for (SignalMessage message : sent.subList(i, i + 50)) {
                here.connection.sendSignal(message);
                there.connection.sendSignal(message);
            }
            int soFar = i + 50;
            await().atMost(PATIENCE).until(() -> there.signals.size() == soFar && here.signals.size() == soFar);
        }
        assertThat(there.signals).containsExactlyElementsOf(sent);
        assertThat(here.signals).containsExactlyElementsOf(sent);
    }

    @Test
    void signalsInBurstsArriveInOrder() throws Exception {
        // checks order and completeness itself
        var _ = sendInBursts(20);
    }

    /** What the relay does at a join, done when this returns. */
    private static void logIn(Connection connection) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        connection.execute(() -> {
            connection.loggedIn();
            done.countDown();
        });
        assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Sends so many bursts of fifty, each when the one before has arrived, and checks their order; how long it took. */
    Duration sendInBursts(int bursts) throws Exception {
        Peer here = dial("general");
        Peer there = theAccepted();
        logIn(there.connection);
        int burst = 50;
        List<SignalMessage> sent = IntStream.range(0, bursts * burst)
                .mapToObj(EndpointContractTest::ping)
                .toList();
        long began = System.nanoTime();
        for (int from = 0; from < sent.size(); from += burst) {
            sent.subList(from, from + burst).forEach(here.connection::sendSignal);
            int soFar = from + burst;
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> there.signals.size() == soFar);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(there.signals).containsExactlyElementsOf(sent);
        return took;
    }

    @Test
    void handlerThatThrowsLosesItsOwnConnectionOnly() throws Exception {
        Peer healthy = dial("general");
        Peer there = theAccepted();
        Peer faulty = dial("broken");
        await().atMost(PATIENCE).until(() -> accepted.size() == 2);
        Connection broken = accepted.stream()
                .map(peer -> peer.connection)
                .filter(connection -> connection.serverName().equals(Optional.of("broken")))
                .findFirst()
                .orElseThrow();
        ConnectionHandler throwing = new ConnectionHandler() {
            @Override
            public void onSignal(Connection from, SignalMessage message) {
                throw new IllegalStateException("a fault of the handler, made by a test");
            }

            @Override
            public void onUnreadableSignal(Connection from, String problem) {}

            @Override
            public void onDatagram(Connection from, ByteBuf datagram) {
                throw new IllegalStateException("a fault of the handler, made by a test");
            }

            @Override
            public void onClosed(Connection from, CloseInfo info) {
                throw new IllegalStateException("a fault of the handler, made by a test");
            }
        };
        CountDownLatch installed = new CountDownLatch(1);
        broken.execute(() -> {
            broken.handler(throwing);
            installed.countDown();
        });
        assertThat(installed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        try (ExpectedLog log = ExpectedLog.of(QuicEndpoint.class)) {
            faulty.connection.sendSignal(ping(1));

            await().atMost(PATIENCE).until(() -> !faulty.closes.isEmpty());
            sendText(healthy.connection, "still here");
            await().atMost(PATIENCE).until(() -> there.datagrams.contains("still here"));
            assertThat(log.lines()).isNotEmpty().allMatch(line -> line.matches("ERROR connection \\d+ .*"));
        }
    }

    @Test
    void datagramsTravelBothWays() throws Exception {
        Peer here = dial("general");
        Peer there = theAccepted();
        sendText(here.connection, "hello relay");
        sendText(there.connection, "hello client");
        await().atMost(PATIENCE).until(() -> !there.datagrams.isEmpty() && !here.datagrams.isEmpty());
        assertThat(there.datagrams).containsExactly("hello relay");
        assertThat(here.datagrams).containsExactly("hello client");
        await().atMost(PATIENCE).until(() -> there.connection.counters().sent() == 1);
    }

    static void sendText(Connection connection, String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        connection.sendDatagram(bytes);
        bytes.release();
    }

    @Test
    void aDatagramLargerThanThePathIsDroppedAndCounted() throws Exception {
        dial("general");
        Peer there = theAccepted();
        sendText(there.connection, "x".repeat(1_600));
        await().atMost(PATIENCE).until(() -> there.connection.counters().droppedBy(DropCause.TOO_LARGE) == 1);
        assertThat(there.connection.isOpen()).isTrue();
    }

    @Test
    void aSignalOverTheLimitClosesOnlyItsOwnConnection() throws Exception {
        Peer loud = dial("general");
        Peer calm = dial("general");
        await().atMost(PATIENCE).until(() -> accepted.size() == 2);
        loud.connection.sendSignal(new SignalMessage.AuthToken("x".repeat(20_000)));
        await().atMost(PATIENCE).until(() -> !loud.closes.isEmpty());
        assertThat(loud.closes.element())
                .isEqualTo(new ConnectionHandler.CloseInfo(
                        true, false, true, CloseReason.SIGNAL_TOO_LARGE.code(), CloseReason.SIGNAL_TOO_LARGE.text()));
        assertThat(calm.connection.isOpen()).isTrue();
        assertThat(server.counters().of(EndpointCounters.Event.SIGNAL_TOO_LARGE))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLimitThatIsRaisedOnTheLoopOrFromAnotherThreadLetsLargeSignalsThrough(boolean onLoop) throws Exception {
        Peer here = dial("general");
        Peer there = theAccepted();
        Runnable raise = () -> there.connection.maxSignalBytes(1_048_576);
        if (onLoop) {
            there.connection.execute(raise);
        } else {
            raise.run();
        }
        SignalMessage large =
                new SignalMessage.RoomUpdate(1, List.of(new RosterEntry("fingerprint", "x".repeat(500_000), null)));
        there.connection.execute(() -> here.connection.sendSignal(large));
        await().atMost(PATIENCE).until(() -> !there.signals.isEmpty());
        assertThat(there.signals).containsExactly(large);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoNeverSendsItsFirstSignalCantFillTheMemoryBehindIt() throws Exception {
        Peer healthy = dial("general");
        Peer toHealthy = theAccepted();
        QuicEndpoint elsewhere = track(DirectEndpoint.client(EndpointSettings.of(ANY_PORT, PatientLimits.limits())));
        HostilePeer hostile = HostilePeer.dial(elsewhere, server.localAddress(), "general");
        byte[] large = SignalCodec.encodeFrame(new SignalMessage.AuthToken("x".repeat(16_000)));

        int written = hostile.skipStream().openAll(99, () -> new HostilePeer.Stream.Whole(large));

        assertThat(written).isLessThan(99);
        assertThat(hostile.awaitClose().code()).isEqualTo(CloseReason.SIGNAL_BACKLOG.code());
        assertThat(server.counters().of(EndpointCounters.Event.SIGNAL_BACKLOG)).isOne();
        healthy.connection.sendSignal(ping(1));
        await().atMost(PATIENCE).until(() -> toHealthy.signals.contains(ping(1)));
    }

    @Test
    void onlyTheNewestOfASlotWaitsForAPeerThatGivesNoCredit() throws Exception {
        Peer here = dial("general");
        Peer there = theAccepted();
        for (int i = 0; i < 1_000; i++) {
            there.connection.sendLatest(Connection.Slot.ROSTER, new SignalMessage.RoomUpdate(i, List.of()));
        }
        await().atMost(PATIENCE).until(() -> here.signals.contains(new SignalMessage.RoomUpdate(999, List.of())));
        assertThat(there.connection.isOpen()).isTrue();
    }

    /** Keeps a connection's loop from doing anything, as a peer does that has stopped reading, until it is closed. */
    private static AutoCloseable stall(Connection connection) throws InterruptedException {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        connection.execute(() -> {
            stalled.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(stalled.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return released::countDown;
    }

    private Peer dialFromElsewhere() throws Exception {
        QuicEndpoint elsewhere = track(bindClient(EndpointSettings.of(ANY_PORT, PatientLimits.limits())));
        Peer peer = new Peer();
        peer.connection =
                elsewhere.connect(server.localAddress(), "general", peer).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return peer;
    }

    @Test
    void whoGivesNoCreditForSignalsLosesItsConnectionAndNobodyElseDoes() throws Exception {
        Peer healthy = dial("general");
        Peer toHealthy = theAccepted();
        Peer silent = dialFromElsewhere();
        await().atMost(PATIENCE).until(() -> accepted.size() == 2);
        Peer toSilent = accepted.stream().skip(1).findFirst().orElseThrow();

        AutoCloseable stalled = stall(silent.connection);
        try {
            int streamLimit = 100;
            for (int i = 0; i < streamLimit + QuicEndpoint.MAX_SIGNALS_WAITING; i++) {
                toSilent.connection.sendSignal(ping(i));
            }
            toHealthy.connection.sendSignal(ping(1));
            await().atMost(PATIENCE).until(() -> healthy.signals.contains(ping(1)));
            assertThat(toSilent.connection.isOpen()).isTrue();

            toSilent.connection.sendSignal(ping(0));
            await().atMost(PATIENCE).until(() -> !toSilent.closes.isEmpty());
        } finally {
            stalled.close();
        }
        assertThat(toSilent.closes.element().code()).isEqualTo(CloseReason.SIGNAL_OVERFLOW.code());
        assertThat(server.counters().of(EndpointCounters.Event.SIGNAL_OVERFLOW)).isOne();
        assertThat(toHealthy.connection.isOpen()).isTrue();
    }

    @Test
    void aPeerThatStopsReadingLosesTheOldestDatagramsAndHearsTheNewestAgain() throws Exception {
        Peer healthy = dial("general");
        Peer toHealthy = theAccepted();
        Peer silent = dialFromElsewhere();
        await().atMost(PATIENCE).until(() -> accepted.size() == 2);
        Peer toSilent = accepted.stream().skip(1).findFirst().orElseThrow();
        int sent = 2_000;
        // what may be under way: the outbox, the codec's own queue, and a congestion window of small packets
        int kept = RelayConfig.Limits.defaults().mediaOutbox() + 128 + 256;

        AutoCloseable stalled = stall(silent.connection);
        try {
            String voice = "v".repeat(100);
            toSilent.connection.execute(() -> {
                for (int i = 0; i < sent; i++) {
                    sendText(toSilent.connection, voice + i);
                }
            });
            await().atMost(PATIENCE)
                    .until(() -> toSilent.connection.counters().droppedBy(DropCause.OUTBOX_FULL) > sent - kept);
            sendText(toHealthy.connection, "still here");
            await().atMost(PATIENCE).until(() -> healthy.datagrams.contains("still here"));
        } finally {
            stalled.close();
        }
        // the very last may be lost where the silent peer's socket ran over; the next one tells that it hears again
        await().atMost(PATIENCE).until(() -> {
            sendText(toSilent.connection, "once more");
            return silent.datagrams.contains("once more");
        });
        assertThat(silent.datagrams)
                .as("of the newest")
                .anyMatch(text -> text.startsWith("v") && Integer.parseInt(text.substring(100)) >= sent - kept);
        assertThat(toSilent.connection.isOpen()).isTrue();
        assertThat(silent.datagrams.stream()
                        .filter(text -> text.startsWith("v"))
                        .count())
                .isLessThanOrEqualTo(sent - toSilent.connection.counters().dropped());
    }

    @Test
    void datagramsFromOtherThreadsWaitForTheLoopInABoundedQueue() throws Exception {
        Peer here = dial("general");
        Connection there = theAccepted().connection;
        int surplus = 50;

        AutoCloseable stalled = stall(there);
        try {
            for (int i = 0; i < HandOver.BOUND + surplus; i++) {
                sendText(there, "from another thread");
            }
            assertThat(there.counters().droppedBy(DropCause.HANDOVER_FULL)).isEqualTo(surplus);
        } finally {
            stalled.close();
        }
        await().atMost(PATIENCE)
                .until(() -> there.counters().sent() + there.counters().dropped() == HandOver.BOUND + surplus);
        // again and again: after a crowd that the other end could not read a datagram may wait longer than voice is
        // good for
        await().atMost(PATIENCE).until(() -> {
            sendText(there, "after the crowd");
            return here.datagrams.contains("after the crowd");
        });
    }

    /** The loop stands still while as much is wanted of connections as may wait, and of one more than that. */
    @Test
    void connectionOfWhichTooMuchIsWantedIsClosedAndNoCloseIsLost() throws Exception {
        int most = 1_024;
        Peer crowded = dial("general");
        Connection ofCrowded = theAccepted().connection;
        accepted.clear();
        Peer kicked = dial("general");
        Connection ofKicked = theAccepted().connection;
        AutoCloseable stalled = stall(ofCrowded);
        try {
            int waiting = server.loops().getFirst().pending();
            for (int i = 0; i < most; i++) {
                ofKicked.execute(() -> {});
                ofCrowded.execute(() -> {});
            }
            ofKicked.close(CloseReason.KICKED);
            ofCrowded.execute(() -> {});
            // each connection once, whatever is wanted of it
            assertThat(server.loops().getFirst().pending()).isLessThanOrEqualTo(waiting + 2);
        } finally {
            stalled.close();
        }
        await().atMost(PATIENCE).until(() -> !crowded.closes.isEmpty() && !kicked.closes.isEmpty());
        assertThat(crowded.closes.element().code()).isEqualTo(CloseReason.SIGNAL_OVERFLOW.code());
        assertThat(kicked.closes.element().code()).isEqualTo(CloseReason.KICKED.code());
        assertThat(server.counters().of(EndpointCounters.Event.TASKS_REFUSED)).isOne();
    }

    @Test
    void theVersionAnswerArrivesOnAUnidirectionalStream() throws Exception {
        Peer here = dial("version");
        theAccepted().connection.sendUnidirectional("9377a90".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).until(() -> !here.unidirectional.isEmpty());
        assertThat(here.unidirectional).containsExactly("9377a90");
    }

    @Test
    void closeCodeAndReasonArrive() throws Exception {
        Peer here = dial("general");
        theAccepted().connection.close(CloseReason.KICKED);
        await().atMost(PATIENCE).until(() -> !here.closes.isEmpty());
        assertThat(here.closes)
                .containsExactly(new ConnectionHandler.CloseInfo(
                        true, false, true, CloseReason.KICKED.code(), CloseReason.KICKED.text()));
        assertThat(theAccepted().closes).hasSize(1);
    }

    @Test
    void closingTheEndpointClosesEveryConnectionWithTheReason() throws Exception {
        Peer first = dial("a");
        Peer second = dial("b");
        server.close(CloseReason.SHUTTING_DOWN, Duration.ofSeconds(2));
        await().atMost(PATIENCE).until(() -> !first.closes.isEmpty() && !second.closes.isEmpty());
        assertThat(first.closes.element().code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
        assertThat(server.connections()).isEmpty();
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> bind(
                        EndpointSettings.of(server.localAddress(), PatientLimits.limits()),
                        certificate,
                        connection -> new Peer()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining(String.valueOf(server.localAddress().getPort()));
    }

    @Test
    void noisePacketsDisturbNobodyAndAreCounted() throws Exception {
        Peer here = dial("general");
        Peer there = theAccepted();
        Random random = new Random(42);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 10_000; i++) {
                byte[] noise = new byte[random.nextInt(1, 1_300)];
                random.nextBytes(noise);
                if (i % 3 == 0) {
                    noise[0] = (byte) 0xc0;
                }
                socket.send(new DatagramPacket(noise, noise.length, server.localAddress()));
                if (i % 50 == 0) {
                    // what the socket took before this word has been read once it arrives: no buffer runs over
                    String word = "still here at " + i;
                    sendText(here.connection, word);
                    await().atMost(PATIENCE)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> there.datagrams.contains(word));
                }
            }
        }
        await().atMost(PATIENCE).until(() -> server.counters().of(EndpointCounters.Event.STRAY_PACKET) > 5_000);
        sendText(here.connection, "last");
        await().atMost(PATIENCE).until(() -> there.datagrams.contains("last"));
        assertThat(there.closes).isEmpty();
    }

    /** RFC 9000 section 10.3: as a client sends that knew the relay before its restart. */
    @Test
    void packetOfAnUnknownConnectionIsAnsweredByAShorterResetUnlessItIsTooShort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            byte[] tooShort = new byte[20];
            tooShort[0] = 0x40;
            socket.send(new DatagramPacket(tooShort, tooShort.length, server.localAddress()));
            for (int bytes : new int[] {30, 44, 1_200}) {
                byte[] packet = new byte[bytes];
                packet[0] = 0x40;
                socket.send(new DatagramPacket(packet, packet.length, server.localAddress()));
                DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
                socket.receive(answer);
                assertThat(answer.getLength()).isEqualTo(Math.min(43, bytes - 1));
                assertThat(answer.getData()[0] & 0xc0).isEqualTo(0x40);
            }
        }
        assertThat(server.counters().of(EndpointCounters.Event.RESET_SENT)).isEqualTo(3);
        assertThat(server.counters().of(EndpointCounters.Event.RESET_WITHHELD)).isEqualTo(1);
        assertThat(server.counters().of(EndpointCounters.Event.STRAY_PACKET)).isEqualTo(4);
    }

    @Test
    void beyondHalfTheLimitNewcomersProveTheirAddressAndStillGetIn() throws Exception {
        RelayConfig.Limits few = limits(8, 8);
        QuicEndpoint strict = serve(few);
        for (int i = 0; i < 6; i++) {
            dial(strict, "general");
        }
        // the dialler's handshake is complete a moment before the server's
        await().atMost(PATIENCE).until(() -> strict.counters().of(EndpointCounters.Event.ACCEPTED) == 6);
        assertThat(strict.counters().of(EndpointCounters.Event.RETRY_SENT)).isPositive();
    }

    /** Its packets reach the relay, so nothing there goes idle; no answer ever reaches it, so nothing is ever complete. */
    @Test
    void handshakeThatIsNeverCompletedGivesItsPlaceBackInTime() throws Exception {
        RelayConfig.Limits base = limits(8, 8);
        QuicEndpoint strict = serve(new RelayConfig.Limits(
                base.handshakesInFlight(),
                base.handshakesPerPrefix(),
                base.firstFrame(),
                Duration.ofSeconds(1),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                base.mediaOutbox(),
                base.mediaMaxAge(),
                base.stopGrace(),
                base.quotas()));
        try (OneWayWire wire = new OneWayWire(strict.localAddress())) {
            for (int i = 0; i < 3; i++) {
                var _ = client.connect(wire.address(), "general", new Peer());
            }
            await().atMost(PATIENCE).until(() -> wire.packets() > 6);
            await().atMost(PATIENCE).until(() -> strict.counters().of(EndpointCounters.Event.HANDSHAKE_FAILED) == 3);
        }
        assertThat(accepted).isEmpty();
        Peer peer = dial(strict, "general");
        assertThat(peer.connection.isOpen()).isTrue();
    }

    @Test
    void whoeverHasLoggedInGivesItsPlaceBack() throws Exception {
        QuicEndpoint strict = serve(limits(2, 2));
        for (int i = 0; i < 6; i++) {
            dial(strict, "general");
            int so = i + 1;
            await().atMost(PATIENCE).until(() -> accepted.size() == so);
            accepted.forEach(peer -> peer.connection.loggedIn());
            await().atMost(PATIENCE).until(() -> {
                accepted.forEach(peer -> peer.connection.loggedIn());
                return true;
            });
        }
        assertThat(accepted).hasSize(6);
    }

    static RelayConfig.Limits limits(int handshakes, int perPrefix) {
        RelayConfig.Limits base = PatientLimits.limits();
        return new RelayConfig.Limits(
                handshakes,
                perPrefix,
                base.firstFrame(),
                base.setup(),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                base.mediaOutbox(),
                base.mediaMaxAge(),
                base.stopGrace(),
                base.quotas());
    }
}
