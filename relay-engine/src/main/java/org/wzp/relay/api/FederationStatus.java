package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The relays that this one speaks with.
 *
 * @param peers one for each relay that is dialled, may dial, or is linked; by label
 * @param rooms one for each global room, by name
 * @param knocks relays that wanted a link and were turned away, newest first
 */
public record FederationStatus(List<PeerStatus> peers, List<GlobalRoomStatus> rooms, List<KnockStatus> knocks) {
    public static final FederationStatus NONE = new FederationStatus(List.of(), List.of(), List.of());

    public FederationStatus {
        peers = List.copyOf(peers);
        rooms = List.copyOf(rooms);
        knocks = List.copyOf(knocks);
    }

    /** Who opened the connection in use. */
    public enum Direction {
        /** This relay dialled. */
        OUT,
        /** The other relay dialled. */
        IN
    }

    /** Where a link stands. */
    public enum State {
        /** Media and rosters go both ways. */
        UP,
        /** The name is being looked up, or a connection made. */
        CONNECTING,
        /** The next attempt comes later. */
        WAITING,
        /** This relay dials nobody there; the other one may dial. */
        EXPECTED
    }

    /** How sure it is which relay is at the other end. */
    public enum Proof {
        /** Dialled, and it showed the certificate that was configured. */
        PINNED,
        /** It dialled, and signed this connection's challenge with the key of its certificate. */
        PROVEN,
        /** It dialled and says so; stock relays can't prove it. */
        CLAIMED,
        /** It is another one than was configured, or could not prove what it claimed. */
        REFUSED,
        /** Nobody has been heard yet. */
        UNKNOWN
    }

    /** Why there is no link. */
    public enum Problem {
        NONE,
        /** The name can't be looked up. */
        NO_SUCH_HOST,
        /** Nobody answers. */
        UNREACHABLE,
        /** A relay answers with another certificate; the detail is its fingerprint. */
        OTHER_CERTIFICATE,
        /** The other relay does not trust this one. */
        NOT_TRUSTED_THERE,
        /** The link was there and ended; the detail says how. */
        LOST,
        /** It says who it is, can't prove it, and claims alone are not accepted here. */
        CLAIM_NOT_ACCEPTED,
        /**
         * There is a link, and somebody elsewhere says that it is this stock relay and can't prove it. Were it that relay, which
         * dials as well, it would send nothing over the link (defect D-09).
         */
        CLAIMED_ELSEWHERE
    }

    /**
     * @param fingerprint of its certificate, 64 lower-case hex digits
     * @param label what people see of it
     * @param url what is dialled; of a relay that only dials, nothing
     * @param address where it is now; empty without a connection
     * @param speaksOurs whether it is of this kind, rather than a stock one
     * @param rttMillis round trip as QUIC measures it
     * @param rooms global rooms that it has people in
     * @param since when the link came up; without a link, since when it is down, as far as this relay dials it
     * @param retryAt when it is dialled next
     * @param detail to the problem, printable
     */
    public record PeerStatus(
            String fingerprint,
            String label,
            Optional<String> url,
            Optional<InetSocketAddress> address,
            Optional<Direction> direction,
            State state,
            Proof proof,
            boolean speaksOurs,
            OptionalDouble rttMillis,
            List<String> rooms,
            Traffic traffic,
            Optional<Instant> since,
            Optional<Instant> retryAt,
            Problem problem,
            Optional<String> detail,
            Trust trust) {
        public PeerStatus {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * What this relay was told about another one.
     *
     * @param dialled it is in the list of peers
     * @param mayDial it is in the list of trusted relays
     * @param until when the trust ends; empty for good
     */
    public record Trust(boolean dialled, boolean mayDial, Optional<Instant> until) {}

    /**
     * Media over a link since it came up.
     *
     * @param in datagrams from it, total
     * @param out datagrams to it, total
     * @param dropped by cause, largest first
     */
    public record Traffic(double inPerSecond, double outPerSecond, long in, long out, List<Drop> dropped) {
        public static final Traffic NONE = new Traffic(0, 0, 0, 0, List.of());

        public Traffic {
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * @param name canonical
     * @param here participants of this relay
     * @param elsewhere participants of others, as they tell
     * @param peers labels of the linked relays that have told of it
     */
    public record GlobalRoomStatus(String name, int here, int elsewhere, List<String> peers) {
        public GlobalRoomStatus {
            peers = List.copyOf(peers);
        }
    }

    /**
     * A relay that wanted a link.
     *
     * @param fingerprint that it claims or has proven, 64 lower-case hex digits
     * @param proven whether it has proven it
     * @param address where it came from
     * @param times how often it came
     * @param last when it came last
     */
    public record KnockStatus(String fingerprint, boolean proven, InetSocketAddress address, int times, Instant last) {}
}
