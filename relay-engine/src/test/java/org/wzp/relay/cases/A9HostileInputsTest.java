package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicClientCodecBuilder;
import io.netty.incubator.codec.quic.QuicSslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.common.LoopConnection;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.direct.HostilePeer;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalCodec;

/** A9: the hostile inputs that were tried against the relay, before and after the login, over both transports. */
@EnabledOnOs(OS.LINUX)
class A9HostileInputsTest {

    @TempDir
    private Path home;

    private static List<Path> inputs() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(A9HostileInputsTest.class.getResource("/cases/signals"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSize(13);
            return all;
        }
    }

    private RelayFixture started(RelayConfig.Transport transport) {
        RelayConfig config = RelayFixture.config(home);
        return RelayFixture.started(new RelayConfig(
                config.listen(),
                config.home(),
                config.identityFile(),
                config.maxSessions(),
                config.authUrl(),
                config.limits(),
                transport,
                config.logLevel(),
                config.warnings()));
    }

    private static QuicEndpoint socket() throws IOException {
        return DirectEndpoint.client(
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
    }

    private static void send(HostilePeer peer, byte[] bytes) {
        int opened = peer.openAll(1, () -> new HostilePeer.Stream.Whole(bytes));
        assertThat(opened).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void beforeTheLoginEachEndsItsConnectionAndNothingElse(RelayConfig.Transport transport) throws Exception {
        try (RelayFixture relay = started(transport);
                QuicEndpoint socket = socket()) {
            TestClient bystander = new TestClient().join(relay, "podcast", "Anna");
            for (Path input : inputs()) {
                HostilePeer vandal = HostilePeer.dial(socket, relay.address(), "podcast");
                send(vandal, Files.readAllBytes(input));
                assertThat(vandal.awaitClose().code()).as("%s", input).isPositive();
            }
            assertUndisturbed(relay, bystander);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void afterTheLoginEachIsSkippedOrEndsItsConnectionAndNothingElse(RelayConfig.Transport transport) throws Exception {
        try (RelayFixture relay = started(transport);
                QuicEndpoint socket = socket()) {
            TestClient bystander = new TestClient().join(relay, "podcast", "Anna");
            for (Path input : inputs()) {
                HostilePeer vandal = HostilePeer.dial(socket, relay.address(), "podcast");
                long joined = counted(relay, "joined");
                send(
                        vandal,
                        SignalCodec.encodeFrame(Handshake.offer(
                                TestClient.newIdentity(),
                                EphemeralKey.random(new SecureRandom()),
                                QualityProfile.STANDARD,
                                "Vandal")));
                TestClient.await(() -> assertThat(counted(relay, "joined")).isEqualTo(joined + 1));
                long before = refused(relay);
                send(vandal, Files.readAllBytes(input));
                TestClient.await(
                        () -> assertThat(refused(relay)).as("%s", input).isEqualTo(before + 1));
            }
            assertUndisturbed(relay, bystander);
        }
    }

    @Test
    void aRefusedInputLeavesALineAtDebugLevel() throws Exception {
        try (RelayFixture relay = started(RelayConfig.Transport.AUTO);
                QuicEndpoint socket = socket();
                ExpectedLog streams = ExpectedLog.of(SignalStreams.class).at(Level.DEBUG);
                ExpectedLog engine = ExpectedLog.everywhere().at(Level.DEBUG)) {
            for (Path input : inputs()) {
                HostilePeer vandal = HostilePeer.dial(socket, relay.address(), "podcast");
                send(vandal, Files.readAllBytes(input));
                assertThat(vandal.awaitClose().byPeer()).isTrue();
            }
            assertThat(streams.lines()).hasSizeGreaterThanOrEqualTo(inputs().size());
            assertThat(streams.lines()).anyMatch(line -> line.contains("127.0.0.1") && line.contains("unreadable"));
            assertThat(engine.lines()).anyMatch(line -> line.contains("was turned away from podcast"));
            assertThat(streams.lines()).noneMatch(line -> line.contains("\u001b") || line.contains("\n"));
        }
    }

    /** With the codec's channels each such packet was a fault with a stack trace, two kilobytes of log for a stranger's one. */
    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whoSpeaksAnotherProtocolIsNoFaultInTheLog(RelayConfig.Transport transport) throws Exception {
        try (RelayFixture relay = started(transport);
                ExpectedLog faults = ExpectedLog.of(LoopConnection.class).at(Level.INFO)) {
            for (int i = 0; i < 3; i++) {
                assertThat(speakHttp3To(relay.address())).isFalse();
            }
            TestClient.await(() ->
                    assertThat(counted(relay, "transport.handshake-failed")).isEqualTo(3));
            TestClient bystander = new TestClient().join(relay, "podcast", "Anna");
            assertUndisturbed(relay, bystander);
            assertThat(faults.lines()).isEmpty();
        }
    }

    /** Whether the handshake succeeds. */
    private static boolean speakHttp3To(InetSocketAddress relay) throws InterruptedException {
        EventLoopGroup group = new NioEventLoopGroup(1);
        try {
            Channel udp = new Bootstrap()
                    .group(group)
                    .channel(NioDatagramChannel.class)
                    .handler(new QuicClientCodecBuilder()
                            .sslContext(QuicSslContextBuilder.forClient()
                                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                                    .applicationProtocols("h3")
                                    .build())
                            .build())
                    .bind(0)
                    .sync()
                    .channel();
            return QuicChannel.newBootstrap(udp)
                    .handler(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                            context.close();
                        }
                    })
                    .remoteAddress(relay)
                    .connect()
                    .await()
                    .isSuccess();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
    }

    /** Everything an input can come to is counted: skipped, ignored, or too large for the connection. */
    private static long refused(RelayFixture relay) {
        return counted(relay, "signal-unreadable")
                + counted(relay, "signal-ignored")
                + counted(relay, "transport.signal-too-large");
    }

    private static long counted(RelayFixture relay, String key) {
        return relay.relay().admissions().getOrDefault(key, 0L);
    }

    private static void assertUndisturbed(RelayFixture relay, TestClient bystander) {
        TestClient newcomer = new TestClient().join(relay, "podcast", "Ben");
        newcomer.say("hello");
        TestClient.await(() -> assertThat(bystander.heard()).contains("hello"));
        assertThat(bystander.closeInfo()).isEmpty();
        newcomer.leave();
    }
}
