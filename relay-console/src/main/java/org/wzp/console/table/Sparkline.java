package org.wzp.console.table;

import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/** A small line of the last values; its points are moved, never rebuilt. Its colour comes from the style sheet. */
public final class Sparkline extends Region {
    private static final double WIDTH = 84;
    private static final double HEIGHT = 20;

    private final Polyline line = new Polyline();

    public Sparkline(int length) {
        getStyleClass().add("sparkline");
        line.getStyleClass().add("sparkline-line");
        for (int i = 0; i < length; i++) {
            line.getPoints().addAll(i * WIDTH / (length - 1), HEIGHT);
        }
        getChildren().add(line);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setMouseTransparent(true);
    }

    /** @param values as many as the line is long, oldest first */
    public void show(double[] values) {
        double highest = 1;
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        for (int i = 0; i < values.length; i++) {
            double y = HEIGHT - 1 - values[i] / highest * (HEIGHT - 2);
            if (line.getPoints().get(2 * i + 1) != y) {
                line.getPoints().set(2 * i + 1, y);
            }
        }
    }
}
