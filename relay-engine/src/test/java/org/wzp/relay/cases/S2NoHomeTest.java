package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row S2: a user without a home directory got {@code ./?/.config/wzp-relay}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its users have profiles")
class S2NoHomeTest {
    @TempDir
    Path folder;

    /** What Java makes of no entry and no HOME, of HOME=anna, and of HOME=/. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "anna", "/"})
    void whoHasNoHomeIsAskedForOneAndNothingIsMade(String userHome) throws Exception {
        Daemon.Answer answer = Daemon.run(
                "cd " + folder + " && exec \"$@\"",
                Map.of("XDG_CONFIG_HOME", "relative"),
                List.of("-Duser.home=" + userHome),
                "--listen",
                "127.0.0.1:0");
        assertThat(answer)
                .isEqualTo(new Daemon.Answer(
                        1,
                        "This user has no home directory, so there is no place for the relay's files. Say where with --home"
                                + " DIR.\n"));
        assertThat(folder).isEmptyDirectory();
    }
}
