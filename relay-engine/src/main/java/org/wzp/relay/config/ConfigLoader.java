package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.storage.TextFile;

/**
 * Makes one {@link RelayConfig} of defaults, the operator's file, what the window keeps beside it, and the command line, the
 * later ones over the earlier.
 */
public final class ConfigLoader {
    private final ConfigFile file;
    private final ConfigFile console;
    private final Overrides line;
    private final Map<String, Configured<?>> settings = new LinkedHashMap<>();

    private ConfigLoader(ConfigFile file, ConfigFile console, Overrides line) {
        this.file = file;
        this.console = console;
        this.line = line;
    }

    /**
     * Reads the file if there is one. A file that was named and is missing is created as a commented sample, and the relay
     * goes on with defaults and the command line.
     *
     * @throws ConfigException for the operator: what is wrong, where, and what to do
     */
    public static LoadedConfig load(Overrides line) throws ConfigException {
        Path home = line.home() == null ? ownHome() : line.home();
        Path named = line.configFile();
        Path path = named == null ? home.resolve("relay.toml") : named;
        boolean missing = TextFile.isMissing(path);
        ConfigFile file = missing ? ConfigFile.empty(path) : ConfigFile.read(path);
        LoadedConfig loaded = new ConfigLoader(file, ConfigFile.ofConsole(home), line).load(home, path);
        if (named != null && missing) {
            ConfigFile.createSample(path, loaded.relay().listen());
        }
        return loaded;
    }

    private static Path ownHome() throws ConfigException {
        return HomeDirectory.ofThisUser().orElseThrow(() -> new ConfigException(new FailureCause.NoHome()));
    }

    private LoadedConfig load(Path home, Path path) throws ConfigException {
        for (Setting<?> setting : Settings.all()) {
            settings.put(setting.key(), configured(setting, List.of(console, file)));
        }
        RelayConfig relay = new RelayConfig(
                value(Settings.LISTEN),
                home,
                line.identityFile() == null ? home.resolve("relay-identity") : line.identityFile(),
                value(Settings.MAX_SESSIONS),
                value(Settings.AUTH_URL),
                limits(Settings.DEFAULTS.limits()),
                value(Settings.TRANSPORT),
                new RelayConfig.Loops(value(Settings.LOOPS), value(Settings.SPREAD_ABOVE)),
                value(Settings.LOG_LEVEL),
                federation(),
                Stream.concat(file.warnings().stream(), console.warnings().stream())
                        .toList());
        List<Configured<?>> withoutConsole = new ArrayList<>();
        for (Setting<?> setting : Settings.all()) {
            withoutConsole.add(configured(setting, List.of(file)));
        }
        return new LoadedConfig(relay, path, List.copyOf(settings.values()), withoutConsole);
    }

    private RelayConfig.Limits limits(RelayConfig.Limits base) {
        return new RelayConfig.Limits(
                value(Settings.HANDSHAKES_IN_FLIGHT),
                value(Settings.HANDSHAKES_PER_PREFIX),
                value(Settings.FIRST_SIGNAL),
                value(Settings.LOGIN),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                value(Settings.MEDIA_OUTBOX),
                value(Settings.MEDIA_MAX_AGE),
                value(Settings.STOP),
                new RelayConfig.Quotas(
                        value(Settings.SESSIONS_PER_ADDRESS),
                        value(Settings.JOINS_PER_ADDRESS),
                        value(Settings.JOINS_PER_IDENTITY),
                        value(Settings.MEDIA_PACKETS),
                        value(Settings.MEDIA_BYTES),
                        value(Settings.SIGNALS),
                        value(Settings.ROSTER_BYTES)));
    }

    private FederationConfig federation() throws ConfigException {
        return new FederationConfig(
                tables(FederationTables.PEERS, FederationTables::peers),
                tables(FederationTables.TRUSTED, FederationTables::trusted),
                globalRooms(),
                value(Settings.FEDERATION_UNVERIFIED),
                value(Settings.FEDERATION_PACKETS),
                value(Settings.FEDERATION_HOPS),
                value(Settings.FEDERATION_NEARBY));
    }

    /** Those of the command line come after those of the file (relay behaviour 2.1). */
    private List<String> globalRooms() throws ConfigException {
        Set<String> rooms = new LinkedHashSet<>(tables(FederationTables.GLOBAL_ROOMS, FederationTables::globalRooms));
        String named = line.flags().getOrDefault(FederationTables.GLOBAL_ROOMS, "");
        for (String name : named.isEmpty() ? List.<String>of() : List.of(named.split(",", -1))) {
            rooms.add(FederationTables.globalRoom(name)
                    .orElseThrow(() ->
                            onCommandLine(FederationTables.GLOBAL_ROOM_FLAG, FederationTables.noGlobalRoom(name))));
        }
        return List.copyOf(rooms);
    }

    @FunctionalInterface
    private interface TableReader<T> {
        List<T> read(JsonNode tables) throws Unfit;
    }

    private <T> List<T> tables(String name, TableReader<T> reader) throws ConfigException {
        Optional<JsonNode> tables = file.tables(name);
        if (tables.isEmpty()) {
            return List.of();
        }
        try {
            return reader.read(tables.get());
        } catch (Unfit e) {
            throw file.badTable(e);
        }
    }

    /** The one place where the type of a value follows from its setting. */
    @SuppressWarnings("unchecked")
    private <T> T value(Setting<T> setting) {
        return ((Configured<T>) Objects.requireNonNull(settings.get(setting.key()))).value();
    }

    /** @param files the first that says something counts, unless the command line does */
    private <T> Configured<T> configured(Setting<T> setting, List<ConfigFile> files) throws ConfigException {
        Optional<Configured<T>> found = onCommandLine(setting);
        for (ConfigFile each : files) {
            if (found.isEmpty()) {
                found = in(each, setting);
            }
        }
        return found.orElseGet(() -> new Configured<>(setting, setting.initial(), new Origin.Default()));
    }

    private <T> Optional<Configured<T>> onCommandLine(Setting<T> setting) throws ConfigException {
        String text = line.flags().get(setting.key());
        if (text == null) {
            return Optional.empty();
        }
        String flag = setting.flag().map(Setting.Flag::name).orElse("");
        try {
            return Optional.of(new Configured<>(setting, setting.type().ofText(text), new Origin.CommandLine(flag)));
        } catch (Unfit e) {
            throw onCommandLine(flag, e.misfit());
        }
    }

    private static ConfigException onCommandLine(String flag, Misfit what) {
        return new ConfigException(new FailureCause.CommandLine(flag, what));
    }

    private static <T> Optional<Configured<T>> in(ConfigFile file, Setting<T> setting) throws ConfigException {
        Optional<JsonNode> value = file.value(setting);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Configured<>(setting, setting.type().ofToml(value.get()), file.origin(setting)));
        } catch (Unfit e) {
            throw file.bad(setting, e);
        }
    }
}
