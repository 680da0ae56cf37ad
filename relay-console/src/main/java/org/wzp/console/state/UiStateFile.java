package org.wzp.console.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.state.UiState.Choice;
import org.wzp.console.state.UiState.ColumnState;
import org.wzp.console.state.UiState.Frame;
import org.wzp.console.state.UiState.SortState;
import org.wzp.console.state.UiState.TableState;
import org.wzp.relay.storage.AtomicFile;

/**
 * Keeps {@link UiState} in a file of its own, apart from the configuration: losing it costs a few clicks, so whatever is
 * wrong with it is a line in the log and never keeps the window from opening. It is for its owner only, and old or new, never
 * half. Any thread, one at a time.
 */
public final class UiStateFile {
    /** In the relay's home. */
    public static final String NAME = "console-window.json";

    private static final Logger LOG = LoggerFactory.getLogger(UiStateFile.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** More than the window ever writes. */
    private static final long MOST_BYTES = 1 << 18;

    private final Path file;
    private boolean failed;

    public UiStateFile(Path file) {
        this.file = file;
    }

    /** What was remembered; {@link UiState#NEW} if there is nothing that can be used. */
    public UiState load() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("it is larger than " + MOST_BYTES + " bytes");
            }
            return parse(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return UiState.NEW;
        } catch (JsonProcessingException e) {
            LOG.warn("The window's state in {} is no JSON, so the window opens as new.", file);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The window's state in {} can't be used ({}), so the window opens as new.", file, e.getMessage());
        }
        return UiState.NEW;
    }

    /** Remembers, if the folder is there: the relay makes its home itself, with the rights it should have. */
    public void save(UiState state) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try {
            new AtomicFile(file).replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(state)));
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn(
                        "The window's state can't be kept in {} ({}); the next start won't know it.",
                        file,
                        e.toString());
            }
            failed = true;
        }
    }

    private static ObjectNode tree(UiState state) {
        ObjectNode tree = JSON.createObjectNode();
        state.theme().ifPresent(theme -> tree.put("theme", theme));
        tree.put("place", state.place());
        tree.put("roomsSplit", state.roomsSplit());
        state.frame().ifPresent(frame -> tree.putObject("frame")
                .put("x", frame.x())
                .put("y", frame.y())
                .put("width", frame.width())
                .put("height", frame.height())
                .put("maximized", frame.maximized()));
        ObjectNode preferences = tree.putObject("preferences")
                .put("hidden", state.preferences().hidden())
                .put("textPercent", state.preferences().textPercent())
                .put("refreshMillis", state.preferences().refreshMillis())
                .put("notices", state.preferences().notices());
        state.preferences().language().ifPresent(language -> preferences.put("language", language));
        state.preferences().whenClosed().ifPresent(choice -> preferences.put("whenClosed", choice));
        ArrayNode silenced = preferences.putArray("silenced");
        state.preferences().silenced().stream().sorted().forEach(silenced::add);
        ObjectNode tables = tree.putObject("tables");
        state.tables().forEach((id, table) -> {
            ObjectNode node = tables.putObject(id);
            ArrayNode columns = node.putArray("columns");
            table.columns().forEach(column -> columns.addObject()
                    .put("title", column.title())
                    .put("width", column.width())
                    .put("choice", column.choice().name()));
            ArrayNode sort = node.putArray("sort");
            table.sort().forEach(by -> sort.addObject().put("title", by.title()).put("descending", by.descending()));
        });
        return tree;
    }

    private static UiState parse(JsonNode tree) {
        Map<String, TableState> tables = new HashMap<>();
        tree.path("tables").properties().forEach(entry -> tables.put(entry.getKey(), table(entry.getValue())));
        JsonNode frame = tree.path("frame");
        return new UiState(
                Optional.ofNullable(tree.path("theme").textValue()),
                tree.path("place").asText(),
                frame.isMissingNode() ? Optional.empty() : Optional.of(frame(frame)),
                number(tree, "roomsSplit"),
                tables,
                preferences(tree.path("preferences")));
    }

    /** A window that was left before there were any has the usual ones. */
    private static Preferences preferences(JsonNode node) {
        Preferences usual = Preferences.USUAL;
        return new Preferences(
                node.path("hidden").asBoolean(usual.hidden()),
                node.path("textPercent").asInt(usual.textPercent()),
                node.path("refreshMillis").asInt(usual.refreshMillis()),
                Optional.ofNullable(node.path("language").textValue()),
                node.path("notices").asBoolean(usual.notices()),
                Optional.ofNullable(node.path("whenClosed").textValue()),
                silenced(node.path("silenced")));
    }

    private static Set<String> silenced(JsonNode node) {
        Set<String> kinds = new HashSet<>();
        node.forEach(kind -> kinds.add(kind.asText()));
        return kinds;
    }

    private static Frame frame(JsonNode node) {
        return new Frame(
                number(node, "x"),
                number(node, "y"),
                number(node, "width"),
                number(node, "height"),
                node.path("maximized").asBoolean());
    }

    private static TableState table(JsonNode node) {
        List<ColumnState> columns = new ArrayList<>();
        node.path("columns")
                .forEach(column -> columns.add(new ColumnState(
                        column.path("title").asText(),
                        number(column, "width"),
                        Choice.valueOf(column.path("choice").asText()))));
        List<SortState> sort = new ArrayList<>();
        node.path("sort")
                .forEach(by -> sort.add(new SortState(
                        by.path("title").asText(), by.path("descending").asBoolean())));
        return new TableState(columns, sort);
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " is no number");
        }
        return value.doubleValue();
    }
}
