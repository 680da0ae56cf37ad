package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.direct.DirectEndpoint;

@EnabledOnOs(OS.LINUX)
class DirectEndpointTest extends DirectContractTest {
    @Override
    QuicEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException {
        return DirectEndpoint.bind(settings, certificate, accept);
    }

    @Test
    void theCodecOnTheClassPathHasEverythingTheDirectTransportNeeds() {
        assertThat(DirectEndpoint.unavailable()).isEqualTo(Optional.empty());
    }

    /** Each keeps what its peer has left in it until it is forgotten. */
    @Test
    void ofConnectionsThatEndAtOnceOnlySoManyLinger() throws Exception {
        endAtOnce(300, false, 300 - 256);
        endAtOnce(40, true, 40 - 16);
    }

    private void endAtOnce(int count, boolean loggedIn, long forgottenEarly) throws Exception {
        QuicEndpoint busy = serve(limits(1_024, 1_024));
        accepted.clear();
        for (int i = 0; i < count; i++) {
            dial(busy, "general");
        }
        await().atMost(PATIENCE).until(() -> accepted.size() == count);
        accepted.element()
                .connection
                .execute(() -> accepted.forEach(peer -> {
                    if (loggedIn) {
                        peer.connection.loggedIn();
                    }
                    peer.connection.close(CloseReason.KICKED);
                }));
        await().atMost(PATIENCE).until(() -> busy.connections().isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(busy.counters().of(EndpointCounters.Event.FORGOTTEN_EARLY))
                        .isEqualTo(forgottenEarly));
    }

    /**
     * Somebody could do to a client that has moved what turns a copier away: he gets its voice sent to the old address for a moment,
     * and then no more. Here and not with many loops, where his copy may be first and the client is not seen to have moved.
     */
    @Test
    void whoHasMovedIsNotKeptWhereItWasByCopiesWithItsOldAddress() throws Exception {
        try (CopyingWire wire = new CopyingWire(server.localAddress())) {
            Peer here = new Peer();
            here.connection =
                    client.connect(wire.address(), "general", here).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Peer there = theAccepted();
            there.connection.loggedIn();
            wire.moveAndCopyFromBefore();
            await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
                sendText(here.connection, "moved up");
                sendText(there.connection, "moved down");
                return there.datagrams.contains("moved up")
                        && here.datagrams.contains("moved down")
                        && there.connection.remoteAddress().equals(wire.relaySide());
            });
            for (int i = 0; i < 100; i++) {
                sayUntilHeard(here, there, "up " + i);
                sayUntilHeard(there, here, "down " + i);
            }
            assertThat(wire.copies()).isGreaterThan(100);
            await().atMost(PATIENCE)
                    .until(() -> there.connection.remoteAddress().equals(wire.relaySide()));
            assertThat(here.closes).isEmpty();
        }
    }
}
