package org.wzp.relay.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an audit log's lines: all of them from the first on, or just its end, so that opening a log costs the same however
 * long it has become. Lines are bytes, because one that a crash cut short may end in the middle of a character. Any
 * thread; each call reads for itself.
 */
final class AuditLines {
    private static final JsonMapper JSON = new JsonMapper();
    /** What the line before the first one is said to hash to. */
    static final String BEFORE_FIRST = "0".repeat(64);

    /** Far more than any line the program writes, so that it nearly always holds several whole ones. */
    private static final int TAIL_BYTES = 256 * 1024;
    /** A longer line is none of ours; what is beyond is hashed, but not kept. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private AuditLines() {}

    /**
     * Where a chain stands.
     *
     * @param number of the last line, counted from 1; 0 when there is none
     * @param hash SHA-256 of the last line, in hex
     * @param cut whether the last line lacks its line break
     * @param torn whether the last line is no line of ours, or not all of one
     * @param version of the last line that is one, 1 before lines told it; 0 when there is none among the last
     */
    record End(long number, String hash, boolean cut, boolean torn, int version) {
        static final End NONE = new End(0, BEFORE_FIRST, false, false, 0);
    }

    /** Takes the lines one by one. */
    interface Visitor {
        /**
         * @param number counted from 1
         * @param line without its line break; of an overlong one the beginning
         * @param hash SHA-256 of the whole line, in hex
         * @return false to stop
         */
        boolean line(long number, byte[] line, String hash);
    }

    /**
     * The end of the chain, from the last lines alone: the newest that tells its number, plus those after it that a crash
     * cut short. Where none of the last lines does, which no log of ours gets into, all lines are counted.
     */
    static End end(Path file) throws IOException {
        byte[] tail;
        boolean whole;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                return End.NONE;
            }
            whole = size <= TAIL_BYTES;
            tail = read(channel, Math.max(0, size - TAIL_BYTES), (int) Math.min(size, TAIL_BYTES));
        }
        Optional<End> end = endOf(tail, whole);
        return end.isPresent() ? end.get() : count(file);
    }

    private static byte[] read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // goes on until the buffer is full or the file has become shorter
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** @param whole whether the tail begins with the first line; otherwise its first line is not whole */
    private static Optional<End> endOf(byte[] tail, boolean whole) {
        boolean cut = tail.length > 0 && tail[tail.length - 1] != '\n';
        int to = cut ? tail.length : tail.length - 1;
        String last = null;
        boolean torn = false;
        for (long unnumbered = 0; to >= 0; unnumbered++) {
            int from = lineStart(tail, to);
            if (from == 0 && !whole) {
                return Optional.empty();
            }
            byte[] line = Arrays.copyOfRange(tail, from, to);
            last = last == null ? hash(line) : last;
            long number = numberOf(line);
            torn |= unnumbered == 0 && number == 0;
            if (number > 0) {
                return Optional.of(new End(number + unnumbered, last, cut, torn, versionOf(line)));
            }
            if (from == 0) {
                return Optional.of(new End(unnumbered + 1, last, cut, torn, 0));
            }
            to = from - 1;
        }
        return Optional.empty();
    }

    private static int lineStart(byte[] bytes, int to) {
        int from = to;
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        return from;
    }

    /** The number a line gives itself; 0 when it is no line of ours, or not all of one. */
    private static long numberOf(byte[] line) {
        JsonNode node = parse(line);
        return node != null && node.path("prev").isTextual()
                ? Math.max(0, node.path("n").asLong())
                : 0;
    }

    private static int versionOf(byte[] line) {
        JsonNode node = parse(line);
        return node == null ? 0 : node.path("v").asInt(1);
    }

    /** Null when the line is no JSON object. */
    static @Nullable JsonNode parse(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node != null && node.isObject() ? node : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static End count(Path file) throws IOException {
        End[] end = {End.NONE};
        boolean cut = visit(file, (number, line, hash) -> {
            end[0] = new End(number, hash, false, numberOf(line) == 0, versionOf(line));
            return true;
        });
        return new End(end[0].number(), end[0].hash(), cut, end[0].torn(), end[0].version());
    }

    /**
     * Goes over all lines, with memory for one of them.
     *
     * @return whether the last line visited lacks its line break
     */
    static boolean visit(Path file, Visitor visitor) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[64 * 1024];
        LineBuffer line = new LineBuffer();
        long number = 0;
        boolean open = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), block.length)) {
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                int from = 0;
                for (int at = 0; at < got; at++) {
                    if (block[at] == '\n') {
                        digest.update(block, from, at - from);
                        line.add(block, from, at - from);
                        open = false;
                        if (!visitor.line(++number, line.take(), hex(digest))) {
                            return false;
                        }
                        from = at + 1;
                    }
                }
                if (from < got) {
                    open = true;
                    digest.update(block, from, got - from);
                    line.add(block, from, got - from);
                }
            }
        }
        if (open) {
            var _ = visitor.line(number + 1, line.take(), hex(digest));
        }
        return open;
    }

    /** The beginning of the line that is being read. */
    private static final class LineBuffer {
        private byte[] bytes = new byte[1024];
        private int length;

        void add(byte[] from, int at, int count) {
            int more = Math.min(count, KEPT_BYTES - length);
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            }
            System.arraycopy(from, at, bytes, length, more);
            length += more;
        }

        byte[] take() {
            byte[] line = Arrays.copyOf(bytes, length);
            length = 0;
            return line;
        }
    }

    static String hash(byte[] line) {
        MessageDigest digest = sha256();
        digest.update(line);
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
