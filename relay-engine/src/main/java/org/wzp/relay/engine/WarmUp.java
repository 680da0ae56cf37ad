package org.wzp.relay.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.admission.OfferCheck;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.QualityProfile;

/**
 * The first handshake of a process loads classes and libraries for up to 1.2 s. The relay goes through one with itself
 * before it says it is ready, so that no client waits for that. A relay that can't reach itself is not thereby broken.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private WarmUp() {}

    static void run(QuicEndpoint endpoint, OfferCheck offers) {
        CompletableFuture<Connection> ping =
                endpoint.connect(reachable(endpoint.localAddress()), "ping", ConnectionHandler.CLOSING);
        SecureRandom random = new SecureRandom();
        offers.check(Handshake.offer(
                Identity.of(Seed.random(random)), EphemeralKey.random(random), QualityProfile.STANDARD, null));
        try {
            ping.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The relay did not reach itself: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress bound) {
        return bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
                : bound;
    }
}
