package org.wzp.console.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.wzp.console.history.Charts;
import org.wzp.console.history.Charts.Figure;
import org.wzp.console.history.TimeChart;
import org.wzp.console.history.TimeChart.Series;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.text.DropWords;

/** The charts of the overview, three in a row. */
final class ChartBoard {
    private static final int IN_A_ROW = 3;
    private static final double WHOLE = 100;
    private static final double KILO = 1_000;

    private final TimeChart datagrams = chart("chart.datagrams", Texts.speech()::whole);
    private final TimeChart bits = chart("chart.bits", value -> Texts.speech().whole(value / KILO));
    private final TimeChart people = chart("chart.people", Texts.speech()::whole);
    private final TimeChart latency = chart("chart.latency", ChartBoard::millis);
    private final TimeChart lag = chart("chart.lag", ChartBoard::millis);
    private final TimeChart drops =
            new TimeChart(Texts.of("chart.drops"), Texts.speech()::whole, Texts.of("chart.nothing-dropped"));
    private Charts shown = Charts.NONE;

    ChartBoard(GridPane board) {
        List<TimeChart> charts = List.of(datagrams, bits, people, latency, lag, drops);
        for (int column = 0; column < IN_A_ROW; column++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(WHOLE / IN_A_ROW);
            board.getColumnConstraints().add(third);
        }
        for (int i = 0; i < charts.size(); i++) {
            board.add(charts.get(i), i % IN_A_ROW, i / IN_A_ROW);
        }
    }

    private static TimeChart chart(String title, DoubleFunction<String> format) {
        return new TimeChart(Texts.of(title), format, Texts.of("chart.empty"));
    }

    /** Three digits: 0.31, 4.2, 120. */
    private static String millis(double value) {
        return value < 1 ? Texts.speech().decimal(value, 2) : Texts.speech().decimal(value);
    }

    @SuppressWarnings("ReferenceEquality") // made once for each second
    void show(Charts charts) {
        if (charts == shown) {
            return;
        }
        shown = charts;
        if (charts.isEmpty()) {
            List.of(datagrams, bits, people, latency, lag, drops).forEach(each -> each.show(List.of()));
            return;
        }
        datagrams.show(List.of(line("chart.in", charts, Figure.IN), line("chart.out", charts, Figure.OUT)));
        bits.show(List.of(alone(charts, Figure.BITS)));
        people.show(List.of(alone(charts, Figure.PEOPLE)));
        latency.show(
                List.of(line("chart.p50", charts, Figure.LATENCY_P50), line("chart.p99", charts, Figure.LATENCY_P99)));
        lag.show(List.of(alone(charts, Figure.LAG)));
        drops.show(causes(charts));
    }

    private static Series line(String name, Charts charts, Figure figure) {
        return new Series(Texts.of(name), charts.lines(figure));
    }

    private static Series alone(Charts charts, Figure figure) {
        return new Series("", charts.lines(figure));
    }

    /** The causes of most drops first: a chart has room for a few. */
    private static List<Series> causes(Charts charts) {
        List<Map.Entry<DropCause, double[]>> causes =
                new ArrayList<>(charts.drops().entrySet());
        causes.sort(Comparator.comparingDouble((Map.Entry<DropCause, double[]> cause) -> sum(cause.getValue()))
                .reversed());
        return causes.stream()
                .map(cause -> new Series(DropWords.of(cause.getKey(), Texts.speech()), cause.getValue()))
                .toList();
    }

    private static double sum(double[] values) {
        return DoubleStream.of(values).filter(value -> !Double.isNaN(value)).sum();
    }
}
