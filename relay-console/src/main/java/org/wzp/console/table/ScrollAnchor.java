package org.wzp.console.table;

import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the operator reads where it is when rows come and go above it: the table alone keeps its distance from the top,
 * so that everything would move by a row. A table that shows its first row stays there, so that what comes is seen.
 *
 * <p>A new order of the same rows moves nothing: then the operator wants to see who is first. The place is put right before the
 * next layout, when the table knows of its new rows and nobody has seen them yet.
 */
final class ScrollAnchor<R> implements ListChangeListener<R> {
    private final TableView<R> table;
    private final Runnable putRight = this::putRight;
    private @Nullable Object topRow;
    private double hiddenPixels;

    ScrollAnchor(TableView<R> table) {
        this.table = table;
    }

    @Override
    public void onChanged(Change<? extends R> change) {
        boolean cameOrWent = false;
        while (change.next()) {
            cameOrWent |= !change.wasPermutated();
        }
        Scene scene = table.getScene();
        // Of several changes before one layout only the first still sees the rows as they are shown.
        if (cameOrWent && topRow == null && scene != null && flow() instanceof VirtualFlow<?> flow) {
            IndexedCell<?> top = flow.getFirstVisibleCell();
            if (top != null && top.getIndex() > 0) {
                topRow = top.getItem();
                hiddenPixels = -top.getLayoutY();
                scene.addPreLayoutPulseListener(putRight);
            }
        }
    }

    private void putRight() {
        Scene scene = table.getScene();
        if (scene != null) {
            scene.removePreLayoutPulseListener(putRight);
        }
        Object wanted = topRow;
        topRow = null;
        int now = table.getItems().indexOf(wanted);
        if (now >= 0 && flow() instanceof VirtualFlow<?> flow) {
            table.layout();
            flow.scrollToTop(now);
            flow.scrollPixels(hiddenPixels);
        }
    }

    private @Nullable Object flow() {
        return table.lookup(".virtual-flow");
    }
}
