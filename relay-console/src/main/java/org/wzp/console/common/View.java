package org.wzp.console.common;

import javafx.scene.Parent;

/** One place of the window. */
public interface View {
    Parent root();

    /** Puts the cursor where the operator narrows what is shown. */
    void focusFilter();

    /** Copies the selected rows as tab-separated text. */
    void copyRows();
}
