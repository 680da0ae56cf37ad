package org.wzp.relay.transport;

import java.io.IOException;
import java.util.Optional;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.identity.RelayCertificate;

/** Chooses the transport: our own endpoint where this machine and the codec's version allow it. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * Binds an endpoint that accepts and dials.
     *
     * @throws java.net.BindException if the address is taken
     * @throws IOException if the transport asked for does not work here; the message says why
     */
    public static QuicEndpoint bind(
            RelayConfig.Transport transport,
            EndpointSettings settings,
            RelayCertificate certificate,
            ConnectionAcceptor accept)
            throws IOException {
        requireDirect(transport);
        return DirectEndpoint.bind(settings, certificate, accept);
    }

    /** Binds an endpoint that only dials. */
    public static QuicEndpoint client(RelayConfig.Transport transport, EndpointSettings settings) throws IOException {
        requireDirect(transport);
        return DirectEndpoint.client(settings);
    }

    private static void requireDirect(RelayConfig.Transport transport) throws IOException {
        Optional<String> missing = DirectEndpoint.unavailable();
        if (transport == RelayConfig.Transport.NETTY) {
            throw new IOException("this version has no netty transport yet: set transport to auto or direct");
        }
        if (missing.isPresent()) {
            throw new IOException("no QUIC transport works here: " + missing.get());
        }
    }
}
