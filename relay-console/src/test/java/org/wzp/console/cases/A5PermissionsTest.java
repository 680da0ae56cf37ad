package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.state.UiState;
import org.wzp.console.state.UiStateFile;
import org.wzp.relay.api.RelayState;

/** A5: whatever the window's process makes is for its owner only; its log names people and addresses. */
@ExtendWith(WindowExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have other permissions")
class A5PermissionsTest {
    @TempDir
    private Path folder;

    private Path home;
    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        home = folder.resolve("home");
        window = new TestWindow(stage, home, folder.resolve("relay.toml"));
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    @Test
    void homeLogAndTheWindowsStateAreForTheirOwnerOnly(FxRobot robot) throws Exception {
        inWindow(window::started);
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING);
        new UiStateFile(home.resolve(UiStateFile.NAME)).save(UiState.NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        Map<String, String> made = new TreeMap<>();
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                made.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertThat(made)
                .containsKeys("console.log", UiStateFile.NAME, "relay-identity", "relay.lock")
                .allSatisfy(
                        (name, permissions) -> assertThat(permissions).as(name).isEqualTo("rw-------"));
    }
}
