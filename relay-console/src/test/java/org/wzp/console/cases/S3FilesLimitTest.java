package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wzp.console.app.Launcher;

/** S3: with too few open files the console says so, before it needs any library. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such limits")
class S3FilesLimitTest {
    @Test
    void tooFewFilesAreSaidInASentence() throws Exception {
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -n 24 && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .isEqualTo(
                        "This process may open 24 files, but needs 128. Let it have more (ulimit -n, or LimitNOFILE of its"
                                + " service), then start it again.\n");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
