package org.wzp.relay.api;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
 * @param logLevel {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param warnings what the configuration file says that the relay doesn't understand, one sentence each with its line
 */
public record RelayConfig(
        InetSocketAddress listen,
        Path home,
        Path identityFile,
        int maxSessions,
        Optional<URI> authUrl,
        Limits limits,
        Transport transport,
        String logLevel,
        List<String> warnings) {

    public RelayConfig {
        warnings = List.copyOf(warnings);
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
     * @param signalBytes largest signal accepted after login, at most 1,048,576 (wire specification 1.5)
     * @param mediaOutbox datagrams kept for one receiver that does not keep up; the oldest is dropped first
     * @param mediaMaxAge how long media may have waited here before it is sent; older media is dropped; zero for any time
     * @param stopGrace how long {@code stop} waits for connections to close
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
            Duration stopGrace) {

        public static Limits defaults() {
            return new Limits(
                    512,
                    256,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    16_384,
                    1_048_576,
                    256,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5));
        }
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
