package org.wzp.console.shell;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** Every action with its keys, made from {@link ConsoleAction}. */
final class ShortcutSheet {
    private static final int COLUMNS = 2;

    private ShortcutSheet() {}

    static void show(Questions questions) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-sheet");
        int perColumn = Math.ceilDiv(ConsoleAction.values().length, COLUMNS);
        for (ConsoleAction action : ConsoleAction.values()) {
            int column = action.ordinal() / perColumn * 2;
            int row = action.ordinal() % perColumn;
            Label keys = new Label(action.keys());
            keys.getStyleClass().addAll("mono", "keys");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            HBox keysBox = new HBox(keys);
            if (column > 0) {
                keysBox.getStyleClass().add("second");
            }
            Label name = new Label(action.text());
            name.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(keysBox, column, row);
            grid.add(name, column + 1, row);
        }
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("shortcuts.title"));
        dialog.getDialogPane().setContent(grid);
        dialog.getDialogPane().getButtonTypes().setAll(new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE));
        Questions.fit(dialog);
        dialog.show();
    }
}
