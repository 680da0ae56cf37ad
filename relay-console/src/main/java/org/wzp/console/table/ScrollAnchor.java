package org.wzp.console.table;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the operator reads where it is when a refresh brings rows, takes rows or gives them another order: the table alone
 * keeps its distance from the top, so that everything would move. What is read is the row under the pointer, else a chosen row
 * in sight, else the first row in sight. A table that shows its first row, and has no row of the first two kinds, stays at its
 * beginning, so that what comes is seen.
 *
 * <p>An order that the operator gives shows who is first in it. The place is put right before the next layout, when the table
 * knows of its new rows and nobody has seen them yet. Near its beginning and its end, and where all rows are in sight, a table
 * can't scroll far enough: there rows change places.
 */
final class ScrollAnchor<R> implements ListChangeListener<R> {
    private final TableView<R> table;
    private final Predicate<Object> chosen;
    private final Runnable putRight = this::putRight;
    private boolean refreshing;
    private boolean toTheTop;
    private @Nullable Object read;
    private double place;

    /** @param chosen whether the operator has chosen a row; the rows as they are drawn may be told of it too late or too early */
    ScrollAnchor(TableView<R> table, Predicate<Object> chosen) {
        this.table = table;
        this.chosen = chosen;
    }

    /** Gives the rows the table's order again; not what the operator asked for, so what they read stays. */
    void sortAgain() {
        refreshing = true;
        try {
            table.sort();
        } finally {
            refreshing = false;
        }
    }

    @Override
    public void onChanged(Change<? extends R> change) {
        boolean orderOnly = true;
        while (change.next()) {
            orderOnly &= change.wasPermutated();
        }
        Scene scene = table.getScene();
        if (scene == null || !(flow() instanceof VirtualFlow<?> flow)) {
            return;
        }
        boolean waiting = toTheTop || read != null;
        if (orderOnly && !refreshing) {
            toTheTop = true;
        } else if (!waiting) {
            // Of several changes before one layout only the first still sees the rows as they are shown.
            Optional<IndexedCell<?>> row = whatIsRead(flow);
            read = row.<Object>map(IndexedCell::getItem).orElse(null);
            place = row.map(IndexedCell::getLayoutY).orElse(0.0);
        }
        if (!waiting && (toTheTop || read != null)) {
            scene.addPreLayoutPulseListener(putRight);
        }
    }

    private Optional<IndexedCell<?>> whatIsRead(VirtualFlow<?> flow) {
        IndexedCell<?> first = flow.getFirstVisibleCell();
        IndexedCell<?> last = flow.getLastVisibleCell();
        if (first == null || last == null) {
            return Optional.empty();
        }
        List<IndexedCell<?>> rows = IntStream.rangeClosed(first.getIndex(), last.getIndex())
                .<IndexedCell<?>>mapToObj(flow::getVisibleCell)
                .filter(row -> row != null && row.getItem() != null)
                .toList();
        return rows.stream()
                .filter(row -> row.isHover() || chosen.test(row.getItem()))
                .min(Comparator.comparing(row -> !row.isHover()))
                .or(() -> Optional.<IndexedCell<?>>of(first).filter(row -> row.getIndex() > 0));
    }

    private void putRight() {
        Scene scene = table.getScene();
        if (scene != null) {
            scene.removePreLayoutPulseListener(putRight);
        }
        Object wanted = read;
        boolean top = toTheTop;
        read = null;
        toTheTop = false;
        int now = top ? 0 : table.getItems().indexOf(wanted);
        if (now >= 0 && flow() instanceof VirtualFlow<?> flow) {
            table.layout();
            double height = table.getFixedCellSize();
            double most = Math.max(0, table.getItems().size() * height - flow.getHeight());
            double above = top ? 0 : Math.clamp(now * height - place, 0, most);
            int first = (int) (above / height);
            flow.scrollToTop(first);
            flow.scrollPixels(above - first * height);
        }
    }

    private @Nullable Object flow() {
        return table.lookup(".virtual-flow");
    }
}
