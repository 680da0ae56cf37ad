package org.wzp.console.app;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.config.ConfigLoader;

/** The JavaFX application: makes the relay and its window, starts the relay, ends both. */
public final class ConsoleApp extends Application {
    private static volatile ConsoleOptions options = new ConsoleOptions();
    private static volatile @Nullable WorkingHome home;

    private final ConsoleLog log = new ConsoleLog();
    private @Nullable ConsoleGraph graph;

    /** Set by the launcher before JavaFX makes this class by reflection. */
    static void options(ConsoleOptions parsed, WorkingHome made) {
        options = parsed;
        home = made;
    }

    @Override
    public void start(Stage stage) {
        ConsoleOptions given = options;
        WorkingHome works = Objects.requireNonNull(home);
        Optional<ScreenshotTaker> pictures = given.screenshots().map(folder -> ScreenshotTaker.find());
        ConfiguredRelay.Source source = pictures.map(taker -> taker.source(works.overrides()))
                .orElse(() -> ConfigLoader.load(works.overrides()));
        ConfiguredRelay relay = new ConfiguredRelay(() -> log.follow(source.load()), Clock.systemUTC());
        // for SIGTERM and the end of a session: JavaFX calls stop() only for a window that is closed
        Runtime.getRuntime().addShutdownHook(new Thread(() -> letGo(relay, works), "shutdown"));
        ConsoleGraph made = new ConsoleGraph(relay, given.theme(), log::place, System::nanoTime, given.memory());
        graph = made;
        made.rehearse(given.rehearse());
        made.remark(works.remark());
        made.window(stage).show();
        made.start();
        pictures.ifPresent(
                taker -> taker.begin(stage, made, relay, given.screenshots().orElseThrow()));
    }

    @Override
    public void stop() {
        Objects.requireNonNull(graph).close();
        log.close();
        Objects.requireNonNull(home).close();
    }

    private void letGo(ConfiguredRelay relay, WorkingHome works) {
        relay.stop();
        log.close();
        works.close();
    }
}
