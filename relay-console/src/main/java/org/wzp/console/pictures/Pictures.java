package org.wzp.console.pictures;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.app.ConsoleGraph;
import org.wzp.console.pictures.PictureScenes.PictureScene;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.shell.ThemeChoice;

/** Takes a picture of each scene, light and dark, large, small and with larger text, then ends the program: {@code --screenshots DIR}. */
public final class Pictures {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    /** Long enough for rehearsal callers to join and to draw a line of their activity. */
    private static final Duration SETTLE = Duration.seconds(20);

    /** Long enough for a theme or a size to be laid out and for the next snapshot to be shown. */
    private static final Duration BETWEEN = Duration.millis(700);

    private static final Duration POLL = Duration.millis(50);

    /** After so long a scene is taken as it is. */
    private static final int MOST_POLLS = 600;

    private static final List<ThemeChoice> THEMES = List.of(ThemeChoice.LIGHT, ThemeChoice.DARK);

    private record Size(int width, int height, int percent) {
        String fileName() {
            return width + "x" + height + (percent == WHOLE ? "" : "-" + percent);
        }
    }

    /** Text of the usual size, in percent of it. */
    private static final int WHOLE = 100;

    private static final List<Size> SIZES =
            List.of(new Size(1280, 800, WHOLE), new Size(900, 600, WHOLE), new Size(1280, 800, 125));

    private record Picture(PictureScene scene, ThemeChoice theme, Size size) {
        String fileName() {
            return String.join("-", scene.name(), theme.name().toLowerCase(Locale.ROOT), size.fileName()) + ".png";
        }
    }

    private final Stage stage;
    private final ConsoleGraph graph;
    private final Path folder;
    private final PictureScenes scenes;
    private final Deque<Picture> left = new ArrayDeque<>();

    public Pictures(Stage stage, ConsoleGraph graph, ConfiguredRelay relay, TroubledConfiguration source, Path folder) {
        this.stage = stage;
        this.graph = graph;
        this.folder = folder;
        scenes = new PictureScenes(stage, graph, relay, source, Pictures::when);
        for (PictureScene scene : scenes.all()) {
            for (ThemeChoice theme : THEMES) {
                SIZES.forEach(size -> left.add(new Picture(scene, theme, size)));
            }
        }
    }

    public void begin() {
        after(SETTLE, this::next);
    }

    private void next() {
        Picture picture = left.poll();
        if (picture == null) {
            scenes.end();
            Platform.exit();
            return;
        }
        graph.theme().choice().set(picture.theme());
        graph.preferences().textPercent().setValue(picture.size().percent());
        stage.setWidth(picture.size().width());
        stage.setHeight(picture.size().height());
        after(BETWEEN, () -> {
            picture.scene().arrange().run();
            when(
                    picture.scene().ready(),
                    () -> after(BETWEEN, () -> {
                        WindowPicture.write(stage, folder.resolve(picture.fileName()));
                        picture.scene().restore().run();
                        next();
                    }));
        });
    }

    private static void when(BooleanSupplier condition, Runnable then) {
        when(condition, then, MOST_POLLS);
    }

    private static void when(BooleanSupplier condition, Runnable then, int polls) {
        if (condition.getAsBoolean()) {
            then.run();
        } else if (polls == 0) {
            LOG.warn("A scene could not be arranged in time; its picture shows what there is.");
            then.run();
        } else {
            after(POLL, () -> when(condition, then, polls - 1));
        }
    }

    private static void after(Duration pause, Runnable then) {
        PauseTransition wait = new PauseTransition(pause);
        wait.setOnFinished(event -> {
            try {
                then.run();
            } catch (RuntimeException e) {
                LOG.error("The pictures end here: a scene could not be arranged.", e);
                System.exit(1);
            }
        });
        wait.play();
    }
}
