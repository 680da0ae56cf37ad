package org.wzp.console.table;

import javafx.scene.Node;

/** What one cell draws instead of text; the same drawing is used for every row that scrolls past. */
public interface CellDrawing<T> {
    Node node();

    /** Called at each tick and each scroll step: change what differs, build nothing. */
    void show(T value);
}
