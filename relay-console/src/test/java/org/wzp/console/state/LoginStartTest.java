package org.wzp.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LoginStartTest {
    @TempDir
    private Path folder;

    @Test
    void theDesktopsFileIsWrittenAndTakenAway() throws Exception {
        Path autostart = folder.resolve("autostart");
        LoginStart start = new LoginStart(autostart, List.of("/opt/wzp relay/run", "console", "--home", "/srv/100%"));
        assertThat(start.isOn()).isFalse();
        assertThat(start.set(true)).isEmpty();
        assertThat(start.isOn()).isTrue();
        assertThat(Files.readAllLines(autostart.resolve(LoginStart.FILE)))
                .containsExactly(
                        "[Desktop Entry]",
                        "Type=Application",
                        "Name=WZP Relay Console",
                        "Exec=\"/opt/wzp relay/run\" \"console\" \"--home\" \"/srv/100%%\"",
                        "Icon=wzp-relay",
                        "Terminal=false");
        assertThat(start.set(false)).isEmpty();
        assertThat(start.isOn()).isFalse();
        assertThat(start.set(false)).as("it is so already").isEmpty();
    }

    /** A word is escaped for its quotes, and the line as a string once more (Desktop Entry Specification, "The Exec key"). */
    @Test
    void whatTheShellWouldTakeForItsOwnIsEscaped() throws Exception {
        LoginStart start = new LoginStart(folder, List.of("/a$b\\c\"d`e"));
        assertThat(start.set(true)).isEmpty();
        assertThat(Files.readString(folder.resolve(LoginStart.FILE)))
                .contains("Exec=\"/a\\\\$b\\\\\\\\c\\\\\"d\\\\`e\"\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatKeepsTheFileFromBeingWrittenIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        LoginStart start = new LoginStart(file.resolve("autostart"), List.of("/run"));
        assertThat(start.set(true)).isPresent();
        assertThat(start.isOn()).isFalse();
    }
}
