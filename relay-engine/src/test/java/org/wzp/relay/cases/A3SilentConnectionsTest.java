package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
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
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/**
 * A3: connections from three addresses that say nothing took all places of those who log in, and kept everybody else out
 * for half a minute, unseen. The oldest silent ones make room now, counted and told.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs several loopback addresses")
class A3SilentConnectionsTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path home;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private EmbeddedRelay relay;
    private RelayConfig.Limits limits;

    private void start(Transport transport) throws Exception {
        RelayConfig base = RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home);
        limits = base.limits();
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

    private QuicEndpoint socket(String host) throws Exception {
        QuicEndpoint socket = Endpoints.client(
                Transport.AUTO, EndpointSettings.of(new InetSocketAddress(host, 0), PatientLimits.limits()));
        opened.add(socket);
        return socket;
    }

    private long counted(String name) {
        return relay.admissions().getOrDefault(name, 0L);
    }

    private List<SilentHandler> crowd(String host, int size) throws Exception {
        QuicEndpoint socket = socket(host);
        List<SilentHandler> crowd = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long before = counted("transport.accepted");
            SilentHandler silent = new SilentHandler();
            var _ = socket.connect(address(), "ghosts", silent).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            await().pollInterval(Duration.ofMillis(1)).until(() -> counted("transport.accepted") > before);
            crowd.add(silent);
        }
        return crowd;
    }

    private void assertNewcomerJoins(String host) throws Exception {
        RelayClient newcomer = RelayClient.join(
                        socket(host),
                        new RelayClient.Ticket(
                                address(), "lobby", Identity.of(Seed.random(RANDOM)), "Anna", Optional.empty()),
                        new RelayClient.Listener() {
                            @Override
                            public void onMedia(ByteBuf packet) {}
                        })
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(newcomer.connection().isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void silentConnectionsFromThreeAddressesKeepNobodyOutAndAreTold(Transport transport) throws Exception {
        start(transport);
        int fromOne = limits.handshakesPerPrefix() * 3 / 4;
        List<SilentHandler> first = crowd("127.1.0.1", fromOne);
        List<SilentHandler> second = crowd("127.2.0.1", fromOne);
        List<SilentHandler> third = crowd("127.3.0.1", limits.handshakesInFlight() - 2 * fromOne);

        assertNewcomerJoins("127.9.0.1");
        assertNewcomerJoins("127.1.0.1");

        assertThat(counted("transport.made-room")).isPositive();
        assertThat(counted("transport.refused-busy")).isZero();
        // of those with most places, the oldest
        await().until(() -> first.getFirst().isClosed());
        assertThat(second.getLast().isClosed()).isFalse();
        assertThat(third).noneMatch(SilentHandler::isClosed);
        await().untilAsserted(() -> assertThat(relay.snapshot().attention())
                .extracting(NoticeWords::english)
                .anyMatch(text -> text.contains("don't log in") && text.contains("127.1.0.1")));
    }
}
