package org.wzp.console.contention;

import java.util.List;
import java.util.function.DoubleFunction;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.wzp.console.history.Charts;
import org.wzp.console.history.Charts.Figure;
import org.wzp.console.history.TimeChart;
import org.wzp.console.history.TimeChart.Series;
import org.wzp.console.text.Texts;

/** How long voice took and how late the loops were, over 15 minutes. */
final class ContentionCharts {
    private static final double HALF = 50;

    private final TimeChart latency = chart("chart.latency");
    private final TimeChart lag = chart("chart.lag");

    ContentionCharts(GridPane board) {
        for (int column = 0; column < 2; column++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(HALF);
            board.getColumnConstraints().add(half);
        }
        board.addRow(0, latency, lag);
    }

    private static TimeChart chart(String title) {
        DoubleFunction<String> millis = value ->
                value < 1 ? Texts.speech().decimal(value, 2) : Texts.speech().decimal(value);
        return new TimeChart(Texts.of(title), millis, Texts.of("chart.empty"));
    }

    void show(Charts charts) {
        if (charts.isEmpty()) {
            latency.show(List.of());
            lag.show(List.of());
            return;
        }
        latency.show(List.of(
                new Series(Texts.of("chart.p50"), charts.lines(Figure.LATENCY_P50)),
                new Series(Texts.of("chart.p99"), charts.lines(Figure.LATENCY_P99))));
        lag.show(List.of(new Series("", charts.lines(Figure.LAG))));
    }
}
