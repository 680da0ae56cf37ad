package org.wzp.console.pictures;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/** One picture of a window with whatever is open over it, each at its place. JavaFX thread only. */
final class WindowPicture {
    private WindowPicture() {}

    /** @throws UncheckedIOException saying what to do if the file can't be written */
    @SuppressWarnings("ReferenceEquality") // the very one is meant
    static void write(Stage stage, Path file) {
        Scene below = stage.getScene();
        BufferedImage picture = pixels(below.snapshot(null));
        Graphics2D canvas = picture.createGraphics();
        for (Window window : Window.getWindows()) {
            if (window != stage && window.isShowing() && window.getScene() != null) {
                canvas.drawImage(
                        pixels(window.getScene().snapshot(null)),
                        (int) (window.getX() + window.getScene().getX() - stage.getX() - below.getX()),
                        (int) (window.getY() + window.getScene().getY() - stage.getY() - below.getY()),
                        null);
            }
        }
        canvas.dispose();
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("No picture can be written to " + file + ": check the directory.", e);
        }
    }

    private static BufferedImage pixels(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        return picture;
    }
}
