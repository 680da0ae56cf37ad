package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.storage.TextFile;
import org.wzp.relay.wire.PrintableText;
import org.wzp.relay.wire.SocketAddressText;

/** Makes one {@link RelayConfig} of defaults, the file and the command line, the later ones over the earlier. */
public final class ConfigLoader {
    private static final String DEFAULT_LISTEN = "0.0.0.0:4433";
    private static final int DEFAULT_SESSIONS = 100;
    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_MILLIS = 60_000;
    private static final int MAX_BYTES_PER_SECOND = 1_000_000_000;
    private static final int SHOWN_CHARACTERS = 128;
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    private final ConfigFile file;

    private ConfigLoader(ConfigFile file) {
        this.file = file;
    }

    /** What the command line says; null where it says nothing. */
    public record Overrides(
            @Nullable Path home,
            @Nullable Path configFile,
            @Nullable Path identityFile,
            @Nullable String listen,
            @Nullable String authUrl,
            @Nullable Integer maxSessions,
            @Nullable String logLevel,
            @Nullable String transport) {
        public static final Overrides NONE = new Overrides(null, null, null, null, null, null, null, null);
    }

    /** A text and the flag or key it comes from, so that a sentence about it can say where to correct it. */
    private record Said(
            String text, ConfigKey key, @Nullable String flag) {}

    /**
     * Reads the file if there is one. A file that was named and is missing is created as a commented sample, and the relay
     * goes on with defaults and the command line.
     *
     * @throws ConfigException for the operator: what is wrong, where, and what to do
     */
    public static RelayConfig load(Overrides line) throws ConfigException {
        Path home = line.home() == null ? ownHome() : line.home();
        Path named = line.configFile();
        Path path = named == null ? home.resolve("relay.toml") : named;
        boolean missing = TextFile.isMissing(path);
        ConfigFile file = missing ? ConfigFile.empty(path) : ConfigFile.read(path);
        RelayConfig config = new ConfigLoader(file).merge(line, home);
        if (named != null && missing) {
            ConfigFile.createSample(path, SocketAddressText.of(config.listen()).text());
        }
        return config;
    }

    private static Path ownHome() throws ConfigException {
        return HomeDirectory.ofThisUser()
                .orElseThrow(() -> new ConfigException(
                        "This user has no home directory, so there is no place for the relay's files. Say where with"
                                + " --home DIR."));
    }

    private RelayConfig merge(Overrides line, Path home) throws ConfigException {
        return new RelayConfig(
                address(said(ConfigKey.LISTEN_ADDR, DEFAULT_LISTEN, "--listen", line.listen())),
                home,
                line.identityFile() == null ? home.resolve("relay-identity") : line.identityFile(),
                sessions(line.maxSessions()),
                authUrl(said(ConfigKey.AUTH_URL, "", "--auth-url", line.authUrl())),
                limits(RelayConfig.Limits.defaults()),
                transport(said(ConfigKey.TRANSPORT, "auto", "--transport", line.transport())),
                logLevel(said(ConfigKey.LOG_LEVEL, "info", "--log-level", line.logLevel())),
                file.warnings());
    }

    private RelayConfig.Limits limits(RelayConfig.Limits base) throws ConfigException {
        return new RelayConfig.Limits(
                count(ConfigKey.HANDSHAKES_IN_FLIGHT, base.handshakesInFlight()),
                count(ConfigKey.HANDSHAKES_PER_PREFIX, base.handshakesPerPrefix()),
                seconds(ConfigKey.FIRST_SIGNAL_SECONDS, base.firstFrame()),
                seconds(ConfigKey.LOGIN_SECONDS, base.setup()),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                count(ConfigKey.MEDIA_OUTBOX, base.mediaOutbox()),
                millis(ConfigKey.MEDIA_MAX_AGE_MS, base.mediaMaxAge()),
                seconds(ConfigKey.STOP_SECONDS, base.stopGrace()),
                quotas(base.quotas()));
    }

