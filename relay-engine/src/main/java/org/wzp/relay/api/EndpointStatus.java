package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where clients reach the relay and how they recognise it.
 *
 * @param listening the bound address with the real port; empty when not running
 * @param reachable addresses a client on the network can type, one for each interface
 * @param identityFingerprint eight groups of four hex digits; empty when unknown
 * @param tlsFingerprint 32 pairs of hex digits, SHA-256 of the certificate; empty when unknown
 * @param transport what carries QUIC; empty when not running
 * @param tokenService whether a token service says who people are; identities are then whatever it calls them. Unknown, and
 *     false, when not running
 */
public record EndpointStatus(
        Optional<InetSocketAddress> listening,
        List<InetSocketAddress> reachable,
        Optional<String> identityFingerprint,
        Optional<String> tlsFingerprint,
        Optional<QuicTransport> transport,
        boolean tokenService) {
    public static final EndpointStatus NONE = new EndpointStatus(
            Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public EndpointStatus {
        reachable = List.copyOf(reachable);
    }
}
