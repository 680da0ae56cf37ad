package org.wzp.console;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.wzp.console.common.Place;
import org.wzp.console.shell.ThemeChoice;

/** Takes a picture of each view, light and dark, large and small, then ends the program: {@code --screenshots DIR}. */
final class Pictures {
    /** Long enough for rehearsal callers to join and to draw a line of their activity. */
    private static final Duration SETTLE = Duration.seconds(20);

    /** Long enough for a theme or a size to be laid out and for the next snapshot to be shown. */
    private static final Duration BETWEEN = Duration.millis(900);

    private record Picture(Place place, ThemeChoice theme, int width, int height) {
        String fileName() {
            return String.join("-", place.id(), theme.name().toLowerCase(Locale.ROOT), width + "x" + height) + ".png";
        }
    }

    private final Stage stage;
    private final ConsoleGraph graph;
    private final Path folder;
    private final Deque<Picture> left = new ArrayDeque<>();

    Pictures(Stage stage, ConsoleGraph graph, Path folder) {
        this.stage = stage;
        this.graph = graph;
        this.folder = folder;
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            for (Place place : Place.values()) {
                left.add(new Picture(place, theme, 1280, 800));
                left.add(new Picture(place, theme, 900, 600));
            }
        }
    }

    void begin() {
        after(SETTLE, this::next);
    }

    private void next() {
        Picture picture = left.poll();
        if (picture == null) {
            Platform.exit();
            return;
        }
        graph.theme().choice().set(picture.theme());
        graph.actions().run(picture.place().action());
        stage.setWidth(picture.width());
        stage.setHeight(picture.height());
        after(BETWEEN, () -> {
            take(picture);
            next();
        });
    }

    private void take(Picture picture) {
        Scene scene = stage.getScene();
        WritableImage image = scene.snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picturePixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picturePixels.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            Files.createDirectories(folder);
            ImageIO.write(
                    picturePixels, "png", folder.resolve(picture.fileName()).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("No picture can be written to " + folder + ": check the directory.", e);
        }
    }

    private static void after(Duration pause, Runnable then) {
        PauseTransition wait = new PauseTransition(pause);
        wait.setOnFinished(event -> then.run());
        wait.play();
    }
}
