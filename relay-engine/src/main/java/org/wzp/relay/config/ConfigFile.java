package org.wzp.relay.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.TextPlace;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.OwnerOnly;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.storage.TextFile;
import org.wzp.relay.storage.TomlMistakes;
import org.wzp.relay.storage.TomlText;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Nearest;

/**
 * One file with settings: {@code relay.toml}, the operator's own, which the program reads and never rewrites; or the settings
 * in {@code console.toml}, which the window keeps.
 *
 * @param path where it came from
 * @param table in which the settings stand; empty where they are the file's own keys
 * @param values what it says, by keys of settings
 * @param places where its keys stand
 * @param warnings each key that has no effect
 */
record ConfigFile(
        Path path, String table, Map<String, JsonNode> values, KeyPlaces places, List<ConfigMistake> warnings) {
    /** A file that says nothing. */
    static ConfigFile empty(Path path) {
        return new ConfigFile(path, "", Map.of(), new KeyPlaces(""), List.of());
    }

    /** @throws ConfigException with line and column if it is no TOML */
    static ConfigFile read(Path path) throws ConfigException {
        try {
            return parse(path, "", TextFile.read(path));
        } catch (IOException e) {
            throw unusable(FailureCause.Unusable.Use.CONFIGURATION, path, e);
        }
    }

    /** What the window has set in this home. */
    static ConfigFile ofConsole(Path home) throws ConfigException {
        AtomicFile file = new AtomicFile(home.resolve(StateFile.NAME));
        try {
            Optional<String> text = StateFile.read(file, SettingsSection.SECTION);
            return text.isPresent() ? parse(file.path(), SettingsSection.TABLE, text.get()) : empty(file.path());
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            throw new ConfigException(
                    file.path(),
                    new FailureCause.SettingsUnreadable(
                            file.path().toString(),
                            problem.trouble(),
                            problem.detail(),
                            Files.exists(file.backup())
                                    ? Optional.of(file.backup().toString())
                                    : Optional.empty()),
                    e);
        }
    }

    private static ConfigFile parse(Path path, String table, String text) throws ConfigException {
        KeyPlaces places = new KeyPlaces(text);
        Map<String, JsonNode> values = new HashMap<>();
        List<ConfigMistake> warnings = new ArrayList<>();
        JsonNode tree = tree(path, text, places);
        if (!table.isEmpty() && tree.has(table) && !tree.path(table).isObject()) {
            throw wrong(
                    path, places.of(table), new ConfigMistake.Key(table, new Misfit.NotWrittenAs("[" + table + "]")));
        }
        for (Map.Entry<String, JsonNode> entry : (table.isEmpty() ? tree : tree.path(table)).properties()) {
            String name = entry.getKey();
            if (Settings.ofKey(name).isPresent()) {
                values.put(name, entry.getValue());
                continue;
            }
            String shown = Cut.KEY.of(name);
            if (table.isEmpty() && FederationTables.isTable(name)) {
                values.put(name, entry.getValue());
                for (String unknown : FederationTables.unknownKeys(name, entry.getValue())) {
                    if (Settings.ofKey(unknown).isEmpty()) {
                        warnings.add(mistake(
                                path,
                                places.of(name, unknown),
                                new ConfigMistake.Key(
                                        Cut.KEY.of(unknown),
                                        new Misfit.Ignored(FederationTables.unknown(name, unknown)))));
                    }
                }
            } else {
                warnings.add(
                        mistake(path, place(places, table, name), new ConfigMistake.Key(shown, hasNoEffect(name))));
            }
            for (String lost : keysInside(entry.getValue())) {
                warnings.add(
                        mistake(path, places.of(name, lost), new ConfigMistake.Key(lost, new Misfit.Misplaced(shown))));
            }
        }
        return new ConfigFile(path, table, values, places, List.copyOf(warnings));
    }

    private static Misfit hasNoEffect(String name) {
        if (LaterSetting.isKey(name)) {
            return Misfit.Plain.LATER;
        }
        List<String> known = Stream.of(
                        Settings.all().stream().map(Setting::key),
                        LaterSetting.keys().stream(),
                        FederationTables.names().stream())
                .flatMap(names -> names)
                .toList();
        return new Misfit.NoSetting(Nearest.of(name, known));
    }

    private static JsonNode tree(Path path, String text, KeyPlaces places) throws ConfigException {
        try {
            return TomlText.read(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            Optional<TextPlace> where =
                    at == null ? Optional.empty() : Optional.of(new TextPlace(at.getLineNr(), at.getColumnNr()));
            String unexpected = e.getOriginalMessage().lines().findFirst().orElse("not TOML");
            ConfigMistake.What what = where.flatMap(place -> TomlMistakes.of(text, place.line()))
                    .orElseGet(() -> new ConfigMistake.NoToml(unexpected));
            if (unexpected.startsWith("Duplicate") && places.ofTheRepeated().isPresent()) {
                // the reader notices it only after the line
                where = places.ofTheRepeated();
            }
            throw new ConfigException(path, new FailureCause.Configuration(mistake(path, where, what)), e);
        }
    }

    private static Optional<TextPlace> place(KeyPlaces places, String table, String key) {
        return table.isEmpty() ? places.of(key) : places.of(table, key);
    }

    private static ConfigMistake mistake(Path path, Optional<TextPlace> place, ConfigMistake.What what) {
        return new ConfigMistake(path.toString(), place, what);
    }

    private static ConfigException wrong(Path path, Optional<TextPlace> place, ConfigMistake.What what) {
        return new ConfigException(path, new FailureCause.Configuration(mistake(path, place, what)));
    }

    private static ConfigException unusable(FailureCause.Unusable.Use use, Path path, IOException e) {
        FileProblem problem = FileProblem.of(e);
        return new ConfigException(
                path, new FailureCause.Unusable(use, path.toString(), problem.trouble(), problem.detail()), e);
    }

    /** Keys of the relay that somebody wrote below a table's head, so that they belong to the table. */
    private static List<String> keysInside(JsonNode value) {
        List<String> found = new ArrayList<>();
        if (value.isObject()) {
            value.fieldNames().forEachRemaining(name -> Settings.ofKey(name).ifPresent(known -> found.add(name)));
        } else if (value.isArray()) {
            value.forEach(element -> found.addAll(keysInside(element)));
        }
        return found;
    }

    /**
     * Writes the commented sample where nothing is yet, with its folders.
     *
     * @param listen what stands in it as the address
     */
    static void createSample(Path path, InetSocketAddress listen) throws ConfigException {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                OwnerOnly.createFolders(folder);
            }
            new AtomicFile(path).create(SampleFile.text(listen).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(FailureCause.Unusable.Use.SAMPLE, path, e);
        }
    }

    Optional<JsonNode> value(Setting<?> setting) {
        return Optional.ofNullable(values.get(setting.key()));
    }

    Origin origin(Setting<?> setting) {
        return table.isEmpty() ? new Origin.File(path, places.of(setting.key())) : new Origin.Console();
    }

    /** All tables of that name; empty when there are none. */
    Optional<JsonNode> tables(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** About a bad table. */
    ConfigException badTable(Unfit why) {
        return wrong(
                path,
                Optional.empty(),
                why instanceof UnfitTable table ? table.mistake() : new ConfigMistake.Told(why.what()));
    }

    /** About a bad value of a setting, with its place. */
    ConfigException bad(Setting<?> setting, Unfit why) {
        return wrong(path, place(places, table, setting.key()), new ConfigMistake.Key(setting.key(), why.misfit()));
    }
}
