package org.wzp.relay.transport;

import java.io.IOException;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.netty.NettyEndpoint;

class NettyEndpointTest extends EndpointContractTest {
    @Override
    QuicEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException {
        return NettyEndpoint.bind(settings, certificate, accept);
    }

    @Override
    QuicEndpoint bindClient(EndpointSettings settings) throws IOException {
        return NettyEndpoint.client(settings);
    }
}
