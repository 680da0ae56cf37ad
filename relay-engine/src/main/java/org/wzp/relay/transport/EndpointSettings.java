package org.wzp.relay.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.wzp.relay.api.RelayConfig;

/**
 * What an endpoint is built with. Values beside the limits are those of stock peers (wire specification 1.4).
 *
 * @param bind local address; port 0 takes any free one
 * @param limits bounds before login, signal sizes, outbox size
 * @param idleTimeout the connection ends when nothing came for so long; 30 s
 * @param keepAlive a PING after so long without other traffic; 5 s
 */
public record EndpointSettings(
        InetSocketAddress bind, RelayConfig.Limits limits, Duration idleTimeout, Duration keepAlive) {

    public static EndpointSettings of(InetSocketAddress bind, RelayConfig.Limits limits) {
        return new EndpointSettings(bind, limits, Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}
