package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What needs the operator, in values; its sentence, which says what to do, is made in package {@code text}. */
public sealed interface Notice {

    /** @param text a sentence that somebody else made */
    record Told(String text) implements Notice {}

    /** The relay does not run. */
    record Failed(FailureCause why) implements Notice {}

    /** The configuration has something that has no effect. */
    record NoEffect(ConfigMistake what) implements Notice {}

    /**
     * Nothing can be kept in the relay's home.
     *
     * @param detail as in {@link Objection.NotWritten}
     */
    record HomeNotWritable(String home, FileTrouble trouble, String detail) implements Notice {}

    /** The audit log is not as the relay left it. */
    record AuditLogChanged(String file, AuditProblem how) implements Notice {}

    /** Why the last command could not be carried out. */
    record CommandNotWritten(Objection.NotWritten why) implements Notice {}

    /**
     * The last command was carried out and is not in the audit log.
     *
     * @param detail the path that is in the way, or the system's own words; else empty
     */
    record CommandNotInAuditLog(FileTrouble trouble, String detail) implements Notice {}

    /** @param limit sessions that there may be, all of which are taken */
    record RelayFull(int limit) implements Notice {}

    /** @param times that a lock was taken on the media path, where none may be */
    record LocksOnMediaPath(long times) implements Notice {}

    /** @param events that came too fast for their listeners */
    record EventsMissing(long events) implements Notice {}

    /** A room is below Good, and it is not known who holds it down. */
    record RoomBelowGood(String room) implements Notice {}

    /**
     * Who holds a room below Good.
     *
     * @param alias may be empty
     * @param others who are below Good there as well: helping the first alone would not help the room
     */
    record WeakConnection(
            String room,
            String alias,
            String fingerprint,
            OptionalDouble lossPercent,
            OptionalDouble rttMillis,
            List<Person> others)
            implements Notice {
        public WeakConnection {
            others = List.copyOf(others);
        }
    }

    /** @param rooms that are below Good besides those that have a line each */
    record MoreRoomsBelowGood(int rooms) implements Notice {}

    /**
     * There is no link to another relay.
     *
     * @param since when there was one
     */
    record NoLink(String label, Optional<Instant> since, LinkProblem problem) implements Notice {}

    /** @param links that are down besides those that have a line each */
    record MoreLinksDown(int links) implements Notice {}

    /** There is a link, and something is wrong with it. */
    record LinkTrouble(String label, LinkProblem problem) implements Notice {}

    /**
     * What is wrong with a link, as in {@link FederationStatus.PeerStatus}.
     *
     * @param url where the relay is dialled
     */
    record LinkProblem(FederationStatus.Problem kind, Optional<String> url, Optional<String> detail) {
        public static LinkProblem of(FederationStatus.PeerStatus peer) {
            return new LinkProblem(peer.problem(), peer.url(), peer.detail());
        }
    }

    /** @param relay fingerprint of the one that wants a link */
    record Knock(String relay) implements Notice {}

    /** @param relays that want a link, more than one */
    record Knocks(int relays) implements Notice {}

    /**
     * Packets were dropped in the last ten seconds.
     *
     * @param person who sends too much, if limits on sending are the cause; else who misses most
     */
    record DroppedNow(long packets, DropCause cause, Optional<AffectedPerson> person) implements Notice {}

    /**
     * Packets were dropped since the start, none of them in the last ten seconds.
     *
     * @param mostly the cause of most
     * @param person who missed most
     */
    record DroppedBefore(long packets, DropCause mostly, Optional<AffectedPerson> person) implements Notice {}

    /** @param alias may be empty */
    record AffectedPerson(String alias, String fingerprint, String room, long packets) {}

    /**
     * New connections needed the places of some that did not log in.
     *
     * @param lastFrom address of the last of those that needed a place
     */
    record SilentConnections(long times, Optional<String> lastFrom) implements Notice {}

    /**
     * Nobody can log in.
     *
     * @param service host of the token service
     * @param people who were turned away since it last answered
     */
    record TokenServiceFails(String service, TokenProblem problem, int people) implements Notice {}

    /**
     * The same identity joined again from another address.
     *
     * @param before address and port of the older connection
     * @param now address and port of the newer one
     */
    record TakenOver(String name, String room, String before, String now) implements Notice {}
}
