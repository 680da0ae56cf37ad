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
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.storage.OwnerOnly;

/**
 * What operators did: one JSON object per line, appended and forced, each carrying the SHA-256 of the line before, so that
 * a line that is changed or taken out later is found by {@link #verify}.
 *
 * <p>Any thread; lines are written one after the other under a named lock. Never call it on an event loop.
 */
public final class AuditLog {
    private static final JsonMapper JSON = new JsonMapper();

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
     * Opens the log to append; reads its end only, so that a log of years costs no more than a new one. A last line that a
     * crash cut short is completed with a line break and stays as it is, for {@link #verify} to name; the chain goes on
     * over it.
     */
    public static AuditLog open(Path file, InstantSource clock, NamedLock lock) throws IOException {
        AuditLines.End end = Files.exists(file) ? AuditLines.end(file) : AuditLines.End.NONE;
        if (end.cut()) {
            append(file, "\n");
        }
        return new AuditLog(file, clock, lock, end.number(), end.hash());
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
            previous = AuditLines.hash(text.getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.unlock();
        }
    }

    private static void append(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OwnerOnly.in(folder))) {
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
    public record Broken(long line, String why) {}

    /** The first line that does not fit the chain; empty when all do. Reads the whole file, line by line. */
    public static Optional<Broken> verify(Path file) throws IOException {
        Check check = new Check();
        boolean ignored = AuditLines.visit(file, check);
        return Optional.ofNullable(check.broken);
    }

    private static final class Check implements AuditLines.Visitor {
        private String expected = AuditLines.BEFORE_FIRST;
        private @Nullable Broken broken;

        @Override
        public boolean line(long number, byte[] line, String hash) {
            problem(line, number).ifPresent(why -> broken = new Broken(number, why));
            expected = hash;
            return broken == null;
        }

        private Optional<String> problem(byte[] line, long number) {
            JsonNode node = AuditLines.parse(line);
            if (node == null) {
                return Optional.of("it is no JSON; the program or the machine stopped while it was written");
            }
            if (!node.path("prev").asText().equals(expected)) {
                return Optional.of("the line before was changed, or one is missing");
            }
            return node.path("n").asLong() == number
                    ? Optional.empty()
                    : Optional.of("it is numbered " + node.path("n").asText());
        }
    }
}
