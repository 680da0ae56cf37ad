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
 * @param loops event loops of an endpoint that accepts, at least 1; the direct transport alone has more than one
 * @param acknowledgements when packets that nothing else answers are acknowledged; the direct transport alone heeds it
 * @param idleTimeout the connection ends when nothing came for so long; 30 s
 * @param keepAlive a PING after so long without other traffic; 5 s
 * @param ledger where the loop's hand-over queue and slow turns are counted
 */
public record EndpointSettings(
        InetSocketAddress bind,
        RelayConfig.Limits limits,
        int loops,
        Acknowledgements acknowledgements,
        Duration idleTimeout,
        Duration keepAlive,
        LockLedger ledger) {

    /**
     * When received packets are acknowledged that no packet of ours goes out to answer.
     *
     * @param packets after so many at once, at least 1
     * @param delay else so long after the first of them; zero for the loop's next tick
     */
    public record Acknowledgements(int packets, Duration delay) {
        /** A relay's: put off, because nearly every peer that sends to us is about to be sent somebody else's voice. */
        public static final Acknowledgements LAZY = new Acknowledgements(10, Duration.ZERO);

        /**
         * Stock clients': every second packet at once, one alone after 25 ms (quinn's defaults, which they leave as they are; RFC 9000
         * section 13.2).
         */
        public static final Acknowledgements STOCK = new Acknowledgements(2, Duration.ofMillis(25));
    }

    /** With stock peers' values and a ledger of its own. */
    public static EndpointSettings of(InetSocketAddress bind, RelayConfig.Limits limits) {
        return of(bind, limits, LockLedger.system());
    }

    /** With stock peers' values and one loop. */
    public static EndpointSettings of(InetSocketAddress bind, RelayConfig.Limits limits, LockLedger ledger) {
        return new EndpointSettings(
                bind, limits, 1, Acknowledgements.LAZY, Duration.ofSeconds(30), Duration.ofSeconds(5), ledger);
    }

    /** The same with so many loops. */
    public EndpointSettings withLoops(int count) {
        return new EndpointSettings(bind, limits, count, acknowledgements, idleTimeout, keepAlive, ledger);
    }

    /** The same with other acknowledgements. */
    public EndpointSettings with(Acknowledgements other) {
        return new EndpointSettings(bind, limits, loops, other, idleTimeout, keepAlive, ledger);
    }
}
