package org.wzp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.telemetry.AuditLog;

/**
 * Lets the operating system refuse to write beyond a size, in the middle of a write, as a full disk does; in a process of
 * its own, because the limit is a process's.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no limit on the size of files a process may write")
class FullDiskTest {
    /** In units of 512 bytes (POSIX, ulimit -f). */
    private static final int LIMIT = 16;

    private static final int MORE_THAN_FITS = 1_000;

    @TempDir
    Path home;

    /** Changes rules and writes audit lines until the system refuses; prints how many of each it was promised. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            AccessList access = list(home);
            int rules = 0;
            try {
                while (rules < MORE_THAN_FITS) {
                    var _ = access.allow("board", "person-" + rules);
                    rules++;
                }
            } catch (NotWrittenException e) {
                System.err.println(e.file() + ": " + e.problem().what());
            }
            AuditLog log = audit(home);
            int lines = 0;
            try {
                while (lines < MORE_THAN_FITS) {
                    log.append(entry(lines));
                    lines++;
                }
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
            System.out.println(
                    rules + " " + access.rules().room("board").allowed().size() + " " + lines);
        }
    }

    private static AccessList list(Path home) throws AccessException {
        return AccessList.open(
                new StateFile(
                        new AtomicFile(home.resolve("console.toml")),
                        LockLedger.system().lock("state")),
                InstantSource.system(),
                System::nanoTime,
                LockLedger.system().lock("access"));
    }

    private static AuditLog audit(Path home) throws IOException {
        return AuditLog.open(
                home.resolve("audit.jsonl"),
                InstantSource.system(),
                LockLedger.system().lock("audit"),
                Identity.of(Seed.ofHex("42".repeat(32))));
    }

    private static AuditLog.Entry entry(int number) {
        return new AuditLog.Entry(
                "console", "Kick", Map.of("participant", "é" + number), "noise", "in", "out", "Kicked");
    }

    @Test
    void whenADiskIsFullNothingThatWasPromisedIsLostAndTheFilesStayWhole() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f " + LIMIT + "; exec \"$@\"",
                        "sh",
                        java,
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        home.toString())
                .start();
        String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(complaint).contains(home.resolve("console.toml") + ": ");
        String[] counts = said.strip().split(" ");
        int rules = Integer.parseInt(counts[0]);
        int lines = Integer.parseInt(counts[2]);
        assertThat(rules).isBetween(1, MORE_THAN_FITS - 1);
        assertThat(lines).isBetween(1, MORE_THAN_FITS - 1);
        assertThat(counts[1]).as("rules in force").isEqualTo(counts[0]);

        assertThat(list(home).rules().room("board").allowed()).hasSize(rules);
        assertThat(home.resolve("console.toml.tmp")).doesNotExist();
        audit(home).append(entry(lines));
        assertThat(Files.readAllLines(home.resolve("audit.jsonl"))).hasSize(lines + 1);
        assertThat(AuditCheck.of(home.resolve("audit.jsonl"), Optional.empty()).findings())
                .isEmpty();
    }
}
