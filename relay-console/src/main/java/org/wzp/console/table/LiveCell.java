package org.wzp.console.table;

import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** A cell that re-reads its row at each tick. The tick knows it only weakly: tables drop cells when they are resized. */
final class LiveCell<K, T> extends TableCell<Handle<K, T>, Handle<K, T>> {
    private final Function<T, String> text;
    private final @Nullable CellDrawing<T> drawing;
    private final ReadOnlyLongProperty tick;
    private String words = "";

    @SuppressWarnings("FieldCanBeLocal") // held here, because the tick holds it weakly
    private final InvalidationListener onTick;

    LiveCell(ReadOnlyLongProperty tick, Function<T, String> text, @Nullable CellDrawing<T> drawing) {
        this.tick = tick;
        this.text = text;
        this.drawing = drawing;
        this.onTick = ignored -> refresh();
        tick.addListener(new WeakInvalidationListener(onTick));
        setOnMouseEntered(entered -> setTooltip(isCut() ? new Tooltip(words) : null));
    }

    @Override
    protected void updateItem(@Nullable Handle<K, T> item, boolean empty) {
        super.updateItem(item, empty);
        refresh();
    }

    /** Whether there is more to read than there is room. */
    private boolean isCut() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset();
        return !words.isEmpty()
                && (drawing == null
                        ? prefWidth(-1) > getWidth()
                        : drawing.node().prefWidth(-1) > room);
    }

    private void refresh() {
        // Reading the tick makes it tell us of the next change.
        tick.get();
        Handle<K, T> handle = getItem();
        if (isEmpty() || handle == null) {
            words = "";
            setText(null);
            setGraphic(null);
            return;
        }
        words = text.apply(handle.value());
        if (drawing == null) {
            if (!words.equals(getText())) {
                setText(words);
            }
        } else {
            drawing.show(handle.value());
            if (getGraphic() == null) {
                setGraphic(drawing.node());
            }
            setAccessibleText(words);
        }
    }
}
