package org.wzp.console.shell;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** Every action with its keys, made from {@link ConsoleAction}, and the key that does what no button does. */
final class ShortcutSheet {
    private static final int COLUMNS = 2;

    private record Line(String keys, String what) {}

    private ShortcutSheet() {}

    static void show(Questions questions) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-sheet");
        List<Line> lines = Stream.concat(
                        Stream.of(ConsoleAction.values()).map(action -> new Line(action.keys(), action.text())),
                        Stream.of(new Line(KeyCode.ESCAPE.getName(), Texts.of("shortcuts.esc"))))
                .toList();
        int perColumn = Math.ceilDiv(lines.size(), COLUMNS);
        for (int at = 0; at < lines.size(); at++) {
            add(grid, lines.get(at), at / perColumn * 2, at % perColumn);
        }
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("shortcuts.title"));
        dialog.getDialogPane().setContent(grid);
        dialog.getDialogPane().getButtonTypes().setAll(new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE));
        Questions.fit(dialog);
        dialog.show();
    }

    private static void add(GridPane grid, Line line, int column, int row) {
        Label keys = new Label(line.keys());
        keys.getStyleClass().addAll("mono", "keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        HBox keysBox = new HBox(keys);
        if (column > 0) {
            keysBox.getStyleClass().add("second");
        }
        Label what = new Label(line.what());
        what.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(keysBox, column, row);
        grid.add(what, column + 1, row);
    }
}
