package org.wzp.relay.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.contention.NamedLock;

/**
 * What operators did: one JSON object per line, appended and forced, each carrying the SHA-256 of the line before, so that
 * a line that is changed or taken out later is found by {@link #verify}.
 *
 * <p>Any thread; lines are written one after the other under a named lock. Never call it on an event loop.
 */
public final class AuditLog {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIRST = "0".repeat(64);

    private final Path file;
    private final InstantSource clock;
    private final NamedLock lock;
    private long number;
    private String previous;

    private AuditLog(Path file, InstantSource clock, NamedLock lock, long number, String previous) {
        this.file = file;
        this.clock = clock;
        this.lock = lock;
        this.number = number;
        this.previous = previous;
    }

    /**
     * One action.
     *
     * @param actor who asked, such as {@code console}
     * @param command what was asked for, such as {@code Kick}
     * @param arguments what it named
     * @param before the state before, in words; empty when nothing changed
     * @param after the state after, in words
     * @param outcome what the actor was told
     */
    public record Entry(
            String actor,
            String command,
            Map<String, String> arguments,
            String reason,
            String before,
            String after,
            String outcome) {}

    /**
     * Opens the log to append. A last line that a crash cut short is completed with a line break and stays as it is, for
     * {@link #verify} to name; the chain goes on over it.
     */
    public static AuditLog open(Path file, InstantSource clock, NamedLock lock) throws IOException {
        if (!Files.exists(file)) {
            return new AuditLog(file, clock, lock, 0, FIRST);
        }
        byte[] content = Files.readAllBytes(file);
        if (content.length > 0 && content[content.length - 1] != '\n') {
            append(file, "\n");
        }
        List<byte[]> lines = lines(content);
        return lines.isEmpty()
                ? new AuditLog(file, clock, lock, 0, FIRST)
                : new AuditLog(file, clock, lock, lines.size(), hash(lines.getLast()));
    }

    /** As bytes: a line that a crash cut short may end in the middle of a character. */
    private static List<byte[]> lines(byte[] content) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(Arrays.copyOfRange(content, start, i));
                start = i + 1;
            }
        }
        if (start < content.length) {
            lines.add(Arrays.copyOfRange(content, start, content.length));
        }
        return lines;
    }

    /** @throws IOException if the line could not be written whole; the log then is as it was before */
    public void append(Entry entry) throws IOException {
        lock.lock();
        try {
            ObjectNode line = JSON.createObjectNode()
                    .put("n", number + 1)
                    .put("at", clock.instant().toString())
                    .put("actor", entry.actor())
                    .put("command", entry.command());
            ObjectNode arguments = line.putObject("arguments");
            entry.arguments().forEach(arguments::put);
            line.put("reason", entry.reason())
                    .put("before", entry.before())
                    .put("after", entry.after())
                    .put("outcome", entry.outcome())
                    .put("prev", previous);
            String text = JSON.writeValueAsString(line);
            append(file, text + "\n");
            number++;
            previous = hash(text.getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.unlock();
        }
    }

    private static void append(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    int ignored = channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                takeBack(channel, before, e);
                throw e;
            }
        }
    }

    /** So that the next line, written when there is room again, doesn't begin in the middle of this one. */
    private static void takeBack(FileChannel channel, long before, IOException problem) {
        try {
            FileChannel ignored = channel.truncate(before);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    /** @param line counted from 1 */
    public record Broken(int line, String why) {}

    /** The first line that does not fit the chain; empty when all do. */
    public static Optional<Broken> verify(Path file) throws IOException {
        String expected = FIRST;
        int number = 0;
        for (byte[] line : lines(Files.readAllBytes(file))) {
            number++;
            Optional<String> problem = problem(line, number, expected);
            if (problem.isPresent()) {
                return Optional.of(new Broken(number, problem.get()));
            }
            expected = hash(line);
        }
        return Optional.empty();
    }

    private static Optional<String> problem(byte[] line, int number, String expected) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.path("prev").asText().equals(expected)) {
                return Optional.of("the line before was changed, or one is missing");
            }
            return node.path("n").asLong() == number
                    ? Optional.empty()
                    : Optional.of("it is numbered " + node.path("n").asText());
        } catch (IOException e) {
            return Optional.of("it is no JSON; the program or the machine stopped while it was written");
        }
    }

    private static String hash(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
