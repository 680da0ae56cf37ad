package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * Relays that announce themselves on the networks of this machine. Nothing of it is proven: only a link proves who is there.
 *
 * @param networks on how many networks this relay announces itself and listens
 * @param relays by name, at most {@value #MOST_RELAYS}
 * @param detail what went wrong when it is {@link State#FAILED}, printable; else empty
 */
public record NearbyStatus(State state, int networks, List<NearbyRelay> relays, Ignored ignored, String detail) {
    /** Anybody on a network can announce anything; so many are shown. */
    public static final int MOST_RELAYS = 64;

    public static final NearbyStatus NONE = new NearbyStatus(State.OFF, 0, List.of(), Ignored.NOTHING, "");

    public NearbyStatus {
        relays = List.copyOf(relays);
    }

    /** Whether this relay announces itself and hears others. */
    public enum State {
        /** The configuration says no, or the relay listens for this machine alone. */
        OFF,
        /** This machine is on no private network now; looked for again and again. */
        NO_NETWORK,
        /** No network could be opened; tried again and again. */
        FAILED,
        /** So much was announced that this relay stays away from the network for a minute. */
        FLOODED,
        HEARING
    }

    /**
     * A relay as it announces itself.
     *
     * @param fingerprint of its certificate, as it says, 64 lower-case hex digits
     * @param name as it calls itself; printable and short, never empty
     * @param version of the announcement, from 1
     * @param since when it was heard first
     */
    public record NearbyRelay(String fingerprint, String name, InetSocketAddress address, int version, Instant since) {}

    /**
     * What was heard and is not shown, since the relay started.
     *
     * @param unreadable announcements without a fingerprint, a port or an address of their network, or too long
     * @param beyond announcements beyond the {@value #MOST_RELAYS} that are shown
     * @param unread packets that were not read, as no program writes such, or as they would have cost too much
     * @param floods how often so much was announced that the relay stayed away from a network for a minute
     */
    public record Ignored(long unreadable, long beyond, long unread, long floods) {
        public static final Ignored NOTHING = new Ignored(0, 0, 0, 0);
    }
}
