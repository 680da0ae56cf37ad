package org.wzp.console;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;

/** How well texts stand out from what is behind them, by WCAG 2.2: from 1 to 21. JavaFX thread only. */
final class Contrast {
    private static final double DARKEST = 0.05;

    private Contrast() {}

    /** The texts below {@code root} that stand out less than {@code least}; what can't be used now is left out. */
    static List<String> faint(Parent root, double least) {
        return RehearsedWindow.nodes(root, Text.class).stream()
                .filter(text -> !text.getText().isBlank()
                        && !text.isDisabled()
                        && !text.getStyleClass().contains("ikonli-font-icon"))
                .filter(text -> of(text) < least)
                .map(text -> "%.2f: %s in %s"
                        .formatted(
                                of(text),
                                text.getText(),
                                String.join(".", text.getParent().getStyleClass())))
                .distinct()
                .toList();
    }

    /** The lines of charts and of the map of links below {@code root} that stand out less than {@code least}. */
    static List<String> faintLines(Parent root, double least) {
        return lines(root)
                .filter(line -> of(line, line.getStroke()) < least)
                .map(line -> "%.2f: the line %s"
                        .formatted(of(line, line.getStroke()), String.join(".", line.getStyleClass())))
                .distinct()
                .toList();
    }

    static Stream<Shape> lines(Parent root) {
        return RehearsedWindow.nodes(root, Shape.class).stream()
                .filter(shape -> shape.getStroke() != null
                        && shape.getStyleClass().stream()
                                .anyMatch(style -> style.startsWith("chart-")
                                        || style.equals("sparkline-line")
                                        || style.equals("map-line")));
    }

    private static double of(Text text) {
        return of(text, text.getFill());
    }

    private static double of(Node node, Paint paint) {
        Color behind = behind(node.getParent());
        Color ink = over((Color) paint, opacity(node), behind);
        double one = luminance(ink) + DARKEST;
        double other = luminance(behind) + DARKEST;
        return Math.max(one, other) / Math.min(one, other);
    }

    private static double opacity(Node node) {
        double opacity = 1;
        for (Node around = node; around != null; around = around.getParent()) {
            opacity *= around.getOpacity();
        }
        return opacity;
    }

    private static Color behind(Node node) {
        if (node == null) {
            return Color.WHITE;
        }
        Color ground = null;
        if (node instanceof Region region && region.getBackground() != null) {
            for (BackgroundFill fill : region.getBackground().getFills()) {
                if (fill.getFill() instanceof Color color && color.getOpacity() > 0) {
                    ground = color.getOpacity() == 1
                            ? color
                            : over(color, 1, ground == null ? behind(node.getParent()) : ground);
                }
            }
        }
        return ground == null ? behind(node.getParent()) : ground;
    }

    private static Color over(Color ink, double opacity, Color ground) {
        double share = ink.getOpacity() * opacity;
        return Color.color(
                ink.getRed() * share + ground.getRed() * (1 - share),
                ink.getGreen() * share + ground.getGreen() * (1 - share),
                ink.getBlue() * share + ground.getBlue() * (1 - share));
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
