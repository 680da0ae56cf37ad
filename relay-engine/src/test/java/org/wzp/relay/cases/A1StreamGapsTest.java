package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.direct.HostilePeer;
import org.wzp.relay.transport.direct.HostilePeer.Stream;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalCodec;

/**
 * A1: stream 0 never comes, the following ones end empty, without a login. Each kept an entry, quiche kept its id, and gave
 * credit for another: three strangers ended the relay within seconds. Every stream that a peer may have is counted now.
 */
@EnabledOnOs(OS.LINUX)
class A1StreamGapsTest {
    private static final String ROOM = "lobby";
    private static final int PATIENCE_SECONDS = 60;
    /** More than any allowance, few enough to be written within the tests' patience by old code. */
    private static final int MANY = 5_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path home;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private EmbeddedRelay relay;
    private QuicEndpoint socket;

    private void start(Transport transport) throws Exception {
        RelayConfig base = RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home);
        relay = new EmbeddedRelay(new RelayConfig(
                base.listen(),
                base.home(),
                base.identityFile(),
                base.maxSessions(),
                base.authUrl(),
                base.limits(),
                transport,
                base.logLevel(),
                base.warnings()));
        opened.add(relay);
        relay.start();
        socket = DirectEndpoint.client(
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
        opened.add(socket);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    private InetSocketAddress address() {
        return relay.snapshot().endpoint().listening().orElseThrow();
    }

    private long counted(String name) {
        return relay.admissions().getOrDefault(name, 0L);
    }

    private HostilePeer stranger() {
        return HostilePeer.dial(socket, address(), ROOM);
    }

    private HostilePeer loggedIn() {
        HostilePeer peer = stranger();
        long joined = counted("joined");
        byte[] offer = SignalCodec.encodeFrame(Handshake.offer(
                Identity.of(Seed.random(RANDOM)), EphemeralKey.random(RANDOM), QualityProfile.STANDARD, "Vandal"));
        int written = peer.openAll(1, () -> new Stream.Whole(offer));
        assertThat(written).isOne();
        await().until(() -> counted("joined") == joined + 1);
        return peer;
    }

    private void assertNewcomerJoins() throws Exception {
        RelayClient newcomer = RelayClient.join(
                        socket,
                        new RelayClient.Ticket(
                                address(), ROOM, Identity.of(Seed.random(RANDOM)), "Newcomer", Optional.empty()),
                        new RelayClient.Listener() {
                            @Override
                            public void onMedia(ByteBuf packet) {}
                        })
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(newcomer.connection().isOpen()).isTrue();
    }

    private static Stream empty() {
        return new Stream.Whole(new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whoHasNotLoggedInMayOpenAHandfulOfStreamsOnly(Transport transport) throws Exception {
        start(transport);
        for (int i = 0; i < 3; i++) {
            HostilePeer stranger = stranger();
            int written = stranger.skipStream().openAll(MANY, A1StreamGapsTest::empty);
            assertThat(written).isLessThan(MANY);
            assertThat(stranger.awaitClose().code()).isEqualTo(CloseReason.STREAMS_USED_UP.code());
        }
        assertThat(counted("transport.streams-used-up")).isEqualTo(3);
        assertNewcomerJoins();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whatWaitsBehindAMissingStreamAfterTheLoginIsFew(Transport transport) throws Exception {
        start(transport);
        HostilePeer vandal = loggedIn();
        int written = vandal.skipStream().openAll(MANY, A1StreamGapsTest::empty);
        assertThat(written).isLessThan(MANY);
        assertThat(vandal.awaitClose().code()).isEqualTo(CloseReason.SIGNAL_BACKLOG.code());
        assertThat(counted("transport.signal-backlog")).isOne();
        assertNewcomerJoins();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void streamsThatComeAndGoAfterTheLoginAreCounted(Transport transport) throws Exception {
        start(transport);
        byte[] hold = {0, 0, 0, 6, '"', 'H', 'o', 'l', 'd', '"'};
        List<Stream> kinds = List.of(
                new Stream.Whole(hold), new Stream.Reset(new byte[] {0}), new Stream.Unidirectional(new byte[] {1}));
        for (Stream kind : kinds) {
            HostilePeer vandal = loggedIn();
            int written = vandal.openAll(MANY, () -> kind);
            assertThat(written).as(kind.toString()).isLessThan(MANY);
            // whole signals are stopped sooner, by their number in a second
            CloseReason reason =
                    kind instanceof Stream.Whole ? CloseReason.TOO_MANY_SIGNALS : CloseReason.STREAMS_USED_UP;
            assertThat(vandal.awaitClose().code()).as(kind.toString()).isEqualTo(reason.code());
        }
        assertNewcomerJoins();
    }

    /** The codec's channels give credit back so slowly that a sum of this size takes longer than a test may. */
    @ParameterizedTest
    @EnumSource(names = "DIRECT")
    void bytesOnStreamsThatMeanNothingAreCounted(Transport transport) throws Exception {
        start(transport);
        HostilePeer vandal = loggedIn();
        byte[] large = new byte[32_000];
        int written = vandal.openAll(100, () -> new Stream.Unidirectional(large));
        assertThat(written).isLessThan(100);
        assertThat(vandal.awaitClose().code()).isEqualTo(CloseReason.STREAMS_USED_UP.code());
        assertNewcomerJoins();
    }

    /**
     * What has room in a window can be left there in single bytes with a gap in front, and each costs 180 bytes. The window
     * doubled with what was read within two round trips, to more than ten times this.
     */
    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void windowsDoNotGrowWithWhatIsRead(Transport transport) throws Exception {
        start(transport);
        HostilePeer vandal = loggedIn();
        byte[] large = new byte[32_000];
        for (int i = 0; i < 7; i++) {
            int written = vandal.openAll(1, () -> new Stream.Unidirectional(large));
            assertThat(written).isOne();
        }
        assertThat(vandal.room()).isBetween(1L, 64L * 1024);
    }

    /**
     * One first packet, again and again: nothing comes out of it, and quiche has to look at each. The codec's channels show
     * what quiche has taken only, and copies are no part of that.
     */
    @ParameterizedTest
    @EnumSource(names = "DIRECT")
    void packetsThatBringNothingEndAConnectionThatHasNotLoggedIn(Transport transport) throws Exception {
        start(transport);
        try (DatagramSocket wire = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            wire.setSoTimeout((int) Duration.ofSeconds(PATIENCE_SECONDS).toMillis());
            DatagramPacket first = firstPacketTo(wire);
            await().until(() -> {
                wire.send(new DatagramPacket(first.getData(), first.getLength(), address()));
                return counted("transport.too-much-before-login") > 0;
            });
        }
        assertNewcomerJoins();
    }

    /**
     * Nine bytes with a connection's id in them count as nothing received, since less than a packet's overhead is in them;
     * they counted as less than nothing, and whoever sent ten thousand of them could leave pieces for megabytes afterwards.
     */
    @ParameterizedTest
    @EnumSource(names = "DIRECT")
    void tinyPacketsMakeNoRoomForOthersThatBringNothing(Transport transport) throws Exception {
        start(transport);
        try (DatagramSocket wire = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            wire.setSoTimeout((int) Duration.ofSeconds(PATIENCE_SECONDS).toMillis());
            DatagramPacket first = firstPacketTo(wire);
            int firstBytes = first.getLength();
            wire.send(new DatagramPacket(first.getData(), firstBytes, address()));
            byte[] tiny = tinyPacketTo(idChosenBy(wire));
            for (int i = 0; i < 2_000; i++) {
                wire.send(new DatagramPacket(tiny, tiny.length, address()));
            }
            for (int i = 0; i < 20; i++) {
                wire.send(new DatagramPacket(first.getData(), firstBytes, address()));
            }
            await().until(() -> counted("transport.too-much-before-login") > 0);
        }
        assertNewcomerJoins();
    }

    /**
     * Packets under keys that come with the handshake, which never comes: QUIC keeps ten of them, and the relay counts them as
     * packets out of which nothing comes.
     */
    @ParameterizedTest
    @EnumSource(names = "DIRECT")
    void packetsThatCannotBeDecryptedYetEndAConnectionThatHasNotLoggedIn(Transport transport) throws Exception {
        start(transport);
        try (DatagramSocket wire = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            wire.setSoTimeout((int) Duration.ofSeconds(PATIENCE_SECONDS).toMillis());
            DatagramPacket first = firstPacketTo(wire);
            byte[] early = Arrays.copyOf(first.getData(), first.getLength());
            wire.send(new DatagramPacket(early, early.length, address()));
            // from here on 0-RTT packets of the same connection (RFC 9000 section 17.2.3)
            byte[] zeroRtt = zeroRttLike(early);
            await().until(() -> {
                wire.send(new DatagramPacket(zeroRtt, zeroRtt.length, address()));
                return counted("transport.too-much-before-login") > 0;
            });
        }
        assertNewcomerJoins();
    }

    /** The head of a client's first packet, as that of a 0-RTT packet of 1,200 bytes. */
    private static byte[] zeroRttLike(byte[] initial) {
        int destination = initial[5];
        int source = initial[6 + destination];
        int head = 7 + destination + source;
        byte[] packet = Arrays.copyOf(initial, 1_200);
        packet[0] = (byte) 0xd0;
        int rest = packet.length - head - 2;
        packet[head] = (byte) (0x40 | rest >> 8);
        packet[head + 1] = (byte) rest;
        return packet;
    }

    /** The relay's id of the connection, as its first packet names it. */
    private static byte[] idChosenBy(DatagramSocket wire) throws IOException {
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        wire.receive(answer);
        int at = 6 + answer.getData()[5];
        return Arrays.copyOfRange(answer.getData(), at + 1, at + 1 + answer.getData()[at]);
    }

    private static byte[] tinyPacketTo(byte[] id) {
        byte[] packet = new byte[1 + id.length];
        packet[0] = 0x40;
        System.arraycopy(id, 0, packet, 1, id.length);
        return packet;
    }

    private DatagramPacket firstPacketTo(DatagramSocket wire) throws IOException {
        var _ = socket.connect((InetSocketAddress) wire.getLocalSocketAddress(), ROOM, new SilentHandler());
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        wire.receive(packet);
        return packet;
    }
}
