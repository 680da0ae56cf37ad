package org.wzp.relay.transport.direct;

import java.io.IOException;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;

/** What a kernel makes of an endpoint's loops that can't tell their packets apart. */
public final class Unsteered {
    private Unsteered() {}

    /** Any socket gets any packet, by the addresses that it comes from and goes to. */
    public static QuicEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException {
        return DirectEndpoint.bind(settings, certificate, accept, false);
    }
}
