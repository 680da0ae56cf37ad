package org.wzp.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.console.text.Language;
import org.wzp.console.text.Texts;

/**
 * A window with a relay that runs, anew for each test; with real callers where {@link #rehearsal} says so. A test's methods take
 * an {@link FxRobot}.
 */
@ExtendWith(WindowExtension.class)
public abstract class WindowCase {
    @TempDir
    protected Path home;

    protected TestWindow window;

    /** Who is in the relay's rooms. */
    protected Optional<RehearsalSize> rehearsal() {
        return Optional.empty();
    }

    /** What the window speaks. */
    protected Language language() {
        return Language.ENGLISH;
    }

    /** TestFX looks for {@code @Start} in the class of the tests alone. */
    @BeforeEach
    final void start() throws Exception {
        var _ = FxToolkit.setupStage(stage -> {
            try {
                Texts.speak(language());
                window = new TestWindow(stage, home);
                window.graph().rehearse(rehearsal(), 1);
                window.started();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    final void end() throws Exception {
        window.end();
        Texts.speak(Language.ENGLISH);
    }
}
