package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wzp.relay.identity.RelayCertificate;

@EnabledOnOs(OS.LINUX)
class DirectEndpointTest extends EndpointContractTest {
    @Override
    QuicEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException {
        return DirectEndpoint.bind(settings, certificate, accept);
    }

    @Override
    QuicEndpoint bindClient(EndpointSettings settings) throws IOException {
        return DirectEndpoint.client(settings);
    }

    @Test
    void theCodecOnTheClassPathHasEverythingTheDirectTransportNeeds() {
        assertThat(DirectEndpoint.unavailable()).isEqualTo(Optional.empty());
    }
}
