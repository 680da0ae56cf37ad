package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;

import java.util.Arrays;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;
import org.wzp.console.WindowExtension;
import org.wzp.console.history.TimeChart.Series;
import org.wzp.relay.text.Numbers;

@ExtendWith(WindowExtension.class)
class TimeChartTest {
    private TimeChart chart;

    @Start
    void start(Stage stage) {
        chart = new TimeChart("Datagrams/s", Numbers::whole, "Nothing yet.");
        stage.setScene(new Scene(chart, 300, 200));
        stage.show();
    }

    /** Rises from 0; NaN from one index to another. */
    private static double[] rising(double to, int gapFrom, int gapUntil) {
        double[] values = new double[Charts.BUCKETS];
        Arrays.setAll(values, i -> i >= gapFrom && i < gapUntil ? Double.NaN : to * i / (Charts.BUCKETS - 1));
        return values;
    }

    private List<PathElement> drawn(double[] values) {
        chart.show(List.of(new Series("in", values)));
        chart.getScene().getRoot().applyCss();
        chart.getScene().getRoot().layout();
        return List.copyOf(((Path) chart.lookup(".chart-area .chart-line-0")).getElements());
    }

    @Test
    void pointsAreMovedAndNotMadeAnew() throws Exception {
        List<PathElement> before = inWindow(() -> drawn(rising(40, 0, 0)));
        List<PathElement> after = inWindow(() -> drawn(rising(90, 0, 0)));
        assertThat(before).hasSize(Charts.BUCKETS);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isSameAs(before.get(i));
        }
    }

    @Test
    void theHighestValueIsBelowTheTopAndZeroAtTheBottom() throws Exception {
        List<PathElement> line = inWindow(() -> drawn(rising(90, 0, 0)));
        double bottom = ((MoveTo) line.getFirst()).getY();
        double top = ((LineTo) line.getLast()).getY();
        // the scale goes to 100
        assertThat(top / bottom).isBetween(0.08, 0.14);
        assertThat(inWindow(() -> ((Label) chart.lookup(".chart-scale")).getText()))
                .isEqualTo("100");
        assertThat(inWindow(() -> chart.getAccessibleText())).isEqualTo("Datagrams/s, in 90");
    }

    @Test
    void whereThereIsNoValueThereIsNoLine() throws Exception {
        List<PathElement> line = inWindow(() -> drawn(rising(40, 50, 60)));
        assertThat(line).hasSize(Charts.BUCKETS - 10);
        assertThat(line.stream().filter(MoveTo.class::isInstance)).hasSize(2);
        assertThat(line.get(50)).isInstanceOf(MoveTo.class);
    }

    @Test
    void beforeThereIsAnythingItSaysWhatWillCome() throws Exception {
        inWindow(() -> {
            chart.show(List.of());
            return true;
        });
        Label empty = inWindow(() -> (Label) chart.lookup(".chart-empty"));
        assertThat(inWindow(() -> empty.isVisible() && empty.getText().equals("Nothing yet.")))
                .isTrue();
        inWindow(() -> drawn(rising(1, 0, 0)));
        assertThat(inWindow(empty::isVisible)).isFalse();
    }
}
