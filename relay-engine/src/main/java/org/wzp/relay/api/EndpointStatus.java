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
 * @param transport what carries QUIC, such as {@code direct} or {@code netty}
 */
public record EndpointStatus(
        Optional<InetSocketAddress> listening,
        List<InetSocketAddress> reachable,
        String identityFingerprint,
        String tlsFingerprint,
        String transport) {
    public static final EndpointStatus NONE = new EndpointStatus(Optional.empty(), List.of(), "", "", "");

    public EndpointStatus {
        reachable = List.copyOf(reachable);
    }
}
