package org.wzp.relay.api;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which relays this one speaks with, and about which rooms. Immutable.
 *
 * @param peers relays that are dialled
 * @param trusted relays that may dial
 * @param globalRooms canonical names of the rooms that span relays
 * @param allowUnverified whether trusted relays that can only claim who they are, stock ones, may dial as well
 * @param packetsPerSecond media packets that one peer may send for one room in a second, before the people in it are counted
 * @param hopLimit relays that may pass on what a relay tells or sends of its own, 0 to 15
 * @param nearby whether this relay announces itself on private networks, and shows others that do
 */
public record FederationConfig(
        List<Peer> peers,
        List<Trusted> trusted,
        List<String> globalRooms,
        boolean allowUnverified,
        int packetsPerSecond,
        int hopLimit,
        boolean nearby) {
    /** What the reference lets through for a room (relay behaviour 10.12). */
    private static final int REFERENCE_PACKETS_PER_SECOND = 500;

    private static final int DEFAULT_HOP_LIMIT = 2;

    public static final FederationConfig NONE = new FederationConfig(
            List.of(), List.of(), List.of(), false, REFERENCE_PACKETS_PER_SECOND, DEFAULT_HOP_LIMIT, true);

    public FederationConfig {
        peers = List.copyOf(peers);
        trusted = List.copyOf(trusted);
        globalRooms = List.copyOf(globalRooms);
    }

    /**
     * A relay that is dialled.
     *
     * @param url host and port as typed; the name is looked up at every attempt
     * @param fingerprint of its certificate, 64 lower-case hex digits
     * @param label what people see; never empty
     */
    public record Peer(String url, String fingerprint, String label) {}

    /**
     * A relay that may dial.
     *
     * @param fingerprint of its certificate, 64 lower-case hex digits
     * @param label what people see; never empty
     * @param until when the trust ends, ms since 1970; empty for good
     */
    public record Trusted(String fingerprint, String label, Optional<Long> until) {}

    /** The relay with this fingerprint that is dialled. */
    public Optional<Peer> peer(String fingerprint) {
        return peers.stream()
                .filter(peer -> peer.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** The relay with this fingerprint that may dial, whether its time is over or not. */
    public Optional<Trusted> trusted(String fingerprint) {
        return trusted.stream()
                .filter(relay -> relay.fingerprint().equals(fingerprint))
                .findFirst();
    }

    public FederationConfig peers(UnaryOperator<List<Peer>> change) {
        return new FederationConfig(
                change.apply(peers), trusted, globalRooms, allowUnverified, packetsPerSecond, hopLimit, nearby);
    }

    public FederationConfig trusted(UnaryOperator<List<Trusted>> change) {
        return new FederationConfig(
                peers, change.apply(trusted), globalRooms, allowUnverified, packetsPerSecond, hopLimit, nearby);
    }

    public FederationConfig globalRooms(UnaryOperator<List<String>> change) {
        return new FederationConfig(
                peers, trusted, change.apply(globalRooms), allowUnverified, packetsPerSecond, hopLimit, nearby);
    }

    public FederationConfig nearby(boolean other) {
        return new FederationConfig(peers, trusted, globalRooms, allowUnverified, packetsPerSecond, hopLimit, other);
    }
}
