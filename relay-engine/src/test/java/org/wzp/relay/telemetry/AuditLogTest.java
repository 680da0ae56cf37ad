package org.wzp.relay.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.contention.LockLedger;

class AuditLogTest {
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
                LockLedger.system().lock("audit"));
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
        assertThat(AuditLog.verify(file)).isEmpty();
    }

    @Test
    void aChangedLineIsFoundByTheLineAfterIt() throws Exception {
        AuditLog log = open();
        log.append(kick("Anna"));
        log.append(kick("Ben"));
        Files.writeString(file, Files.readString(file).replace("Anna", "Otto"));
        assertThat(AuditLog.verify(file))
                .hasValueSatisfying(broken -> assertThat(broken.line()).isEqualTo(2));
    }

    @Test
    void aLineTakenOutIsFound() throws Exception {
        AuditLog log = open();
        log.append(kick("Anna"));
        log.append(kick("Ben"));
        log.append(kick("Cleo"));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(2)));
        assertThat(AuditLog.verify(file))
                .hasValueSatisfying(broken -> assertThat(broken.line()).isEqualTo(2));
    }

    @Test
    void aLineCutShortByACrashIsNamedAndTheLogGoesOn() throws Exception {
        open().append(kick("Anna"));
        Files.writeString(file, "{\"n\":2,\"at\":\"20", StandardOpenOption.APPEND);
        open().append(kick("Ben"));
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(AuditLog.verify(file)).hasValueSatisfying(broken -> {
            assertThat(broken.line()).isEqualTo(2);
            assertThat(broken.why()).contains("stopped while it was written");
        });
    }

    @Test
    void aLineCutInTheMiddleOfACharacterDoesNotLockTheLog() throws Exception {
        open().append(kick("Anna"));
        byte[] cut = {'{', '"', (byte) 0xc3};
        Files.write(file, cut, StandardOpenOption.APPEND);
        open().append(kick("Ben"));
        assertThat(AuditLog.verify(file))
                .hasValueSatisfying(broken -> assertThat(broken.line()).isEqualTo(2));
    }
}
