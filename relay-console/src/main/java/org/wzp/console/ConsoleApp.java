package org.wzp.console;

import java.time.Clock;
import java.util.Objects;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: makes the relay and its window, starts the relay, ends both. */
public final class ConsoleApp extends Application {
    private static volatile ConsoleOptions options = new ConsoleOptions();

    private final ConsoleLog log = new ConsoleLog();
    private @Nullable ConsoleGraph graph;

    /** Set by the launcher before JavaFX makes this class by reflection. */
    static void options(ConsoleOptions parsed) {
        options = parsed;
    }

    @Override
    public void start(Stage stage) {
        ConsoleOptions given = options;
        TroubledConfiguration source = new TroubledConfiguration(given.overrides());
        ConfiguredRelay relay = new ConfiguredRelay(() -> log.follow(source.load()), Clock.systemUTC());
        // for SIGTERM and the end of a session: JavaFX calls stop() only for a window that is closed
        Runtime.getRuntime().addShutdownHook(new Thread(relay::stop, "shutdown"));
        ConsoleGraph made = new ConsoleGraph(relay, given.theme(), log::place, System::nanoTime, given.memory());
        graph = made;
        made.rehearse(given.rehearse());
        made.window(stage).show();
        made.start();
        given.screenshots().ifPresent(folder -> new Pictures(stage, made, relay, source, folder).begin());
    }

    @Override
    public void stop() {
        Objects.requireNonNull(graph).close();
        log.close();
    }
}
