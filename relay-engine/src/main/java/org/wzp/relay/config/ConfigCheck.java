package org.wzp.relay.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;

/** Refuses a configuration that can't work, before anything is bound or written. */
public final class ConfigCheck {
    private static final int MAX_SESSIONS = 1_000_000;
    private static final int MAX_SIGNAL_BYTES = 1_048_576;
    private static final int MAX_RATE = 1_000_000_000;
    /** A CallOffer of a stock client is under 2 KiB (wire specification F31). */
    private static final int MIN_SIGNAL_BYTES = 2_048;

    private ConfigCheck() {}

    public static void check(RelayConfig config) throws RelayStartException {
        if (config.listen().isUnresolved()) {
            throw new RelayStartException(
                    "The address to listen on, " + config.listen().getHostString()
                            + ", is unknown to this machine. Use 0.0.0.0, or one of its own addresses, with --listen.");
        }
        range("max_sessions", config.maxSessions(), 1, MAX_SESSIONS);
        RelayConfig.Limits limits = config.limits();
        range("the limit of handshakes in flight", limits.handshakesInFlight(), 1, Integer.MAX_VALUE);
        range("the limit of handshakes for each address prefix", limits.handshakesPerPrefix(), 1, Integer.MAX_VALUE);
        range("the largest signal before login", limits.signalBytesBeforeLogin(), MIN_SIGNAL_BYTES, MAX_SIGNAL_BYTES);
        range("the largest signal", limits.signalBytes(), MIN_SIGNAL_BYTES, MAX_SIGNAL_BYTES);
        range("the outbox of a receiver", limits.mediaOutbox(), 1, Integer.MAX_VALUE);
        if (limits.mediaMaxAge().isNegative()) {
            throw new RelayStartException("The age of media can't be less than 0. Correct it in the configuration.");
        }
        quotas(limits.quotas());
        positive("the time to the first signal", limits.firstFrame());
        positive("the time for the login", limits.setup());
        authUrl(config.authUrl());
    }

    private static void quotas(RelayConfig.Quotas quotas) throws RelayStartException {
        range("sessions_per_address", quotas.sessionsPerAddress().orElse(1), 1, MAX_SESSIONS);
        range("joins_per_address", quotas.joinsPerAddress(), 1, MAX_RATE);
        range("joins_per_identity", quotas.joinsPerIdentity(), 1, MAX_RATE);
        range("media_packets_per_second", quotas.packetsPerSecond(), 1, MAX_RATE);
        range("media_bytes_per_second", quotas.bytesPerSecond(), 1, MAX_RATE);
        range("signals_per_second", quotas.signalsPerSecond(), 1, MAX_RATE);
        range("roster_bytes_per_second", quotas.rosterBytesPerSecond(), 1, MAX_RATE);
    }

    private static void range(String what, long value, long min, long max) throws RelayStartException {
        if (value < min || value > max) {
            throw new RelayStartException(capitalised(what) + " is " + value + ", but must be from " + min + " to "
                    + max + ". Correct it in the configuration.");
        }
    }

    private static void positive(String what, Duration value) throws RelayStartException {
        if (value.isNegative() || value.isZero()) {
            throw new RelayStartException(
                    capitalised(what) + " must be longer than nothing. Correct it in the configuration.");
        }
    }

    private static void authUrl(Optional<URI> url) throws RelayStartException {
        if (url.isEmpty()) {
            return;
        }
        String scheme = String.valueOf(url.get().getScheme());
        if (url.get().getHost() == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new RelayStartException("auth_url is " + url.get()
                    + ", but must be an address such as https://auth.example.org/check. Correct it, or leave it out.");
        }
    }

    private static String capitalised(String what) {
        return Character.toUpperCase(what.charAt(0)) + what.substring(1);
    }
}
