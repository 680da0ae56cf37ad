package org.wzp.console.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.state.LoginStart;
import org.wzp.console.state.Preferences;
import org.wzp.console.state.UiStateFile;
import org.wzp.console.text.Language;
import org.wzp.console.text.Texts;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.engine.EmbeddedRelay;

/** The JavaFX application: makes the relay and its window, starts the relay, ends both. */
public final class ConsoleApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);

    private static volatile ConsoleOptions options = new ConsoleOptions();
    private static volatile @Nullable WorkingHome home;

    private final ConsoleLog log = new ConsoleLog();
    private @Nullable ConsoleGraph graph;
    private @Nullable SingleInstance instance;

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
        ConfiguredRelay relay =
                new ConfiguredRelay(() -> log.follow(source.load()), Clock.systemUTC(), configuration -> pictures.map(
                                taker -> taker.relay(configuration))
                        .orElseGet(() -> new EmbeddedRelay(configuration)));
        // for SIGTERM and the end of a session: JavaFX calls stop() only for a window that is closed
        Runtime.getRuntime().addShutdownHook(new Thread(() -> letGo(relay, works), "shutdown"));
        given.memory().map(file -> new UiStateFile(file).load().preferences()).ifPresent(ConsoleApp::speak);
        given.language().ifPresent(Texts::speak);
        ConsoleGraph made = new ConsoleGraph(relay, given.theme(), log::file, System::nanoTime, given.memory());
        graph = made;
        made.rehearse(given.rehearse(), given.relays());
        made.remark(works.remark());
        if (given.rehearse().isEmpty()) {
            made.use(made.desktop().starting(LoginStart.ofThisUser(given.sameRelay())));
        }
        made.window(stage).show();
        given.open().ifPresentOrElse(made::open, () -> {
            made.start();
            beFirst(works, made);
        });
        given.frames().ifPresent(ConsoleApp::measure);
        pictures.ifPresent(
                taker -> taker.begin(stage, made, relay, given.screenshots().orElseThrow()));
    }

    private static void measure(Path file) {
        try {
            new FrameMeter(file, task -> Thread.ofVirtual().start(task)).start();
        } catch (IOException e) {
            LOG.warn("Frames can't be measured: {} can't be written ({}).", file, e.toString());
        }
    }

    /** Before anything asks for a text. */
    private static void speak(Preferences preferences) {
        Texts.speak(Language.ofCode(preferences.language().orElse("")));
    }

    private void beFirst(WorkingHome works, ConsoleGraph made) {
        works.folder().ifPresent(home -> {
            try {
                instance = SingleInstance.first(home, () -> Platform.runLater(made::front));
            } catch (IOException e) {
                LOG.warn("A second start can't find this window ({}): it will open another one.", e.getMessage());
            }
        });
    }

    @Override
    public void stop() {
        SingleInstance first = instance;
        if (first != null) {
            first.close();
        }
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
