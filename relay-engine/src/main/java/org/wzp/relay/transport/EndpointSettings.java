package org.wzp.relay.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;

/**
 * What an endpoint is built with. Values beside the limits are those of stock peers (wire specification 1.4).
 *
 * @param bind local address; port 0 takes any free one
 * @param limits bounds before login, signal sizes, outbox size
 * @param idleTimeout the connection ends when nothing came for so long; 30 s
 * @param keepAlive a PING after so long without other traffic; 5 s
 * @param ledger where the loop's hand-over queue and slow turns are booked
 */
public record EndpointSettings(
        InetSocketAddress bind,
        RelayConfig.Limits limits,
        Duration idleTimeout,
        Duration keepAlive,
        LockLedger ledger) {

    /** With stock peers' values and a ledger of its own. */
    public static EndpointSettings of(InetSocketAddress bind, RelayConfig.Limits limits) {
        return of(bind, limits, LockLedger.system());
    }

    /** With stock peers' values. */
    public static EndpointSettings of(InetSocketAddress bind, RelayConfig.Limits limits, LockLedger ledger) {
        return new EndpointSettings(bind, limits, Duration.ofSeconds(30), Duration.ofSeconds(5), ledger);
    }
}
