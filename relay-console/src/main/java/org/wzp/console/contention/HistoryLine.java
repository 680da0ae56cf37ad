package org.wzp.console.contention;

import java.util.function.Function;
import javafx.scene.Node;
import org.wzp.console.table.CellDrawing;
import org.wzp.console.table.Sparkline;

/** The last minute of one row. */
final class HistoryLine<T> implements CellDrawing<T> {
    private final Sparkline line = new Sparkline(RowHistory.LENGTH);
    private final Function<T, double[]> values;

    HistoryLine(Function<T, double[]> values) {
        this.values = values;
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(T row) {
        line.show(values.apply(row));
    }
}
