package org.wzp.relay.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code relay.toml}: the operator's own file, which the program reads and never rewrites.
 *
 * @param path where it came from
 * @param values what it says, by known key
 * @param text the whole file, for finding lines
 * @param warnings one sentence for each key that has no effect, with its line
 */
record ConfigFile(Path path, Map<ConfigKey, JsonNode> values, String text, List<String> warnings) {
    private static final TomlMapper TOML = new TomlMapper();
    private static final String SAMPLE = "/org/wzp/relay/cli/relay.toml";

    /** A file that says nothing. */
    static ConfigFile empty(Path path) {
        return new ConfigFile(path, Map.of(), "", List.of());
    }

    /** @throws ConfigException with line and column if it is no TOML */
    static ConfigFile read(Path path) throws ConfigException {
        try {
            return parse(path, Files.readString(path));
        } catch (IOException e) {
            throw new ConfigException(
                    path + " can't be read (" + e.getMessage() + "). Give this user read access to it.", e);
        }
    }

    static ConfigFile parse(Path path, String text) throws ConfigException {
        JsonNode root;
        try {
            root = TOML.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new ConfigException(
                    path + where + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("not TOML") + ". Correct that line.",
                    e);
        }
        Map<ConfigKey, JsonNode> values = new EnumMap<>(ConfigKey.class);
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            Optional<ConfigKey> key = ConfigKey.of(entry.getKey());
            if (key.isEmpty()) {
                String meant = ConfigKey.nearest(entry.getKey())
                        .map(near -> " Did you mean " + near.text() + "?")
                        .orElse("");
                warnings.add(path + where(text, entry.getKey()) + ": " + entry.getKey() + " is no key of this relay and"
                        + " has no effect." + meant);
            } else if (!key.get().isOffered()) {
                warnings.add(path + where(text, entry.getKey()) + ": " + entry.getKey()
                        + " belongs to a feature that this version doesn't offer yet; it has no effect.");
            } else {
                values.put(key.get(), entry.getValue());
            }
        }
        return new ConfigFile(path, values, text, warnings);
    }

    /** The commented sample, for a listen address. */
    static String sample(String listen) {
        try (InputStream in = Objects.requireNonNull(ConfigFile.class.getResourceAsStream(SAMPLE), SAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@LISTEN@", listen);
        } catch (IOException e) {
            throw new IllegalStateException("this build lost its sample configuration", e);
        }
    }

    /** A sentence about a bad value of a key, with its place. */
    ConfigException bad(ConfigKey key, String what) {
        return new ConfigException(path + where(text, key.text()) + ": " + key.text() + " " + what);
    }

    private static String where(String text, String key) {
        Pattern pattern = Pattern.compile("^[ \\t]*(?:\\[+[ \\t]*)?[\"']?(" + Pattern.quote(key) + ")\\b");
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return ", line " + number + ", column " + (matcher.start(1) + 1);
            }
        }
        return "";
    }
}
