package org.wzp.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A window with a relay that runs, anew for each test; a test's methods take an {@link FxRobot}. */
@ExtendWith(WindowExtension.class)
public abstract class WindowCase {
    @TempDir
    protected Path home;

    protected TestWindow window;

    /** TestFX looks for {@code @Start} in the class of the tests alone. */
    @BeforeEach
    final void start() throws Exception {
        var _ = FxToolkit.setupStage(stage -> {
            try {
                window = new TestWindow(stage, home).started();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    final void end() throws Exception {
        window.end();
    }
}
