package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.netty.NettyEndpoint;

/** What the direct transport promises beyond {@link EndpointContractTest}, with any number of loops. */
abstract class DirectContractTest extends EndpointContractTest {
    @Override
    QuicEndpoint bindClient(EndpointSettings settings) throws IOException {
        return DirectEndpoint.client(settings);
    }

    /** A signal is a packet of its own; whoever waits for a timer between two of them needs 15 s and more for this. */
    @Test
    void signalsInBurstsTravelWithoutWaitingForTimers() throws Exception {
        assertThat(sendInBursts(40)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void signalsQueuedBeforeACloseArriveBeforeIt() throws Exception {
        Peer here = dial("general");
        Connection there = theAccepted().connection;
        there.execute(() -> {
            for (int i = 0; i < 20; i++) {
                there.sendSignal(ping(i));
            }
            there.close(CloseReason.KICKED);
        });
        await().atMost(PATIENCE).until(() -> !here.closes.isEmpty());
        assertThat(here.signals)
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(EndpointContractTest::ping)
                        .toList());
    }

    /** Somebody who sees a connection's packets and sends them again as his own neither takes it over nor breaks it; the codec behind {@link NettyEndpoint} does not promise that. */
    @Test
    void copiesOfPacketsFromElsewhereDoNotMoveAConnection() throws Exception {
        try (CopyingWire wire = new CopyingWire(server.localAddress())) {
            Peer here = new Peer();
            here.connection =
                    client.connect(wire.address(), "general", here).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Peer there = theAccepted();
            wire.beginToCopy();
            for (int i = 0; i < 200; i++) {
                sendText(here.connection, "up " + i);
                sendText(there.connection, "down " + i);
                int number = i;
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(PATIENCE)
                        .until(() ->
                                there.datagrams.contains("up " + number) && here.datagrams.contains("down " + number));
            }
            assertThat(there.datagrams).hasSize(200);
            assertThat(here.datagrams).hasSize(200);
            assertThat(wire.copies()).isGreaterThan(100);
            assertThat(there.connection.remoteAddress()).isEqualTo(wire.relaySide());
        }
    }

    /** He would draw the voice of the connection to himself, as long as he goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::"})
    void copierWhoIsFirstEachTimeGetsNoneOfTheVoiceAfterTheFirstMoment(String listen) throws Exception {
        QuicEndpoint relay = serve(new InetSocketAddress(listen, 0), PatientLimits.limits());
        InetSocketAddress called =
                new InetSocketAddress("127.0.0.1", relay.localAddress().getPort());
        try (CopyingWire wire = new CopyingWire(called)) {
            Peer here = new Peer();
            here.connection =
                    client.connect(wire.address(), "general", here).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Peer there = theAccepted();
            there.connection.loggedIn();
            wire.beginToCopyFirst();
            sendText(here.connection, "copied");
            await().atMost(PATIENCE).until(() -> there.datagrams.contains("copied"));
            sayUntilHeard(there, here, "down");
            int drawnAway = wire.drawnAway();
            for (int i = 0; i < 200; i++) {
                sayUntilHeard(here, there, "up " + i);
                sayUntilHeard(there, here, "down " + i);
            }
            assertThat(wire.copies()).isGreaterThan(100);
            // QUIC still asks him whether he is the client
            assertThat(wire.drawnAway() - drawnAway).isLessThan(20);
            assertThat(there.connection.remoteAddress()).isEqualTo(wire.relaySide());
            assertThat(here.closes).isEmpty();
        }
    }

    /** Who only listens sends nothing while the copier has the voice, so it has to come back without that. */
    @Test
    void whoOnlyListensHearsOnWhenACopierIsFirstOnce() throws Exception {
        try (CopyingWire wire = new CopyingWire(server.localAddress())) {
            Peer here = new Peer();
            here.connection =
                    client.connect(wire.address(), "general", here).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Peer there = theAccepted();
            wire.beginToCopyFirst();
            sendText(here.connection, "copied");
            await().atMost(PATIENCE).until(() -> there.datagrams.contains("copied") && wire.copies() > 0);
            long before = System.nanoTime();
            sayUntilHeard(there, here, "down");
            // its keep-alive, and what quiche sends when a timer is due, come later
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
        }
    }

    static void sayUntilHeard(Peer from, Peer to, String words) {
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> {
            sendText(from.connection, words);
            return to.datagrams.contains(words);
        });
    }
}
