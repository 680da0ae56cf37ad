package org.wzp.relay.telemetry;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.AuditProblem;
import org.wzp.relay.api.Notice;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.OwnerOnly;
import org.wzp.relay.storage.TextFile;
import org.wzp.relay.text.AuditProblemWords;
import org.wzp.relay.text.Speech;

/**
 * What operators did: one JSON object per line, appended and forced, each carrying the SHA-256 of the line before, and beside
 * it an {@link AuditAnchor}, so that a line that is changed, taken out, cut off or added later is found by
 * {@link AuditCheck}.
 *
 * <p>Any thread; lines are written one after the other under a named lock. Never call it on an event loop.
 */
public final class AuditLog {
    /** Its name in the relay's home. */
    public static final String FILE = "audit.jsonl";

    /** The command of a line that the relay itself writes where the log does not end as it had left it. */
    public static final String DOES_NOT_FIT = "AuditLogDoesNotFit";

    /** Of the lines: from this one on there is an anchor. */
    static final int VERSION = 2;

    /** Made when the first line is written. */
    private static final class Json {
        static final JsonMapper MAPPER = new JsonMapper();

        private Json() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Path file;
    private final AtomicFile anchor;
    private final InstantSource clock;
    private final NamedLock lock;
    private final Identity identity;
    private final AuditLines.End found;
    /** Why the log is not as it was left; null when it is. */
    private final @Nullable AuditProblem doubt;
    /** Whether what was found is completed and anchored; under the lock. */
    private boolean prepared;

    private long number;
    private String previous;

    private AuditLog(Path file, InstantSource clock, NamedLock lock, Identity identity) throws IOException {
        this.file = file;
        this.anchor = AuditAnchor.file(file);
        this.clock = clock;
        this.lock = lock;
        this.identity = identity;
        this.found = TextFile.isMissing(file) ? AuditLines.End.NONE : AuditLines.end(file);
        this.doubt = doubt().orElse(null);
        this.number = found.number();
        this.previous = found.hash();
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
     * crash cut short is completed with a line break and stays as it is, for {@link AuditCheck} to name; the chain goes on
     * over it. Where the log does not end as its anchor says, a line says so, and the chain goes on behind that. What can't
     * be written now is tried again before the first line.
     *
     * @param identity signs the anchor
     * @throws IOException if the log can't be read
     */
    public static AuditLog open(Path file, InstantSource clock, NamedLock lock, Identity identity) throws IOException {
        AuditLog log = new AuditLog(file, clock, lock, identity);
        lock.lock();
        try {
            log.prepare();
        } catch (IOException e) {
            LOG.debug("The audit log can't be written now: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
        return log;
    }

    /**
     * Lets another identity sign what a log ends with. A log that does not end as the former one had left it stays as it is,
     * and the next one to open it finds so.
     *
     * @throws IOException and the anchor stays as it was
     */
    public static void handOver(Path file, Identity former, Identity next) throws IOException {
        AtomicFile anchor = AuditAnchor.file(file);
        Optional<byte[]> content = anchor.read();
        if (content.isEmpty()) {
            return;
        }
        Optional<AuditAnchor> left = AuditAnchor.read(content.get());
        if (left.isPresent() && left.get().key().equals(former.publicKey())) {
            AuditAnchor signed = left.get();
            anchor.replace(new AuditAnchor(signed.lines(), signed.last(), signed.next(), next.publicKey()).write(next));
        }
    }

    /** For the operator, when the log is not as the relay had left it; empty when all is well. */
    public Optional<Notice.AuditLogChanged> warning() {
        return Optional.ofNullable(doubt).map(how -> new Notice.AuditLogChanged(file.toString(), how));
    }

    private Optional<AuditProblem> doubt() throws IOException {
        Optional<byte[]> content = anchor.read();
        if (content.isEmpty()) {
            return found.version() >= VERSION ? Optional.of(AuditProblem.Plain.ANCHOR_MISSING) : Optional.empty();
        }
        Optional<AuditAnchor> left = AuditAnchor.read(content.get());
        if (left.isEmpty()) {
            return Optional.of(AuditProblem.Plain.ANCHOR_CHANGED);
        }
        return left.get().key().equals(identity.publicKey())
                ? left.get().problem(found.number(), found.hash(), found.torn())
                : Optional.of(
                        new AuditProblem.OtherSigner(left.get().fingerprint().text()));
    }

    /** Under the lock. */
    private void prepare() throws IOException {
        if (prepared) {
            return;
        }
        tighten();
        if (found.cut() && AuditLines.end(file).cut()) {
            append(file, "\n");
        }
        if (doubt != null) {
            add(new Entry("relay", DOES_NOT_FIT, Map.of(), "", "", "", AuditProblemWords.of(doubt, Speech.ENGLISH)));
            close();
        } else if (number > 0) {
            anchor.replace(new AuditAnchor(number, previous, Optional.empty(), identity.publicKey()).write(identity));
        }
        prepared = true;
    }

    private void tighten() throws IOException {
        if (Files.exists(file)) {
            OwnerOnly.restrict(file);
        }
    }

    /** @throws IOException if the line could not be written whole; the log then is as it was before */
    public void append(Entry entry) throws IOException {
        lock.lock();
        try {
            prepare();
            add(entry);
            close();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends a line that another one follows at once, which saves the disk an anchor in between: until then the anchor
     * names this line as the one that is being written.
     *
     * @throws IOException as {@link #append}
     */
    public void announce(Entry entry) throws IOException {
        lock.lock();
        try {
            prepare();
            add(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void add(Entry entry) throws IOException {
        String line = line(entry);
        String hash = AuditLines.hash(line.getBytes(StandardCharsets.UTF_8));
        anchor.replace(new AuditAnchor(number, previous, Optional.of(hash), identity.publicKey()).write(identity));
        append(file, line + "\n");
        number++;
        previous = hash;
    }

    /** Under the lock: nothing is being written any more. */
    private void close() {
        try {
            anchor.replace(new AuditAnchor(number, previous, Optional.empty(), identity.publicKey()).write(identity));
        } catch (IOException e) {
            // the line is there and the anchor names it as the next one, which is enough until there is room again
            LOG.warn(
                    "The anchor of {} could not be renewed: {}",
                    file,
                    FileProblem.of(e).what());
        }
    }

    private String line(Entry entry) throws IOException {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("n", number + 1)
                .put("v", VERSION)
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
        return Json.MAPPER.writeValueAsString(line);
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
                    var _ = channel.write(bytes);
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
}
