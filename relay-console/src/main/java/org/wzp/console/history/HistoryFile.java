package org.wzp.console.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.wzp.console.state.WrittenFile;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Cut;

/**
 * Seconds of the hour as one file that another console opens: a zip with {@code about.json} (format, version, first and last moment)
 * and {@code snapshots.jsonl}, one snapshot a line as the engine's records name their parts. Version 1. A reader skips parts that it
 * does not know and takes nothing for those that are missing; a greater version it refuses.
 *
 * <p>The file has names, addresses and fingerprints, as the window has them. What is read may come from anybody: bounds are
 * {@value #MOST_SECONDS} seconds, {@value #MOST_BYTES} bytes for one, and nothing is looked up. May block; any thread.
 */
final class HistoryFile {
    /** One word behind the last dot: macOS and Windows know by no more which program opens a file. */
    static final String ENDING = ".wzp-hour";

    /** Of those that were saved before. */
    static final String EARLIER_ENDING = ENDING + ".zip";

    static final int VERSION = 1;
    private static final String FORMAT = "wzp-hour";
    private static final String ABOUT = "about.json";
    private static final String SNAPSHOTS = "snapshots.jsonl";
    private static final int MOST_SECONDS = 7_200;
    private static final long MOST_BYTES = 64L * 1_024 * 1_024;

    private static final ObjectMapper JSON = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private HistoryFile() {}

    /** It can't be read, with a sentence that says why. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * Writes what is kept between the two moments. A file that was there is replaced once the new one is complete.
     *
     * @return how many seconds
     */
    static int write(Path file, SnapshotRing ring, Instant from, Instant until) throws IOException {
        Path draft = WrittenFile.draft(file);
        try {
            AtomicInteger seconds = new AtomicInteger();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft));
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                zip.putNextEntry(new ZipEntry(ABOUT));
                ObjectNode about = JSON.createObjectNode();
                about.put("format", FORMAT)
                        .put("version", VERSION)
                        .put("from", from.toString())
                        .put("until", until.toString());
                zip.write(JSON.writeValueAsBytes(about));
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry(SNAPSHOTS));
                Shape shape = new Shapes().of(RelaySnapshot.class);
                IOException[] failed = new IOException[1];
                ring.forEach(from, until, snapshot -> {
                    try {
                        if (failed[0] == null) {
                            JSON.writeValue(zip, shape.toJson(snapshot));
                            zip.write('\n');
                            seconds.incrementAndGet();
                        }
                    } catch (IOException e) {
                        failed[0] = e;
                    }
                });
                if (failed[0] != null) {
                    throw failed[0];
                }
                zip.closeEntry();
            }
            WrittenFile.adopt(draft, file);
            return seconds.get();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** @throws UnreadableException if the file is no such file, or of a newer kind */
    static Recording read(Path file) throws IOException {
        Recording recording = new Recording(String.valueOf(file.getFileName()), new SnapshotRing());
        Shape shape = new Shapes().of(RelaySnapshot.class);
        int seconds = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            checkAbout(zip);
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals(SNAPSHOTS)) {
                throw new UnreadableException(Texts.of("hour.empty"));
            }
            Bounded bounded = new Bounded(zip);
            try (MappingIterator<JsonNode> lines =
                    JSON.readerFor(JsonNode.class).readValues(bounded)) {
                while (lines.hasNextValue()) {
                    if (++seconds > MOST_SECONDS) {
                        throw new UnreadableException(Texts.of("hour.too-long", MOST_SECONDS));
                    }
                    recording.add((RelaySnapshot) shape.fromJson(withNotices(lines.nextValue())));
                    bounded.nextOne();
                }
            }
        } catch (UnreadableException e) {
            throw e;
        } catch (ZipException | JsonProcessingException e) {
            throw new UnreadableException(Texts.of("hour.damaged"), e);
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
            throw new UnreadableException(
                    Texts.of("hour.damaged-second", seconds, Cut.PROBLEM.of(String.valueOf(e.getMessage()))), e);
        }
        if (recording.ring().span().isEmpty()) {
            throw new UnreadableException(Texts.of("hour.empty"));
        }
        return recording;
    }

    /** Consoles of November 2026 saved as sentences what needs attention, and why a relay did not run. */
    private static JsonNode withNotices(JsonNode snapshot) {
        if (snapshot instanceof ObjectNode whole && whole.path("failure").isTextual()) {
            String sentence = whole.path("failure").asText();
            ObjectNode failure = whole.putObject("failure");
            failure.putObject("cause")
                    .put("type", FailureCause.Told.class.getSimpleName())
                    .put("text", sentence);
            failure.putObject("subject").put("type", Subject.Relay.class.getSimpleName());
        }
        for (JsonNode line : snapshot.path("attention")) {
            if (line instanceof ObjectNode attention && !line.has("notice")) {
                attention
                        .putObject("notice")
                        .put("type", Notice.Told.class.getSimpleName())
                        .put("text", line.path("text").asText());
            }
        }
        return snapshot;
    }

    private static void checkAbout(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(ABOUT)) {
            throw new UnreadableException(Texts.of("hour.other-file"));
        }
        JsonNode about = JSON.readTree(zip.readNBytes(4_096));
        if (!about.path("format").asText().equals(FORMAT)) {
            throw new UnreadableException(Texts.of("hour.other-file"));
        }
        int version = about.path("version").asInt();
        if (version > VERSION) {
            throw new UnreadableException(Texts.of("hour.newer", version, VERSION));
        }
    }

    /** Ends a line that never ends; what was packed may be far larger than the file. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        void nextOne() {
            left = MOST_BYTES;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new UnreadableException(Texts.of("hour.too-large", MOST_BYTES));
            }
        }
    }
}
