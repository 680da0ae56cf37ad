package org.wzp.relay.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AuditProblem;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;

class AuditLogTest {
    private static final Identity IDENTITY = Identity.of(Seed.ofHex("42".repeat(32)));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("audit.jsonl");
    }

    private AuditLog open() throws IOException {
        return AuditLog.open(
                file,
                InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z")),
                LockLedger.system().lock("audit"),
                IDENTITY);
    }

    /** As a process leaves the anchor that is killed while it writes a line. */
    private void beginALine() throws IOException {
        AuditAnchor now =
                AuditAnchor.read(AuditAnchor.file(file).read().orElseThrow()).orElseThrow();
        AuditAnchor.file(file)
                .replace(new AuditAnchor(now.lines(), now.last(), Optional.of("ab".repeat(32)), now.key())
                        .write(IDENTITY));
    }

    private List<AuditCheck.Finding> findings() throws IOException {
        return AuditCheck.of(file, Optional.empty()).findings();
    }

    private static AuditLog.Entry kick(String who) {
        return new AuditLog.Entry("console", "Kick", Map.of("participant", who), "noise", "in", "out", "Kicked " + who);
    }

    @Test
    void anUntouchedLogVerifiesAlsoOverARestart() throws Exception {
        open().append(kick("Anna"));
        open().append(kick("Ben"));
        open().append(kick("Cleo"));
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aChangedLineIsFoundByTheLineAfterIt() throws Exception {
        AuditLog log = open();
        log.append(kick("Anna"));
        log.append(kick("Ben"));
        Files.writeString(file, Files.readString(file).replace("Anna", "Otto"));
        assertThat(findings()).first().satisfies(finding -> assertThat(finding.line())
                .isEqualTo(2));
    }

    @Test
    void aLineTakenOutIsFound() throws Exception {
        AuditLog log = open();
        log.append(kick("Anna"));
        log.append(kick("Ben"));
        log.append(kick("Cleo"));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(2)));
        assertThat(findings()).first().satisfies(finding -> assertThat(finding.line())
                .isEqualTo(2));
    }

    @Test
    void aLineCutShortByACrashIsNamedAndTheLogGoesOn() throws Exception {
        open().append(kick("Anna"));
        beginALine();
        Files.writeString(file, "{\"n\":2,\"at\":\"20", StandardOpenOption.APPEND);
        open().append(kick("Ben"));
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.what()).isEqualTo(AuditProblem.Plain.CUT_SHORT);
        });
    }

    @Test
    void aLineCutInTheMiddleOfACharacterDoesNotLockTheLog() throws Exception {
        open().append(kick("Anna"));
        beginALine();
        byte[] cut = {'{', '"', (byte) 0xc3};
        Files.write(file, cut, StandardOpenOption.APPEND);
        open().append(kick("Ben"));
        assertThat(findings()).first().satisfies(finding -> assertThat(finding.line())
                .isEqualTo(2));
    }

    /** As kill -9 or a full disk leaves it: the last line ends anywhere, and the next start goes on behind it. */
    @Test
    void whereverTheLastLineIsCutTheChainGoesOnAndExactlyThatLineIsNamed() throws Exception {
        AuditLog log = open();
        log.append(kick("Anna"));
        beginALine();
        byte[] anchor = Files.readAllBytes(AuditAnchor.file(file).path());
        log.append(kick("Ben"));
        byte[] whole = Files.readAllBytes(file);
        int second = new String(whole, UTF_8).indexOf('\n') + 1;
        for (int cut = second + 1; cut < whole.length - 1; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            Files.write(AuditAnchor.file(file).path(), anchor);
            open().append(kick("Cleo"));
            assertThat(Files.readAllLines(file)).as("cut after %d bytes", cut).hasSize(3);
            assertThat(findings()).as("cut after %d bytes", cut).first().satisfies(finding -> assertThat(finding.line())
                    .isEqualTo(2));
            assertThat(Files.readAllLines(file).getLast()).startsWith("{\"n\":3,");
        }
    }

    @Test
    void aLineThatOnlyLacksItsLineBreakIsWhole() throws Exception {
        AuditLog log = open();
        log.append(kick("Anna"));
        log.append(kick("Ben"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        open().append(kick("Cleo"));
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(findings()).isEmpty();
    }

    @Test
    void severalCutLinesInARowAreCounted() throws Exception {
        open().append(kick("Anna"));
        Files.writeString(file, "{\"n\":2,\n{\"n\"\n{", StandardOpenOption.APPEND);
        open().append(kick("Ben"));
        // no crash leaves three, which a line says
        assertThat(Files.readAllLines(file)).hasSize(6).last().asString().startsWith("{\"n\":6,");
    }

    @Test
    void aFileOfGarbageIsNoReasonNotToStart() throws Exception {
        Files.writeString(file, "no audit log\nat all");
        open().append(kick("Anna"));
        assertThat(Files.readAllLines(file)).hasSize(3).last().asString().startsWith("{\"n\":3,");
        assertThat(findings()).extracting(AuditCheck.Finding::line).contains(1L);
    }

    /** 200 MB before the last lines: a start that read them all would take memory and seconds. */
    @Test
    void openingALongLogReadsItsEndOnly() throws Exception {
        long hole = 200L << 20;
        String last = "{\"n\":700000,\"prev\":\"" + "0".repeat(64) + "\"}";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(channel.write(ByteBuffer.wrap(("\n" + last + "\n").getBytes(UTF_8)), hole))
                    .isPositive();
        }
        long before = allocated();
        AuditLog log = open();
        assertThat(allocated() - before).as("bytes allocated to open it").isLessThan(4L << 20);
        log.append(kick("Anna"));
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(1000);
            int got = channel.read(end, hole + 2 + last.length());
            assertThat(new String(end.array(), 0, got, UTF_8))
                    .startsWith("{\"n\":700001,")
                    .contains("\"prev\":\"" + AuditLines.hash(last.getBytes(UTF_8)) + "\"");
        }
    }

    /** The end alone can't tell: then the lines are counted, in bounded memory. */
    @Test
    void aLogWhoseEndIsOneEndlessLineIsCountedThrough() throws Exception {
        open().append(kick("Anna"));
        long size = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.write(ByteBuffer.wrap(new byte[] {'x'}), size + (8L << 20)))
                    .isEqualTo(1);
        }
        open().append(kick("Ben"));
        assertThat(Files.readString(file)).contains("\n{\"n\":3,");
        assertThat(findings()).extracting(AuditCheck.Finding::line).contains(2L);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
