package org.wzp.console.common;

import java.util.List;
import javafx.scene.Parent;

/** One place of the window. */
public interface View {
    Parent root();

    /** Its live tables, whose columns and order are remembered. */
    default List<LiveTable<?, ?>> tables() {
        return List.of();
    }

    /** Puts the cursor where the operator narrows what is shown. */
    void focusFilter();

    /** Copies the selected rows as tab-separated text. */
    void copyRows();
}
