package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
}