    private RelayConfig.Quotas quotas(RelayConfig.Quotas base) throws ConfigException {
        boolean fixed = file.values().containsKey(ConfigKey.SESSIONS_PER_ADDRESS);
        return new RelayConfig.Quotas(
                fixed ? OptionalInt.of(count(ConfigKey.SESSIONS_PER_ADDRESS, 1)) : base.sessionsPerAddress(),
                count(ConfigKey.JOINS_PER_ADDRESS, base.joinsPerAddress()),
                count(ConfigKey.JOINS_PER_IDENTITY, base.joinsPerIdentity()),
                count(ConfigKey.MEDIA_PACKETS_PER_SECOND, base.packetsPerSecond()),
                number(ConfigKey.MEDIA_BYTES_PER_SECOND, base.bytesPerSecond(), MAX_BYTES_PER_SECOND),
                count(ConfigKey.SIGNALS_PER_SECOND, base.signalsPerSecond()),
                number(ConfigKey.ROSTER_BYTES_PER_SECOND, base.rosterBytesPerSecond(), MAX_BYTES_PER_SECOND));
    }

    private Said said(ConfigKey key, String otherwise, String flag, @Nullable String onCommandLine)
            throws ConfigException {
        if (onCommandLine != null) {
            return new Said(onCommandLine, key, flag);
        }
        JsonNode value = file.values().get(key);
        if (value == null) {
            return new Said(otherwise, key, null);
        }
        if (!value.isTextual()) {
            throw file.bad(key, "must be a text in quotes.");
        }
        return new Said(value.textValue(), key, null);
    }

    private ConfigException bad(Said said, String allowed) {
        String what = "is \"" + PrintableText.of(said.text(), SHOWN_CHARACTERS) + "\", but must be " + allowed + ".";
        return said.flag() == null ? file.bad(said.key(), what) : ConfigException.onCommandLine(said.flag(), what);
    }

    private InetSocketAddress address(Said said) throws ConfigException {
        try {
            return TypedAddress.parse(said.text());
        } catch (TypedAddress.Unusable e) {
            throw bad(said, e.allowed());
        }
    }

    private Optional<URI> authUrl(Said said) throws ConfigException {
        if (said.text().isEmpty()) {
            return Optional.empty();
        }
        String allowed = "an address such as https://auth.example.org/check";
        try {
            URI url = new URI(said.text());
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!web || url.getHost() == null) {
                throw bad(said, allowed);
            }
            return Optional.of(url);
        } catch (URISyntaxException e) {
            throw bad(said, allowed);
        }
    }

    private RelayConfig.Transport transport(Said said) throws ConfigException {
        for (RelayConfig.Transport transport : RelayConfig.Transport.values()) {
            if (transport.name().equalsIgnoreCase(said.text())) {
                return transport;
            }
        }
        throw bad(said, "auto, direct or netty");
    }

    private String logLevel(Said said) throws ConfigException {
        String level = said.text().toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw bad(said, "one of " + String.join(", ", LEVELS));
        }
        return level;
    }

    private int sessions(@Nullable Integer onCommandLine) throws ConfigException {
        if (onCommandLine == null) {
            return count(ConfigKey.MAX_SESSIONS, DEFAULT_SESSIONS);
        }
        if (onCommandLine < 1 || onCommandLine > MAX_COUNT) {
            throw ConfigException.onCommandLine("--max-sessions", wholeNumber(1, MAX_COUNT));
        }
        return onCommandLine;
    }

    private int count(ConfigKey key, int otherwise) throws ConfigException {
        return number(key, otherwise, MAX_COUNT);
    }

    private Duration seconds(ConfigKey key, Duration otherwise) throws ConfigException {
        return Duration.ofSeconds(number(key, (int) otherwise.toSeconds(), MAX_SECONDS));
    }

    private Duration millis(ConfigKey key, Duration otherwise) throws ConfigException {
        return Duration.ofMillis(number(key, (int) otherwise.toMillis(), 0, MAX_MILLIS));
    }

    private int number(ConfigKey key, int otherwise, int most) throws ConfigException {
        return number(key, otherwise, 1, most);
    }

    private int number(ConfigKey key, int otherwise, int least, int most) throws ConfigException {
        JsonNode value = file.values().get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw file.bad(key, wholeNumber(least, most));
        }
        return value.intValue();
    }

    private static String wholeNumber(int least, int most) {
        return "must be a whole number from " + least + " to " + most + ".";
    }
}
