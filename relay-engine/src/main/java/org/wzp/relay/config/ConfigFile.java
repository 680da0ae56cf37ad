package org.wzp.relay.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.OwnerOnly;
import org.wzp.relay.storage.TextFile;
import org.wzp.relay.wire.PrintableText;

/**
 * One {@code relay.toml}: the operator's own file, which the program reads and never rewrites.
 *
 * @param path where it came from
 * @param values what it says, by known key
 * @param places where its keys stand
 * @param warnings one sentence for each key that has no effect, with its line
 */
record ConfigFile(Path path, Map<ConfigKey, JsonNode> values, KeyPlaces places, List<String> warnings) {
    private static final TomlMapper TOML = new TomlMapper();
    private static final String SAMPLE = "/org/wzp/relay/cli/relay.toml";
    private static final int SHOWN_CHARACTERS = 64;

    /** A file that says nothing. */
    static ConfigFile empty(Path path) {
        return new ConfigFile(path, Map.of(), new KeyPlaces(""), List.of());
    }

    /** @throws ConfigException with line and column if it is no TOML */
    static ConfigFile read(Path path) throws ConfigException {
        try {
            return parse(path, TextFile.read(path));
        } catch (IOException e) {
            throw new ConfigException(
                    path + " can't be read (" + FileProblem.of(e).what()
                            + "). Make it a UTF-8 text file that this user may read.",
                    e);
        }
    }

    static ConfigFile parse(Path path, String text) throws ConfigException {
        KeyPlaces places = new KeyPlaces(text);
        Map<ConfigKey, JsonNode> values = new EnumMap<>(ConfigKey.class);
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : tree(path, text, places).properties()) {
            String name = entry.getKey();
            Optional<ConfigKey> key = ConfigKey.of(name);
            if (key.isPresent() && key.get().isOffered()) {
                values.put(key.get(), entry.getValue());
                continue;
            }
            String shown = PrintableText.of(name, SHOWN_CHARACTERS);
            if (key.isPresent()) {
                warnings.add(path + places.of(name) + ": " + shown
                        + " belongs to a feature that this version doesn't offer yet; it has no effect.");
            } else {
                String meant = ConfigKey.nearest(name)
                        .map(near -> " Did you mean " + near.text() + "?")
                        .orElse("");
                warnings.add(
                        path + places.of(name) + ": " + shown + " is no key of this relay and has no effect." + meant);
            }
            for (ConfigKey lost : keysInside(entry.getValue())) {
                warnings.add(path + places.of(name, lost.text()) + ": " + lost.text() + " stands in the table " + shown
                        + ", where it has no effect. Move it above the first table.");
            }
        }
        return new ConfigFile(path, values, places, List.copyOf(warnings));
    }

    private static JsonNode tree(Path path, String text, KeyPlaces places) throws ConfigException {
        try {
            return TOML.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("not TOML");
            if (what.startsWith("Duplicate") && !places.ofTheRepeated().isEmpty()) {
                // the reader notices it only after the line
                where = places.ofTheRepeated();
            }
            throw new ConfigException(path + where + ": " + what + ". Correct that line.", e);
        }
    }

    /** Keys of the relay that somebody wrote below a table's head, so that they belong to the table. */
    private static List<ConfigKey> keysInside(JsonNode value) {
        List<ConfigKey> found = new ArrayList<>();
        if (value.isObject()) {
            value.fieldNames()
                    .forEachRemaining(name ->
                            ConfigKey.of(name).filter(ConfigKey::isOffered).ifPresent(found::add));
        } else if (value.isArray()) {
            value.forEach(element -> found.addAll(keysInside(element)));
        }
        return found;
    }

    /**
     * Writes the commented sample where nothing is yet, with its folders.
     *
     * @param listen address and port, already checked
     */
    static void createSample(Path path, String listen) throws ConfigException {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                OwnerOnly.createFolders(folder);
            }
            new AtomicFile(path).create(sample(listen).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException(
                    path + " doesn't exist and a sample can't be created there ("
                            + FileProblem.of(e).what()
                            + "). Name another file with --config, or give this user access to the folder.",
                    e);
        }
    }

    private static String sample(String listen) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConfigFile.class.getResourceAsStream(SAMPLE), SAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("0.0.0.0:4433", listen);
        }
    }

    /** A sentence about a bad value of a key, with its place. */
    ConfigException bad(ConfigKey key, String what) {
        return new ConfigException(path + places.of(key.text()) + ": " + key.text() + " " + what);
    }
}
