package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.client.ServiceQuery;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.direct.HostilePeer;
import org.wzp.relay.transport.direct.HostilePeer.Stream;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalCodec;

/**
 * A hundred thousand of everything malformed, over real QUIC against a real relay in which two people talk: they lose not
 * one word, and every malformed thing is counted by its cause. The floods go as fast as the relay counts them, so that no
 * socket buffer overflows and the counts have to be exact.
 */
@EnabledOnOs(OS.LINUX)
class MalformedInputTest {
    private static final int FLOOD = 100_000;
    private static final int WINDOW = 200;
    private static final int PATIENCE_SECONDS = 60;
    /** These fit the kernel's usual receive buffer, also where a relay may not ask for a larger one. */
    private static final int STRAY_WINDOW = 100;

    private static final long MEBIBYTE = 1 << 20;
    private static final long HEAP_BOUND_MIB = 64;
    private static final String ROOM = "podcast";

    @TempDir
    private Path home;

    private RelayFixture relay;
    private Conversation conversation;
    private QuicEndpoint socket;
    private long violationsBefore;
    private long heapBefore;
    private long began;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @BeforeEach
    void start() throws IOException {
        RelayConfig config = RelayFixture.config(home);
        // every one of them is to be read, not skipped
        relay = RelayFixture.started(config.with(
                config.limits().with(unlimitedSignals(config.limits().quotas()))));
        heapBefore = heapMib();
        conversation = new Conversation(relay, ROOM);
        socket = DirectEndpoint.client(
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
        violationsBefore = HotPathGuard.violations();
        began = System.nanoTime();
    }

    @AfterEach
    void stop() {
        conversation.close();
        socket.close();
        relay.close();
    }

    @Test
    void hundredThousandMalformedSignalsAfterTheLoginDisturbNobody() throws Exception {
        Map<MalformedSignals.Cause, Long> sent = new EnumMap<>(MalformedSignals.Cause.class);
        int connections = 100;
        int each = FLOOD / connections;
        for (int i = 0; i < connections; i++) {
            HostilePeer vandal = loggedIn();
            int written = vandal.openAll(each - 1, () -> {
                MalformedSignals kind = MalformedSignals.anyHarmless(random);
                sent.merge(kind.cause, 1L, Long::sum);
                return kind.make(random);
            });
            assertThat(written).as("seed %d", seed).isEqualTo(each - 1);
            TestClient.await(() -> assertThat(counted(sent)).as("seed %d", seed).isEqualTo(sent));
            // the one kind that ends the connection, by design
            int last = vandal.openAll(1, () -> MalformedSignals.OVERSIZED.make(random));
            assertThat(last).isOne();
            sent.merge(MalformedSignals.OVERSIZED.cause, 1L, Long::sum);
            assertThat(vandal.awaitClose().byPeer()).isTrue();
        }

        TestClient.await(() -> assertThat(counted(sent)).isEqualTo(sent));
        assertThat(sent.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(FLOOD);
        assertNobodyDisturbed("malformed signals after the login, " + connections + " connections");
    }

    @Test
    void hundredThousandMalformedSignalsBeforeTheLoginDisturbNobody() throws Exception {
        long acceptedBefore = counted("transport.accepted");
        int each = 100;
        int atOnce = 50;
        long written = 0;
        long connections = 0;
        while (written < FLOOD) {
            List<HostilePeer> vandals = new ArrayList<>();
            connections += atOnce;
            for (int i = 0; i < atOnce; i++) {
                vandals.add(HostilePeer.dial(socket, relay.address(), ROOM));
            }
            for (HostilePeer vandal : vandals) {
                written += vandal.openAll(
                        each,
                        () -> MalformedSignals.values()[random.nextInt(MalformedSignals.values().length)].make(random));
            }
            for (HostilePeer vandal : vandals) {
                assertThat(vandal.awaitClose().byPeer()).isTrue();
            }
        }

        // the first signal of a connection ends it; what comes after that is counted, packet by packet, as too late
        long refused = counted("refused.unreadable-signal")
                + counted("refused.unexpected-signal")
                + counted("transport.signal-too-large");
        assertThat(refused).as("seed %d", seed).isEqualTo(connections);
        assertThat(counted("transport.accepted")).isEqualTo(acceptedBefore + connections);
        TestClient.await(() -> assertThat(counted("transport.after-close")).isGreaterThan(FLOOD / 2L));
        TestClient.await(() -> assertThat(relay.relay().sessionsTaken()).isEqualTo(2));
        assertNobodyDisturbed(written + " malformed signals before the login, " + connections + " connections");
    }

    @Test
    void hundredThousandMalformedDatagramsAfterTheLoginDisturbNobody() throws Exception {
        HostilePeer vandal = loggedIn();
        for (int sent = 0; sent < FLOOD; sent += WINDOW) {
            for (int i = 0; i < WINDOW; i++) {
                vandal.datagram(malformed());
            }
            // datagrams of one connection keep their order here: whoever hears this knows that all before are done with
            String mark = "mark " + sent;
            vandal.datagram(packet(mark));
            TestClient.await(
                    () -> assertThat(conversation.hasHeard(mark)).as(mark).isTrue());
        }

        TestClient.await(() ->
                assertThat(dropped(DropCause.MALFORMED)).as("seed %d", seed).isEqualTo(FLOOD));
        TestClient.await(() -> assertThat(relay.relay().snapshot().attention())
                .extracting(NoticeWords::english)
                .anyMatch(text -> text.contains("somebody sends what is no voice")));
        assertThat(vandal.closeInfo()).isEmpty();
        assertNobodyDisturbed("malformed datagrams after the login, 1 connection");
    }

    @Test
    void hundredThousandDatagramsBeforeTheLoginDisturbNobody() throws Exception {
        int size = 100;
        // wire specification 1.4: what fits 64 KiB waits for the login
        int waiting = 65_536 / size;
        // more would be closed: what surrounds each datagram counts, though little
        int each = 2_000;
        HostilePeer vandal = HostilePeer.dial(socket, relay.address(), ROOM);
        int connections = 1;
        for (int sent = 0, here = 0; sent < FLOOD; sent += WINDOW, here += WINDOW) {
            if (here == each) {
                vandal = HostilePeer.dial(socket, relay.address(), ROOM);
                connections++;
                here = 0;
            }
            for (int i = 0; i < WINDOW; i++) {
                byte[] bytes = new byte[size];
                random.nextBytes(bytes);
                vandal.datagram(bytes);
            }
            long soFar = here + WINDOW;
            long expected = (connections - 1L) * (each - waiting) + Math.max(0, soFar - waiting);
            if (soFar <= waiting) {
                // those that wait show nowhere: an answer to what came after them says that the relay has read them
                HostilePeer speaking = vandal;
                TestClient.await(() ->
                        assertThat(speaking.connection().counters().sent()).isEqualTo(soFar));
                var _ = ServiceQuery.ping(socket, relay.address()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            TestClient.await(() -> assertThat(counted("early")).isEqualTo(expected));
        }
        login(vandal);
        TestClient.await(() -> assertThat(dropped(DropCause.EARLY)).isEqualTo(counted("early")));
        assertNobodyDisturbed("datagrams before the login, " + connections + " connections");
    }

    @Test
    void hundredThousandStrayPacketsDisturbNobodyAndKeepNobodyOut() throws Exception {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, (int) MEBIBYTE);
            channel.connect(relay.address());
            for (int sent = 0; sent < FLOOD; sent += STRAY_WINDOW) {
                for (int i = 0; i < STRAY_WINDOW; i++) {
                    byte[] stray = StrayPackets.any(random).make(random);
                    assertThat(channel.write(ByteBuffer.wrap(stray))).isEqualTo(stray.length);
                }
                long soFar = sent + STRAY_WINDOW;
                TestClient.await(() -> assertThat(strays()).as("seed %d", seed).isGreaterThanOrEqualTo(soFar));
                if (sent == FLOOD / 2) {
                    TestClient newcomer = new TestClient().join(relay, ROOM, "Newcomer");
                    newcomer.leave();
                }
            }
        }
        // what becomes of a newcomer's own packets is counted, too
        assertThat(strays()).as("seed %d", seed).isBetween((long) FLOOD, FLOOD + 20L);
        assertThat(counted("transport.bad-token")).isPositive();
        assertNobodyDisturbed("stray packets");
    }

    private static RelayConfig.Quotas unlimitedSignals(RelayConfig.Quotas base) {
        return new RelayConfig.Quotas(
                base.sessionsPerAddress(),
                base.joinsPerAddress(),
                base.joinsPerIdentity(),
                10 * FLOOD,
                base.bytesPerSecond() * 100,
                FLOOD,
                base.rosterBytesPerSecond());
    }

    private long strays() {
        return counted("transport.stray-packet")
                + counted("transport.version-negotiated")
                + counted("transport.retry-sent")
                + counted("transport.refused-busy")
                + counted("transport.handshake-failed");
    }

    private HostilePeer loggedIn() {
        HostilePeer peer = HostilePeer.dial(socket, relay.address(), ROOM);
        login(peer);
        return peer;
    }

    private void login(HostilePeer peer) {
        long joined = counted("joined");
        byte[] offer = SignalCodec.encodeFrame(Handshake.offer(
                TestClient.newIdentity(), EphemeralKey.random(new SecureRandom()), QualityProfile.STANDARD, "Vandal"));
        int written = peer.openAll(1, () -> new Stream.Whole(offer));
        assertThat(written).isOne();
        TestClient.await(() -> assertThat(counted("joined")).isEqualTo(joined + 1));
    }

    private void assertNobodyDisturbed(String what) throws InterruptedException {
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        long words = conversation.assertUndisturbed();
        assertThat(HotPathGuard.violations()).isEqualTo(violationsBefore);
        long grown = heapMib() - heapBefore;
        System.out.printf(
                "%s in %.1f s (seed %d); %d words each way, none lost; heap grew by %d MiB; counted: %s%n",
                what, seconds, seed, words, grown, new TreeMap<>(relay.relay().admissions()));
        assertThat(grown).as("heap that stays, MiB").isLessThan(HEAP_BOUND_MIB);
    }

    private static long heapMib() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }

    private Map<MalformedSignals.Cause, Long> counted(Map<MalformedSignals.Cause, Long> like) {
        Map<String, Long> all = relay.relay().admissions();
        Map<MalformedSignals.Cause, Long> counted = new EnumMap<>(MalformedSignals.Cause.class);
        like.keySet().forEach(cause -> counted.put(cause, all.getOrDefault(cause.key, 0L)));
        return counted;
    }

    private long counted(String name) {
        return relay.relay().admissions().getOrDefault(name, 0L);
    }

    private long dropped(DropCause cause) {
        return relay.relay().snapshot().traffic().dropped().stream()
                .filter(drop -> drop.cause() == cause)
                .mapToLong(Drop::count)
                .sum();
    }

    /** A valid media packet that says something. */
    private static byte[] packet(String words) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(12 + text.length).position(12).put(text).array();
    }

    /** Too short for a header by every length, of no codec, with a report that is not there, trunk frames without sense. */
    private byte[] malformed() {
        byte[] bytes = new byte[random.nextInt(12, 1_000)];
        random.nextBytes(bytes);
        int version = random.nextInt(2) << 7;
        switch (random.nextInt(4)) {
            case 0 -> {
                bytes = Arrays.copyOf(bytes, random.nextInt(1, 12));
                bytes[0] |= 1;
            }
            case 1 -> bytes[0] = (byte) (version | random.nextInt(9, 16) << 2 | random.nextInt(4));
            case 2 -> {
                bytes = Arrays.copyOf(bytes, random.nextInt(12, 16));
                bytes[0] = (byte) (version | random.nextInt(9) << 2 | 2);
            }
            default -> {
                // a trunk frame's count and first length, far beyond what follows
                bytes[0] = (byte) 0xff;
                bytes[1] = (byte) 0xff;
            }
        }
        return bytes;
    }
}
