package org.wzp.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.wire.SocketAddressText;

/** Makes one {@link RelayConfig} of defaults, the file and the command line, the later ones over the earlier. */
public final class ConfigLoader {
    private static final String DEFAULT_LISTEN = "0.0.0.0:4433";
    private static final int MAX_COUNT = 1_000_000;
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    private ConfigLoader() {}

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

    /**
     * Reads the file if there is one. A file that was named and is missing is created as a commented sample, and the relay
     * goes on with defaults.
     *
     * @throws ConfigException for the operator: what is wrong, where, and what to do
     */
    public static RelayConfig load(Overrides line) throws ConfigException {
        Path home = line.home() == null ? HomeDirectory.ofThisUser() : line.home();
        Path named = line.configFile();
        Path path = named == null ? home.resolve("relay.toml") : named;
        ConfigFile file = Files.exists(path) ? ConfigFile.read(path) : ConfigFile.empty(path);
        String listen = line.listen() == null ? string(file, ConfigKey.LISTEN_ADDR, DEFAULT_LISTEN) : line.listen();
        if (named != null && !Files.exists(path)) {
            createSample(path, listen);
        }
        RelayConfig.Limits base = RelayConfig.Limits.defaults();
        RelayConfig.Limits limits = new RelayConfig.Limits(
                count(file, ConfigKey.HANDSHAKES_IN_FLIGHT, base.handshakesInFlight()),
                count(file, ConfigKey.HANDSHAKES_PER_PREFIX, base.handshakesPerPrefix()),
                base.firstFrame(),
                base.setup(),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                count(file, ConfigKey.MEDIA_OUTBOX, base.mediaOutbox()),
                base.stopGrace());
        return new RelayConfig(
                address(file, listen, line.listen() != null),
                home,
                line.identityFile() == null ? home.resolve("relay-identity") : line.identityFile(),
                line.maxSessions() == null ? count(file, ConfigKey.MAX_SESSIONS, 100) : line.maxSessions(),
                authUrl(file, line.authUrl()),
                limits,
                transport(file, line.transport()),
                logLevel(file, line.logLevel()),
                file.warnings());
    }

    private static void createSample(Path path, String listen) throws ConfigException {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, ConfigFile.sample(listen));
        } catch (IOException e) {
            throw new ConfigException(
                    path + " doesn't exist and a sample can't be created there (" + e.getMessage()
                            + "). Name another file with --config, or give this user access to the folder.",
                    e);
        }
    }

    private static InetSocketAddress address(ConfigFile file, String text, boolean fromCommandLine)
            throws ConfigException {
        Optional<SocketAddressText> address = SocketAddressText.parse(text);
        if (address.isPresent()) {
            return address.get().toInetSocketAddress();
        }
        String what = "is \"" + text + "\", but must be an address and a port such as 0.0.0.0:4433 or [::]:4433.";
        throw fromCommandLine ? new ConfigException("--listen " + what) : file.bad(ConfigKey.LISTEN_ADDR, what);
    }

    private static Optional<URI> authUrl(ConfigFile file, @Nullable String fromCommandLine) throws ConfigException {
        String text = fromCommandLine == null ? string(file, ConfigKey.AUTH_URL, "") : fromCommandLine;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            String what = "is \"" + text + "\", but must be an address such as https://auth.example.org/check.";
            throw fromCommandLine == null
                    ? file.bad(ConfigKey.AUTH_URL, what)
                    : new ConfigException("--auth-url " + what, e);
        }
    }

    private static RelayConfig.Transport transport(ConfigFile file, @Nullable String fromCommandLine)
            throws ConfigException {
        String text = fromCommandLine == null ? string(file, ConfigKey.TRANSPORT, "auto") : fromCommandLine;
        for (RelayConfig.Transport transport : RelayConfig.Transport.values()) {
            if (transport.name().equalsIgnoreCase(text)) {
                return transport;
            }
        }
        String what = "is \"" + text + "\", but must be auto, direct or netty.";
        throw fromCommandLine == null
                ? file.bad(ConfigKey.TRANSPORT, what)
                : new ConfigException("--transport " + what);
    }

    private static String logLevel(ConfigFile file, @Nullable String fromCommandLine) throws ConfigException {
        String text = (fromCommandLine == null ? string(file, ConfigKey.LOG_LEVEL, "info") : fromCommandLine)
                .toLowerCase(Locale.ROOT);
        if (LEVELS.contains(text)) {
            return text;
        }
        String what = "is \"" + text + "\", but must be one of " + String.join(", ", LEVELS) + ".";
        throw fromCommandLine == null
                ? file.bad(ConfigKey.LOG_LEVEL, what)
                : new ConfigException("--log-level " + what);
    }

    private static String string(ConfigFile file, ConfigKey key, String otherwise) throws ConfigException {
        JsonNode value = file.values().get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw file.bad(key, "must be a text in quotes.");
        }
        return value.textValue();
    }

    private static int count(ConfigFile file, ConfigKey key, int otherwise) throws ConfigException {
        JsonNode value = file.values().get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.longValue() < 1 || value.longValue() > MAX_COUNT) {
            throw file.bad(key, "must be a whole number from 1 to " + MAX_COUNT + ".");
        }
        return value.intValue();
    }
}
