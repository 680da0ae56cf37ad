package org.wzp.console.app;

import java.nio.file.Path;
import java.util.ServiceLoader;
import javafx.stage.Stage;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.engine.EmbeddedRelay;

/**
 * Takes pictures of the running window and ends the program: {@code --screenshots DIR}. Found as a service, on JavaFX's
 * thread.
 */
public interface ScreenshotTaker {

    /** The configuration that the relay is to be started with: one that the pictures of what goes wrong can spoil. */
    ConfiguredRelay.Source source(Overrides whole);

    /** Makes the relay: one that the pictures can show others nearby to. */
    EmbeddedRelay relay(RelayConfig configuration);

    /** Begins, and returns at once. */
    void begin(Stage stage, ConsoleGraph graph, ConfiguredRelay relay, Path folder);

    /** The only one there is. */
    static ScreenshotTaker find() {
        return ServiceLoader.load(ScreenshotTaker.class)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("This program was packed without what takes pictures of it."));
    }
}
