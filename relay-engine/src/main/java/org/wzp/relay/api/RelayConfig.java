package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything the relay is told before it starts; validated, immutable.
 *
 * @param listen address and port of the UDP socket; port 0 takes any free one
 * @param home directory of {@code relay.toml}, {@code console.toml}, the identity and the audit log
 * @param identityFile file of 64 hex digits; usually {@code home/relay-identity}
 * @param maxSessions participants admitted at one time, 1 to 1,000,000
 * @param authUrl where tokens are checked; empty means no tokens are asked for
 * @param limits bounds that protect the relay before and after login
 * @param transport which transport carries QUIC
 * @param loops over how many event loops clients are spread; the direct transport alone
 * @param logLevel {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param federation the relays that this one speaks with, as the file and the command line have them
 * @param warnings what the configuration file says that the relay doesn't understand
 */
public record RelayConfig(
        InetSocketAddress listen,
        Path home,
        Path identityFile,
        int maxSessions,
        Optional<URI> authUrl,
        Limits limits,
        Transport transport,
        Loops loops,
        String logLevel,
        FederationConfig federation,
        List<ConfigMistake> warnings) {

    public RelayConfig {
        warnings = List.copyOf(warnings);
    }

    /** With the usual number of event loops, speaking with no other relay. */
    public RelayConfig(
            InetSocketAddress listen,
            Path home,
            Path identityFile,
            int maxSessions,
            Optional<URI> authUrl,
            Limits limits,
            Transport transport,
            String logLevel,
            List<ConfigMistake> warnings) {
        this(
                listen,
                home,
                identityFile,
                maxSessions,
                authUrl,
                limits,
                transport,
                Loops.defaults(),
                logLevel,
                FederationConfig.NONE,
                warnings);
    }

    /**
     * @param count event loops, each with a thread and a socket of its own on the one port, 1 to {@value #MOST}; empty for what
     *     suits this machine
     * @param spreadAbove people in a room from which on further ones go to other loops than the room's first, at least 1
     */
    public record Loops(OptionalInt count, int spreadAbove) {
        /** More than that no machine has use for. */
        public static final int MOST = 64;

        private static final int USUALLY_AT_MOST = 8;

        public static Loops defaults() {
            return new Loops(OptionalInt.empty(), 16);
        }

        /** How many there are on a machine with so many processors. */
        public int on(int processors) {
            return count.orElse(Math.clamp(processors / 2, 1, USUALLY_AT_MOST));
        }
    }

    /** Which transport carries QUIC. */
    public enum Transport {
        /** {@link #DIRECT} where this platform has it, else {@link #NETTY}. */
        AUTO,
        /** Our own endpoint over the codec's native functions. */
        DIRECT,
        /** Netty's public QUIC channels. */
        NETTY
    }

    /**
     * @param handshakesInFlight connections that have not logged in yet, over all addresses
     * @param handshakesPerPrefix the same from one address prefix (IPv4 /24, IPv6 /56); three quarters of it from one address
     * @param firstFrame how long a connected client may stay silent before its first signal; at least 30 s for stock apps
     * @param setup how long login may take from the first signal on
     * @param signalBytesBeforeLogin largest signal accepted before login
     * @param signalBytes largest signal accepted after login, at most 1,048,576 (wire specification 1.5); a room's
     *     participants have nothing to say that is longer than their login
     * @param mediaOutbox datagrams kept for one receiver that does not keep up; the oldest is dropped first
     * @param mediaMaxAge how long media may have waited here before it is sent; older media is dropped; zero for any time
     * @param stopGrace how long {@code stop} waits for connections to close
     * @param quotas what one address, identity, sender or room may use after login
     */
    public record Limits(
            int handshakesInFlight,
            int handshakesPerPrefix,
            Duration firstFrame,
            Duration setup,
            int signalBytesBeforeLogin,
            int signalBytes,
            int mediaOutbox,
            Duration mediaMaxAge,
            Duration stopGrace,
            Quotas quotas) {

        /** The same with other quotas. */
        public Limits with(Quotas other) {
            return new Limits(
                    handshakesInFlight,
                    handshakesPerPrefix,
                    firstFrame,
                    setup,
                    signalBytesBeforeLogin,
                    signalBytes,
                    mediaOutbox,
                    mediaMaxAge,
                    stopGrace,
                    other);
        }

        public static Limits defaults() {
            return new Limits(
                    512,
                    256,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    16_384,
                    65_536,
                    256,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    Quotas.defaults());
        }
    }

    /**
     * What one client may use of a relay that belongs to all. Generous: no honest client of today comes near.
     *
     * @param sessionsPerAddress participants from one IPv4 address or one IPv6 /64; empty leaves a quarter of all places, at
     *     most {@value #LEFT_TO_OTHERS}, to everybody else, but is never fewer than {@value #FEWEST_PER_ADDRESS}
     * @param joinsPerAddress logins that may begin from one of these in a minute, also all at once
     * @param joinsPerIdentity logins of one identity in a minute, also all at once
     * @param packetsPerSecond media packets from one participant
     * @param bytesPerSecond media bytes from one participant
     * @param signalsPerSecond signals from one participant that are looked at
     * @param rosterBytesPerSecond rosters to all members of one room together
     */
    public record Quotas(
            OptionalInt sessionsPerAddress,
            int joinsPerAddress,
            int joinsPerIdentity,
            int packetsPerSecond,
            int bytesPerSecond,
            int signalsPerSecond,
            int rosterBytesPerSecond) {
        private static final int FEWEST_PER_ADDRESS = 32;
        private static final int LEFT_TO_OTHERS = 100;
        private static final int PART_FOR_OTHERS = 4;

        public static Quotas defaults() {
            return new Quotas(OptionalInt.empty(), 3_000, 120, 10_000, 2_000_000, 20, 2_000_000);
        }

        /** Participants that one address may have on a relay with so many places. */
        public int sessionsPerAddress(int maxSessions) {
            int left = Math.min(maxSessions / PART_FOR_OTHERS, LEFT_TO_OTHERS);
            return sessionsPerAddress.orElse(Math.max(FEWEST_PER_ADDRESS, maxSessions - left));
        }
    }

    /** The same with other limits. */
    public RelayConfig with(Limits other) {
        return new RelayConfig(
                listen,
                home,
                identityFile,
                maxSessions,
                authUrl,
                other,
                transport,
                loops,
                logLevel,
                federation,
                warnings);
    }

    /** The same with other relays. */
    public RelayConfig with(FederationConfig other) {
        return new RelayConfig(
                listen, home, identityFile, maxSessions, authUrl, limits, transport, loops, logLevel, other, warnings);
    }

    /** A relay on {@code listen} with everything else at its default, keeping its files in {@code home}. */
    public static RelayConfig defaults(InetSocketAddress listen, Path home) {
        return new RelayConfig(
                listen,
                home,
                home.resolve("relay-identity"),
                100,
                Optional.empty(),
                Limits.defaults(),
                Transport.AUTO,
                "info",
                List.of());
    }
}
