package org.wzp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.storage.AtomicFile;

/** Kills a process while it changes access rules and looks at what it left behind. */
class AccessListSurvivesKillTest {
    private static final int WRITES = 200;

    @TempDir
    Path home;

    /** The process that is killed: says a number only after the change of that number is on the disk. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            AccessList access = list(Path.of(arguments[0]));
            for (int i = 0; ; i++) {
                AccessList.Change ignored = access.allow("board", "person-" + i);
                System.out.println(i);
            }
        }
    }

    private static AccessList list(Path home) throws AccessException {
        return AccessList.open(
                new AtomicFile(home.resolve("console.toml")),
                InstantSource.system(),
                LockLedger.system().lock("access"));
    }

    @Test
    void killingTheProcessAmongTwoHundredWritesLosesNothingButTheLast() throws Exception {
        long seed = System.nanoTime();
        int killAfter = new Random(seed).nextInt(WRITES - 20, WRITES);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = -1;
        try (BufferedReader said = process.inputReader()) {
            for (String line = said.readLine(); line != null && last < killAfter; line = said.readLine()) {
                last = Integer.parseInt(line);
            }
            // by its handle: the process object would throw away what it has said
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line.matches("[0-9]+") ? Integer.parseInt(line) : last;
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        List<String> found = list(home).rules().room("board").allowed();
        assertThat(found.size()).as("seed %d", seed).isBetween(last + 1, last + 2);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo("person-" + i);
        }
    }
}
