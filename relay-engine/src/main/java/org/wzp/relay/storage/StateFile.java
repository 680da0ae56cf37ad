package org.wzp.relay.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.TextPlace;
import org.wzp.relay.contention.NamedLock;

/**
 * {@code console.toml}: what the program itself has to remember, readable by people. Each section of it has one owner, who
 * reads and writes it as a whole and knows nothing of the others. What belongs to nobody, such as a section of a newer
 * version, stays as it is written. The file is replaced atomically and the one before kept ({@link AtomicFile}).
 *
 * <p>Any thread; waits for the disk. {@code content} is read and written under the lock.
 */
public final class StateFile {
    /** Its name in the relay's home. */
    public static final String NAME = "console.toml";

    /** Tables that this version knows. */
    public static final List<String> TABLES =
            List.of("rooms", "bans", "settings", "peers", "trusted", "global_rooms", "removed", "people");

    private static final String SETTINGS = "settings";

    /** How a table of this name begins: there is one of the settings, of the others any number. */
    public static String head(String table) {
        return table.equals(SETTINGS) ? "[" + table + "]" : "[[" + table + "]]";
    }

    private static final String HEAD = """
            # Written by the relay: what was changed from its console. Edit it only while the relay is stopped.
            format = 1
            """;

    private final AtomicFile file;
    private final NamedLock lock;
    private @Nullable String content;

    /**
     * @param tables names of its tables, {@code [bans]} and {@code [[bans]]} alike
     * @param isFirst whether what stands above the first table belongs to it; for one section only
     */
    public record Section(List<String> tables, boolean isFirst) {
        public Section {
            tables = List.copyOf(tables);
        }

        private boolean owns(TomlTables.Table table) {
            return table.name().isEmpty() ? isFirst : tables.contains(table.name());
        }
    }

    /** Reads nothing yet. */
    public StateFile(AtomicFile file, NamedLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** The file itself. */
    public AtomicFile atomicFile() {
        return file;
    }

    public Path path() {
        return file.path();
    }

    /** The last good file before the current one. */
    public Path backup() {
        return file.backup();
    }

    /**
     * The whole text, for the owner of the first section, who refuses what looks like a mistake in one of its own.
     *
     * @return empty if there is no file
     * @throws java.nio.charset.CharacterCodingException if it is no UTF-8
     */
    public Optional<String> read() throws IOException {
        lock.lock();
        try {
            Optional<String> text = text(file);
            content = text.orElse("");
            return text;
        } finally {
            lock.unlock();
        }
    }

    /**
     * One section, on its own lines of the file: the lines of all others are empty in it, so that a place in it is a place in
     * the file.
     *
     * @return empty if there is no file, or nobody can say where the section ends
     * @throws java.nio.charset.CharacterCodingException if it is no UTF-8
     */
    public static Optional<String> read(AtomicFile file, Section section) throws IOException {
        Optional<String> text = text(file);
        return text.flatMap(TomlTables::of).map(tables -> tables.stream()
                .map(table -> section.owns(table) ? table.of(text.get()) : linesOnly(table.of(text.get())))
                .collect(Collectors.joining()));
    }

    /** Names of the tables in {@code text} that are kept when {@code section} is written. */
    public static Set<String> others(String text, Section section) {
        return TomlTables.of(text).orElse(List.of()).stream()
                .filter(table -> !section.owns(table))
                .map(TomlTables.Table::name)
                .collect(Collectors.toSet());
    }

    // ---- what is wrong with it -------------------------------------------------------------------------------------

    /**
     * Why it, or a section of it, could not be read.
     *
     * @param text what was read, with its lines where the file has them; empty if nothing was
     * @param problem of {@link #read} or {@link TomlText#read}
     */
    public FailureCause unusable(Optional<String> text, IOException problem) {
        return switch (problem) {
            case CharacterCodingException _ -> unclear(Optional.empty(), new ConfigMistake.NoText());
            case JsonProcessingException mistake -> noToml(text, mistake);
            default -> {
                FileProblem trouble = FileProblem.of(problem);
                yield new FailureCause.Unusable(
                        FailureCause.Unusable.Use.RULES, path().toString(), trouble.trouble(), trouble.detail());
            }
        };
    }

    private FailureCause noToml(Optional<String> text, JsonProcessingException mistake) {
        Optional<TextPlace> where =
                Optional.ofNullable(mistake.getLocation()).map(at -> new TextPlace(at.getLineNr(), at.getColumnNr()));
        ConfigMistake.What what = where.flatMap(
                        place -> text.flatMap(written -> TomlMistakes.of(written, place.line())))
                .orElseGet(() -> new ConfigMistake.Told(mistake.getOriginalMessage() + "."));
        return unclear(where, what);
    }

    /** Why it is of no use though it could be read. */
    public FailureCause.RulesUnclear unclear(Optional<TextPlace> where, ConfigMistake.What what) {
        return new FailureCause.RulesUnclear(
                new ConfigMistake(path().toString(), where, what),
                Files.exists(backup()) ? Optional.of(backup().toString()) : Optional.empty());
    }

    private static Optional<String> text(AtomicFile file) throws IOException {
        Optional<byte[]> bytes = file.read();
        return bytes.isPresent() ? Optional.of(TextFile.decode(bytes.get())) : Optional.empty();
    }

    private static String linesOnly(String text) {
        return "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
    }

    /**
     * Puts a section in place of the one before.
     *
     * @param text its tables; for the first section, keys of its own above them. Without the number of the format
     * @throws IOException and the file stays as it was
     */
    public void write(Section section, String text) throws IOException {
        lock.lock();
        try {
            String before = content == null ? text(file).orElse("") : content;
            String next = with(section, text, before);
            file.write(next.getBytes(StandardCharsets.UTF_8));
            content = next;
        } finally {
            lock.unlock();
        }
    }

    private static String with(Section section, String text, String before) throws IOException {
        List<TomlTables.Table> tables =
                TomlTables.of(before).orElseThrow(() -> new IOException("it can't be told where its tables begin"));
        StringBuilder out = new StringBuilder();
        if (section.isFirst()) {
            out.append(HEAD).append(text);
        } else if (before.isEmpty()) {
            out.append(HEAD);
        }
        for (TomlTables.Table table : tables) {
            if (!section.owns(table)) {
                append(out, table.of(before));
            }
        }
        if (!section.isFirst()) {
            append(out, text);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String tables) {
        if (!tables.isBlank()) {
            out.append(out.isEmpty() ? "" : "\n").append(tables.strip()).append('\n');
        }
    }
}
