package org.wzp.console.table;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the row that the keyboard is on, and the one from which Shift extends, with their rows when others come and go. The
 * table moves both by the number of rows that came anywhere, so Space or an arrow would choose from another place than is shown.
 *
 * <p>Also ignores a click on a row that has become another one between the press and the release, or since it was last drawn:
 * the operator meant what they saw. JavaFX thread only.
 */
final class RowCursor<R> {
    /** Where the table's key handling keeps the row from which Shift extends (CellBehaviorBase of JavaFX 25). */
    private static final String ANCHOR = "anchor";

    private final TableView<R> table;
    private List<R> known = List.of();
    private @Nullable R cursor;
    private @Nullable R anchor;
    private @Nullable R pressed;

    RowCursor(TableView<R> table) {
        this.table = table;
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        table.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
    }

    /** Listens before the table does, that is, added to the rows before the table gets them. */
    ListChangeListener<R> before() {
        return change -> {
            cursor = table.getFocusModel().getFocusedItem();
            anchor = anchorItem();
        };
    }

    /** Listens after the table. */
    ListChangeListener<R> after() {
        return change -> {
            int row = cursor == null ? -1 : table.getItems().indexOf(cursor);
            if (row != table.getFocusModel().getFocusedIndex()) {
                table.getFocusModel().focus(row);
            }
            known = List.copyOf(table.getItems());
            putAnchor(anchor == null ? -1 : table.getItems().indexOf(anchor));
        };
    }

    private @Nullable R anchorItem() {
        return table.getProperties().get(ANCHOR) instanceof TablePosition<?, ?> position
                        && position.getRow() >= 0
                        && position.getRow() < known.size()
                ? known.get(position.getRow())
                : null;
    }

    private void putAnchor(int row) {
        if (row < 0) {
            table.getProperties().remove(ANCHOR);
        } else {
            table.getProperties().put(ANCHOR, new TablePosition<>(table, row, null));
        }
    }

    private void pressed(MouseEvent event) {
        TableRow<?> row = rowAt(event);
        pressed = row == null ? null : asShown(row);
        if (row != null && !row.isEmpty() && pressed == null) {
            event.consume();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very one is meant
    private void released(MouseEvent event) {
        TableRow<?> row = rowAt(event);
        if (row != null && !row.isEmpty() && asShown(row) != pressed) {
            event.consume();
        }
    }

    /** What the row shows; null if the table has something else there by now. */
    @SuppressWarnings("ReferenceEquality") // the very one is meant
    private @Nullable R asShown(TableRow<?> row) {
        int index = row.getIndex();
        R there =
                index >= 0 && index < table.getItems().size() ? table.getItems().get(index) : null;
        return there == row.getItem() ? there : null;
    }

    private static @Nullable TableRow<?> rowAt(MouseEvent event) {
        Node node = event.getTarget() instanceof Node target ? target : null;
        while (node != null && !(node instanceof TableRow<?>)) {
            node = node.getParent();
        }
        return (TableRow<?>) node;
    }
}
