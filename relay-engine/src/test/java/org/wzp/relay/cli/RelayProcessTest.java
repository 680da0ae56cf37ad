package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process: what it prints, and how signals end it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
class RelayProcessTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    private Process relay(String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--home",
                home.toString()));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    @AfterEach
    void leaveNoProcess() {
        started.forEach(Process::destroyForcibly);
    }

    private static List<String> untilReady(BufferedReader said) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith("In words, ")) {
                return lines;
            }
        }
        throw new AssertionError("It ended and said " + lines);
    }

    @Test
    void sigtermEndsItWithStatusZeroAfterACleanClose() throws Exception {
        Process process = relay("--listen", "127.0.0.1:0");
        try (BufferedReader said = process.inputReader()) {
            assertThat(String.join("\n", untilReady(said)))
                    .containsPattern("(?m)^Listening on 127\\.0\\.0\\.1:[1-9][0-9]* ")
                    .containsPattern("(?m)^Clients connect to 127\\.0\\.0\\.1:[1-9][0-9]*$")
                    .containsPattern("(?m)^Identity fingerprint ([0-9a-f]{4}:){7}[0-9a-f]{4}$")
                    .containsPattern("(?m)^TLS fingerprint ([0-9a-f]{2}:){31}[0-9a-f]{2}$")
                    .containsPattern("(?m)^In words, .*: ([A-Za-z]+ ){11}[A-Za-z]+$");
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(said.lines()).last().asString().endsWith("The relay has stopped.");
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void itsLogLevelAndItsWarningsComeFromTheFile() throws Exception {
        Files.writeString(
                home.resolve("relay.toml"), "listen_addr = \"127.0.0.1:0\"\nlog_level = \"error\"\nws_port = 8080\n");
        Process process = relay();
        try (BufferedReader said = process.inputReader()) {
            assertThat(String.join("\n", untilReady(said)))
                    .contains("relay.toml, line 3, column 1: ws_port belongs to a feature")
                    .doesNotContain(" INFO ");
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(said.lines()).noneMatch(line -> line.contains(" INFO "));
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** The obstacle stands for a read-only home or a full disk: it stops root, too. */
    @Test
    void aHomeThatCanNotBeWrittenIsToldAndTheRelayRunsOnWithItsIdentity() throws Exception {
        Files.writeString(home.resolve("relay-identity"), "ab".repeat(32));
        Files.createDirectories(home.resolve("relay.probe/obstacle"));
        Process process = relay("--listen", "127.0.0.1:0");
        try (BufferedReader said = process.inputReader()) {
            untilReady(said);
            assertThat(said.readLine())
                    .isEqualTo(home + " can't be written (a folder is there instead): the relay runs with the"
                            + " rules in force, but they can't be changed, and kicks and closed rooms may be missing"
                            + " from the audit log. Move the folder away.");
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(said.lines()).last().asString().endsWith("The relay has stopped.");
        }
    }

    @Test
    void aSecondRelayInTheSameHomeIsRefusedInASentence() throws Exception {
        Process first = relay("--listen", "127.0.0.1:0");
        try (BufferedReader said = first.inputReader()) {
            untilReady(said);
            Process second = relay("--listen", "127.0.0.1:0");
            try (BufferedReader refused = second.inputReader()) {
                assertThat(refused.lines().toList())
                        .contains("Another relay is running with its files in " + home
                                + ". Stop that one, or give this one a directory of its own with --home.")
                        .noneMatch(line -> line.startsWith("\tat "));
            }
            assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
        }
    }
}
