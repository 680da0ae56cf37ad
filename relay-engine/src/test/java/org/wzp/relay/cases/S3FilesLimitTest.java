package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row S3: with {@code ulimit -n 24} the program said NoClassDefFoundError. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such limits")
class S3FilesLimitTest {
    @TempDir
    Path home;

    private Daemon.Answer withFiles(int limit) throws Exception {
        return Daemon.run(
                "ulimit -n " + limit + " && exec \"$@\"",
                Map.of(),
                List.of(),
                "--home",
                home.resolve("home").toString(),
                "--listen",
                "127.0.0.1:0");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 64, 127})
    void tooFewFilesAreSaidInASentence(int limit) throws Exception {
        assertThat(withFiles(limit))
                .isEqualTo(new Daemon.Answer(
                        1,
                        "This process may open " + limit + " files, but needs 128. Let it have more (ulimit -n, or"
                                + " LimitNOFILE of its service), then start it again.\n"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatItAsksForIsEnough() throws Exception {
        assertThat(withFiles(128).said()).contains("TLS fingerprint").doesNotContain("\tat ");
    }
}
