package org.wzp.console.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import org.wzp.console.table.LiveTable;

/** One place of the window. */
public interface View {
    Parent root();

    /** Its live tables, whose columns and order are remembered. */
    default List<LiveTable<?, ?>> tables() {
        return List.of();
    }

    /** The live table that the keyboard means; empty in a view without one. */
    default Optional<LiveTable<?, ?>> tableInUse() {
        return Optional.empty();
    }

    /** Puts the cursor where the operator narrows what is shown. */
    void focusFilter();

    /** Copies the selected rows as tab-separated text. */
    void copyRows();
}
