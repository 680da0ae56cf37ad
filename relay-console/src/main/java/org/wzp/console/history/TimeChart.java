package org.wzp.console.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.StrokeLineJoin;
import org.wzp.console.text.Texts;

/**
 * A few lines over the last 15 minutes with their newest figures in words. The points of the lines are moved, never rebuilt; where
 * there is no value there is no line. A line is told by its dashes as well as by its colour. JavaFX thread only.
 */
public final class TimeChart extends VBox {
    /** More lines than that no one can tell apart. */
    private static final int MOST_LINES = 4;

    private static final double LEAST_HEIGHT = 64;

    private final DoubleFunction<String> format;
    private final Label most = new Label();
    private final Label sentence = new Label();
    private final FlowPane legend = new FlowPane();
    private final List<Label> figures = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final Plot plot = new Plot();
    private final String title;
    private double highest = 1;

    /** One line of a chart. */
    public static final class Series {
        private final String name;
        private final double[] values;

        /**
         * @param name as the legend says it; empty where the chart has one line alone
         * @param values oldest first, {@link Charts#BUCKETS} of them, NaN where there is none
         */
        public Series(String name, double[] values) {
            this.name = name;
            this.values = values;
        }
    }

    /**
     * @param title with the unit
     * @param format of a figure
     * @param empty what stands there while there is nothing to draw
     */
    public TimeChart(String title, DoubleFunction<String> format, String empty) {
        this.title = title;
        this.format = format;
        getStyleClass().add("time-chart");
        Label name = new Label(title);
        name.getStyleClass().add("chart-title");
        most.getStyleClass().add("chart-scale");
        sentence.setText(empty);
        sentence.setWrapText(true);
        sentence.getStyleClass().addAll("muted", "chart-empty");
        legend.getStyleClass().add("chart-legend");
        // a long word must not make the page wider than the window
        legend.setMinWidth(0);
        setMinWidth(0);
        StackPane area = new StackPane(plot, most, sentence);
        area.getStyleClass().add("chart-area");
        StackPane.setAlignment(most, Pos.TOP_LEFT);
        getChildren().addAll(name, area, legend);
        VBox.setVgrow(area, Priority.ALWAYS);
        setFocusTraversable(false);
        for (int i = 0; i < MOST_LINES; i++) {
            Curve curve = new Curve(i);
            curves.add(curve);
            plot.add(curve);
            Label figure = new Label();
            figure.getStyleClass().add("chart-figure");
            Line sample = new Line(0, 0, 18, 0);
            sample.getStyleClass().addAll("chart-line", "chart-line-" + i);
            figure.setGraphic(sample);
            figure.managedProperty().bind(figure.visibleProperty());
            figure.setVisible(false);
            figure.setWrapText(true);
            figure.setMinHeight(Region.USE_PREF_SIZE);
            figure.maxWidthProperty().bind(legend.widthProperty());
            figures.add(figure);
            legend.getChildren().add(figure);
        }
        show(List.of());
    }

    /** @param series at most four are drawn, the first ones */
    public void show(List<Series> series) {
        boolean drawn = series.stream().anyMatch(one -> hasValue(one.values));
        sentence.setVisible(!drawn);
        plot.showGrid(drawn);
        highest = scale(series);
        most.setText(drawn ? format.apply(highest) : "");
        StringBuilder spoken = new StringBuilder(title);
        for (int i = 0; i < MOST_LINES; i++) {
            boolean used = drawn && i < series.size();
            Label figure = figures.get(i);
            figure.setVisible(used);
            curves.get(i).show(used ? series.get(i).values : new double[0]);
            if (used) {
                Series one = series.get(i);
                double newest = newest(one.values);
                String now = Double.isNaN(newest) ? Texts.of("chart.nothing") : format.apply(newest);
                String text = one.name.isEmpty() ? now : Texts.of("chart.figure", one.name, now);
                figure.setText(text);
                spoken.append(", ").append(text);
            }
        }
        setAccessibleText(spoken.toString());
        plot.requestLayout();
    }

    private static boolean hasValue(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** The newest bucket may have nothing yet: then the one before. */
    private static double newest(double[] values) {
        double last = values[values.length - 1];
        return Double.isNaN(last) ? values[values.length - 2] : last;
    }

    /** A round figure at or above the largest: 1, 2 or 5 times a power of ten. */
    private static double scale(List<Series> series) {
        double largest = 0;
        for (Series one : series) {
            for (double value : one.values) {
                largest = Double.isNaN(value) ? largest : Math.max(largest, value);
            }
        }
        if (largest <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(largest)));
        for (double step : new double[] {1, 2, 5}) {
            if (largest <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** One line; its values from 0 to the scale. */
    private final class Curve {
        private final Path path = new Path();
        private double[] values = new double[0];

        Curve(int number) {
            path.getStyleClass().addAll("chart-line", "chart-line-" + number);
            path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        }

        void show(double[] newest) {
            values = newest;
        }

        /** Moves the points; the path is made anew only where a gap comes or goes. */
        void layOut(double width, double height) {
            List<PathElement> elements = path.getElements();
            int used = 0;
            boolean drawing = false;
            for (int i = 0; i < values.length; i++) {
                if (Double.isNaN(values[i])) {
                    drawing = false;
                    continue;
                }
                double x = width * i / (values.length - 1);
                double y = height - values[i] / highest * (height - 1);
                put(elements, used++, !drawing, x, y);
                drawing = true;
            }
            if (used < elements.size()) {
                elements.subList(used, elements.size()).clear();
            }
        }

        private static void put(List<PathElement> elements, int index, boolean begins, double x, double y) {
            if (index < elements.size()) {
                switch (elements.get(index)) {
                    case MoveTo move
                    when begins -> {
                        move.setX(x);
                        move.setY(y);
                        return;
                    }
                    case LineTo line
                    when !begins -> {
                        line.setX(x);
                        line.setY(y);
                        return;
                    }
                    default -> elements.set(index, begins ? new MoveTo(x, y) : new LineTo(x, y));
                }
            } else {
                elements.add(begins ? new MoveTo(x, y) : new LineTo(x, y));
            }
        }
    }

    /** Lines between a base line and one at the figure that is said beside it, with one at half the height. */
    private static final class Plot extends Region {
        private final Line base = new Line();
        private final Line middle = new Line();
        private final Line top = new Line();
        private final List<Curve> drawn = new ArrayList<>();

        Plot() {
            base.getStyleClass().add("chart-grid");
            middle.getStyleClass().add("chart-grid");
            top.getStyleClass().add("chart-grid");
            getChildren().addAll(base, middle, top);
            setMinHeight(LEAST_HEIGHT);
            setPrefHeight(LEAST_HEIGHT);
            setMouseTransparent(true);
        }

        /** Not behind a sentence. */
        void showGrid(boolean shown) {
            base.setVisible(shown);
            middle.setVisible(shown);
            top.setVisible(shown);
        }

        void add(Curve curve) {
            drawn.add(curve);
            curve.path.setManaged(false);
            getChildren().add(curve.path);
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double height = getHeight();
            place(base, height - 0.5, width);
            place(middle, Math.floor(height / 2) + 0.5, width);
            place(top, 0.5, width);
            drawn.forEach(curve -> curve.layOut(width, height - 1));
        }

        private static void place(Line line, double y, double width) {
            line.setStartY(y);
            line.setEndY(y);
            line.setEndX(width);
        }
    }
}
