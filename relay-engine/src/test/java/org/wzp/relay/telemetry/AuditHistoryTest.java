package org.wzp.relay.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AuditTrail;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;

class AuditHistoryTest {
    private static final Identity IDENTITY = Identity.of(Seed.ofHex("42".repeat(32)));
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private Path file;
    private AuditLog log;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve(AuditLog.FILE);
        log = AuditLog.open(file, clock::get, LockLedger.system().lock("audit"), IDENTITY);
    }

    private void kick(String who) throws IOException {
        log.append(new AuditLog.Entry(
                "root at this console",
                "Kick",
                Map.of("person", who),
                "noise",
                "in room lobby",
                "removed",
                "Removed " + who));
    }

    private AuditTrail read(int most) throws IOException {
        return AuditHistory.read(file, Optional.of(IDENTITY.fingerprint()), most);
    }

    @Test
    void aLogThatIsNotThereHasNoLines() throws Exception {
        AuditTrail history = read(10);
        assertThat(history.newest()).isEmpty();
        assertThat(history.since()).isEmpty();
        assertThat(history.fits()).isTrue();
    }

    @Test
    void aLineTellsWhoDidWhatWhyAndWhatCameOfIt() throws Exception {
        kick("Anna");
        assertThat(read(10).newest())
                .containsExactly(new AuditTrail.Line(
                        1,
                        Optional.of(NOON),
                        "root at this console",
                        "Kick",
                        Map.of("person", "Anna"),
                        "noise",
                        "in room lobby",
                        "removed",
                        "Removed Anna",
                        true));
    }

    @Test
    void onlyTheNewestAreKeptButAllAreChecked() throws Exception {
        kick("Anna");
        clock.set(NOON.plusSeconds(60));
        kick("Ben");
        kick("Cleo");
        AuditTrail history = read(2);
        assertThat(history.newest()).extracting(AuditTrail.Line::number).containsExactly(2L, 3L);
        assertThat(history.lines()).isEqualTo(3);
        assertThat(history.since()).contains(NOON);
        assertThat(history.findings()).isEmpty();
    }

    @Test
    void theLineBehindAChangedOneDoesNotFit() throws Exception {
        for (String who : List.of("Anna", "Ben", "Cleo")) {
            kick(who);
        }
        Files.writeString(file, Files.readString(file).replace("Anna", "Otto"));
        AuditTrail history = read(10);
        assertThat(history.fits()).isFalse();
        assertThat(history.newest()).extracting(AuditTrail.Line::fits).containsExactly(true, false, true);
    }

    /** The anchor is read after the log, and by then tells of a line that was not there yet. */
    @Test
    void aLogThatGrowsMeanwhileIsNotTakenForABrokenOne() throws Exception {
        kick("Anna");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    kick("Anna " + i);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        int read = 0;
        while (!writer.isDone() || read == 0) {
            AuditTrail history = read(10);
            assertThat(history.findings()).isEmpty();
            read++;
        }
        writer.get(60, TimeUnit.SECONDS);
        assertThat(read(10).lines()).isEqualTo(201);
    }
}
