package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.direct.DirectEndpoint;

/** An endpoint that fails after it has bound its port lets go of it: somebody mends the cause and tries again. */
class HalfBuiltEndpointTest {
    private static final RelayCertificate CERTIFICATE = RelayCertificate.of(Seed.ofHex("11".repeat(32)));

    private static EndpointSettings settings(InetSocketAddress at, Duration keepAlive) {
        return new EndpointSettings(
                at,
                RelayConfig.Limits.defaults(),
                2,
                EndpointSettings.Acknowledgements.LAZY,
                Duration.ofSeconds(30),
                keepAlive,
                LockLedger.system());
    }

    @Test
    void thePortIsFreeAfterwards() throws Exception {
        InetSocketAddress at;
        try (QuicEndpoint first = bind(settings(new InetSocketAddress("127.0.0.1", 0), Duration.ofSeconds(5)))) {
            at = first.localAddress();
        }
        // more nanoseconds than there are: it is noticed where the loops are built
        EndpointSettings impossible = settings(at, Duration.ofSeconds(Long.MAX_VALUE));
        assertThatThrownBy(() -> bind(impossible)).isInstanceOf(ArithmeticException.class);
        try (QuicEndpoint again = bind(settings(at, Duration.ofSeconds(5)))) {
            assertThat(again.localAddress()).isEqualTo(at);
        }
    }

    private static QuicEndpoint bind(EndpointSettings settings) throws Exception {
        return DirectEndpoint.bind(settings, CERTIFICATE, connection -> ConnectionHandler.CLOSING);
    }
}
