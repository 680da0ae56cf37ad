package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Optional;
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
}
