package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
class EndSignalsTest {
    private static final int SIGTERM = 15;

    /** A process whose clean end never comes. */
    static final class Stuck {
        public static void main(String[] arguments) throws Exception {
            EndSignals signals = EndSignals.listen();
            System.out.println("ready");
            while (!signals.await(Duration.ofSeconds(1))) {
                System.out.flush();
            }
            System.out.println("ending");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void theSecondSignalEndsAProcessWhoseCleanEndHangs() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stuck.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(said.readLine()).isEqualTo("ending");
            assertThat(process.isAlive()).isTrue();
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + SIGTERM);
        } finally {
            process.destroyForcibly();
        }
    }
}
