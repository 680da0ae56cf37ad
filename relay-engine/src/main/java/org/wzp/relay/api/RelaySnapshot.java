package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The relay at one moment: one epoch, one clock reading, immutable all the way down. The console's tables, the command
 * line's status and the metrics are all made from it, so they can't disagree.
 *
 * @param epoch grows by one with each published snapshot
 * @param at the wall clock when it was taken
 * @param uptime since the relay last became ready; zero when not running
 * @param failure why the relay is {@link RelayState#FAILED}, for the operator
 * @param counters what was counted since start, by key in alphabetical order; only what happened; empty when not running
 */
public record RelaySnapshot(
        long epoch,
        Instant at,
        RelayState state,
        Duration uptime,
        Optional<String> failure,
        Endpoint endpoint,
        Traffic traffic,
        List<RoomView> rooms,
        AccessView access,
        ContentionStatus contention,
        List<Attention> attention,
        List<Counter> counters) {

    public RelaySnapshot {
        rooms = List.copyOf(rooms);
        attention = List.copyOf(attention);
        counters = List.copyOf(counters);
    }

    /** A relay that never ran. */
    public static RelaySnapshot stopped(Instant at) {
        return new RelaySnapshot(
                0,
                at,
                RelayState.STOPPED,
                Duration.ZERO,
                Optional.empty(),
                Endpoint.NONE,
                Traffic.NONE,
                List.of(),
                new AccessView(List.of(), List.of()),
                ContentionStatus.NONE,
                List.of(),
                List.of());
    }

    /** How often this was counted since start; 0 if it never happened. */
    public long counted(String key) {
        for (Counter counter : counters) {
            if (counter.key().equals(key)) {
                return counter.count();
            }
        }
        return 0;
    }

    /**
     * Something that happened so many times since start.
     *
     * @param key a stable name, such as {@code joined}, {@code refused.banned}, {@code token.timeout} or
     *     {@code transport.stray-packet}
     * @param count at least 1
     */
    public record Counter(String key, long count) {}

    /**
     * Where clients reach the relay and how they recognise it.
     *
     * @param listening the bound address with the real port; empty when not running
     * @param reachable addresses a client on the network can type, one for each interface
     * @param identityFingerprint eight groups of four hex digits; empty when unknown
     * @param tlsFingerprint 32 pairs of hex digits, SHA-256 of the certificate; empty when unknown
     * @param transport what carries QUIC, such as {@code direct} or {@code netty}
     */
    public record Endpoint(
            Optional<InetSocketAddress> listening,
            List<InetSocketAddress> reachable,
            String identityFingerprint,
            String tlsFingerprint,
            String transport) {
        public static final Endpoint NONE = new Endpoint(Optional.empty(), List.of(), "", "", "");

        public Endpoint {
            reachable = List.copyOf(reachable);
        }
    }

    /**
     * Totals since start and rates over the last second.
     *
     * @param sessions participants in rooms now
     * @param connections open QUIC connections of any kind
     * @param datagramsIn media datagrams received from participants, total
     * @param datagramsOut copies handed to QUIC, total
     * @param bytesIn media bytes received, total
     * @param bytesOut media bytes handed to QUIC, total
     * @param inPerSecond datagrams per second
     * @param outPerSecond datagrams per second
     * @param dropped what was not delivered and why, largest first
     * @param lostMost who lost the most copies, largest first, at most ten; also people who have left since
     */
    public record Traffic(
            int sessions,
            int connections,
            long datagramsIn,
            long datagramsOut,
            long bytesIn,
            long bytesOut,
            double inPerSecond,
            double outPerSecond,
            List<Drop> dropped,
            List<Loss> lostMost) {
        public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

        public Traffic {
            dropped = List.copyOf(dropped);
            lostMost = List.copyOf(lostMost);
        }
    }

    /** @param cause a stable key such as {@code outbox-full}, {@code too-large}, {@code malformed}, {@code closed} */
    public record Drop(String cause, long count) {}

    /**
     * What one participant should have got and did not.
     *
     * @param participant {@link ParticipantView#id}
     * @param alias may be empty
     * @param count copies, since it joined
     * @param mostly the cause of most of them, as in {@link Drop}
     * @param present whether it is still in the room
     */
    public record Loss(
            long participant,
            String alias,
            String fingerprint,
            String room,
            long count,
            String mostly,
            boolean present) {}

    /** How good a connection or a room is, for people; worst first, and last what nobody measured yet. */
    public enum Quality {
        POOR,
        FAIR,
        GOOD,
        UNMEASURED
    }

    /**
     * Who holds a room's quality down.
     *
     * @param participant {@link ParticipantView#id}
     * @param alias may be empty
     */
    public record Weakest(long participant, String alias, String fingerprint) {}

    /**
     * What is known of one participant's connection.
     *
     * @param quality by its reports; unmeasured before the first
     * @param tier codec tier that its reports earn, such as {@code Studio32k}; {@code Good} before the first
     * @param lossPercent as its client reports it, 0 to 100; empty before the first report
     * @param rttMillis round trip: as its client reports it, else as QUIC measures it; empty before either
     * @param rttByQuic true if {@code rttMillis} is QUIC's because nobody reported one
     * @param jitterMillis as its client reports it; empty before the first report
     */
    public record Link(
            Quality quality,
            String tier,
            OptionalDouble lossPercent,
            OptionalDouble rttMillis,
            boolean rttByQuic,
            OptionalDouble jitterMillis) {}

    /**
     * @param name the canonical room name
     * @param quality by the reports of whoever is in it; unmeasured before the first. Beside people, rehearsal callers don't
     *     count
     * @param tier the codec tier its members are told to use, such as {@code Good} or {@code Studio32k}
     * @param weakest the participant that holds the quality down; empty when none reported
     * @param policy who may enter
     * @param created when the first participant came
     * @param inPerSecond datagrams per second from the room's participants
     * @param outPerSecond copies per second to them
     * @param bitsInPerSecond media bits per second received from the room's participants
     * @param bitsOutPerSecond media bits per second of the copies to them
     * @param lossPercent worst reported loss, 0 to 100; empty when none reported
     * @param rehearsal true if every participant is a rehearsal caller
     */
    public record RoomView(
            String name,
            Quality quality,
            String tier,
            Optional<Weakest> weakest,
            RoomPolicy policy,
            Instant created,
            double inPerSecond,
            double outPerSecond,
            double bitsInPerSecond,
            double bitsOutPerSecond,
            OptionalDouble lossPercent,
            boolean rehearsal,
            List<ParticipantView> participants) {
        public RoomView {
            participants = List.copyOf(participants);
        }
    }

    /**
     * @param id process-wide participant number, never reused
     * @param alias the display name the client gave; empty when none
     * @param fingerprint identity fingerprint, eight groups of four hex digits
     * @param address where the client's packets come from
     * @param transport {@code QUIC}
     * @param codec codec of the last packet, such as {@code Opus24k}; empty before the first
     * @param link what is known of its connection
     * @param packetsIn media packets received from it, total
     * @param packetsOut copies handed to its connection, total
     * @param dropped copies it should have got and did not, total
     * @param overLimit packets from it that were dropped because it sent more than one may, total
     * @param droppedLately copies it should have got and did not, of the last ten seconds
     * @param inPerSecond packets per second from it over the last second
     * @param speaking true if packets with speech came within the last half second
     * @param joined when it entered the room
     * @param rehearsal true for a synthetic caller of this process
     */
    public record ParticipantView(
            long id,
            String alias,
            String fingerprint,
            InetSocketAddress address,
            String transport,
            String codec,
            Link link,
            long packetsIn,
            long packetsOut,
            long bytesIn,
            long bytesOut,
            long dropped,
            long overLimit,
            long droppedLately,
            double inPerSecond,
            boolean speaking,
            Instant joined,
            boolean rehearsal) {}

    /** The access rules in force. */
    public record AccessView(List<RoomRule> rules, List<Ban> bans) {
        public AccessView {
            rules = List.copyOf(rules);
            bans = List.copyOf(bans);
        }
    }

    /** @param allowed identity fingerprints that may enter when the policy is {@link RoomPolicy#ALLOW_LIST} */
    public record RoomRule(String room, RoomPolicy policy, List<String> allowed) {
        public RoomRule {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * @param id stable number of the ban
     * @param target whom it keeps out
     * @param room the one room it covers; empty means all
     * @param until when it ends; empty means never
     * @param hits how often it has turned somebody away
     */
    public record Ban(
            long id,
            BanTarget target,
            Optional<String> room,
            String reason,
            String issuer,
            Instant issued,
            Optional<Instant> until,
            long hits) {}

    /**
     * Something the operator should know, with its place.
     *
     * @param severity how bad
     * @param text one sentence, says what to do
     * @param place where in the console it leads: {@code overview}, {@code rooms}, {@code access}, {@code contention}
     * @param subject what it is about there; empty when it is about no single thing
     */
    public record Attention(Severity severity, String text, String place, Optional<Subject> subject) {
        /** About no single thing. */
        public Attention(Severity severity, String text, String place) {
            this(severity, text, place, Optional.empty());
        }

        public enum Severity {
            INFO,
            WARNING,
            ERROR
        }
    }

    /** What the operator is led to. */
    public sealed interface Subject {
        /** The canonical room name. */
        String room();

        /** A room. */
        record Room(String room) implements Subject {}

        /**
         * Somebody in a room.
         *
         * @param id participant number, as in {@link ParticipantView#id}
         * @param name as people read it, harmless and short
         */
        record Person(String room, long id, String name) implements Subject {}
    }
}
