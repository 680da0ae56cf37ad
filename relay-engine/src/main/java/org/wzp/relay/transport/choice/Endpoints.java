package org.wzp.relay.transport.choice;

import java.io.IOException;
import java.util.Optional;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.netty.NettyEndpoint;

/** Chooses the transport: our own endpoint where this machine and the codec's version allow it. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * Binds an endpoint that accepts and dials.
     *
     * @throws java.net.BindException if the address is taken
     * @throws TransportUnavailable if the transport asked for does not work here; the message says why
     */
    public static QuicEndpoint bind(
            RelayConfig.Transport transport,
            EndpointSettings settings,
            RelayCertificate certificate,
            ConnectionAcceptor accept)
            throws IOException {
        return direct(transport)
                ? DirectEndpoint.bind(settings, certificate, accept)
                : NettyEndpoint.bind(settings, certificate, accept);
    }

    /** Binds an endpoint that only dials. */
    public static QuicEndpoint client(RelayConfig.Transport transport, EndpointSettings settings) throws IOException {
        return direct(transport) ? DirectEndpoint.client(settings) : NettyEndpoint.client(settings);
    }

    private static boolean direct(RelayConfig.Transport transport) throws IOException {
        NativeFolder.choose();
        Optional<String> noDirect =
                transport == RelayConfig.Transport.NETTY ? Optional.empty() : DirectEndpoint.unavailable();
        if (transport == RelayConfig.Transport.DIRECT && noDirect.isPresent()) {
            throw new TransportUnavailable(FailureCause.NoTransport.Kind.DIRECT, noDirect.get());
        }
        boolean direct = transport != RelayConfig.Transport.NETTY && noDirect.isEmpty();
        Optional<String> noNetty = direct ? Optional.empty() : NettyEndpoint.unavailable();
        if (noNetty.isPresent()) {
            throw new TransportUnavailable(FailureCause.NoTransport.Kind.ANY, noNetty.get());
        }
        return direct;
    }
}
