package org.wzp.console.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Questions;
import org.wzp.console.shell.PaletteViewModel.Entry;
import org.wzp.console.text.Texts;

/** Everything by its name: type a few letters, Enter does the first line, arrows choose another, Esc closes. */
final class Palette {
    private Palette() {}

    static void show(Questions questions, Supplier<List<Entry>> entries) {
        PaletteViewModel model = new PaletteViewModel(entries);
        TextField typed = new TextField();
        typed.setId("palette-text");
        typed.setPromptText(Texts.of("palette.prompt"));
        typed.setAccessibleText(Texts.of("palette.prompt"));
        // a binding would let go of the model, which nobody else holds while the palette is open
        typed.textProperty().subscribe(model.typed()::set);
        ListView<Entry> list = new ListView<>();
        list.setId("palette-list");
        list.setAccessibleText(Texts.of("palette.title"));
        list.setPlaceholder(new Label(Texts.of("palette.nothing")));
        list.setCellFactory(view -> new EntryCell());
        model.found().subscribe(found -> {
            list.getItems().setAll(found);
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        VBox content = new VBox(typed, list);
        content.getStyleClass().add("palette");
        VBox.setVgrow(list, Priority.ALWAYS);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("palette.title"));
        dialog.getDialogPane().getButtonTypes().setAll(new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE));
        dialog.getDialogPane().setContent(content);
        Runnable choose = () -> Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .ifPresent(entry -> {
                    dialog.close();
                    // what it opens is not to be over a palette that is still there
                    Platform.runLater(entry.run());
                });
        content.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                choose.run();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
                event.consume();
                move(list, event.getCode() == KeyCode.DOWN ? 1 : -1);
            }
        });
        list.setOnMouseClicked(event -> choose.run());
        dialog.setOnShown(event -> typed.requestFocus());
        dialog.show();
    }

    private static void move(ListView<Entry> list, int by) {
        int last = list.getItems().size() - 1;
        int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + (long) by, 0, Math.max(0, last));
        list.getSelectionModel().clearAndSelect(next);
        list.scrollTo(Math.max(0, next - 2));
    }

    private static final class EntryCell extends ListCell<Entry> {
        private final Label name = new Label();
        private final Label kind = new Label();
        private final Label keys = new Label();
        private final HBox box = new HBox();

        EntryCell() {
            kind.getStyleClass().add("muted");
            keys.getStyleClass().add("mono");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            kind.setMinWidth(Region.USE_PREF_SIZE);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            box.getStyleClass().add("palette-line");
            box.getChildren().setAll(name, kind, gap, keys);
        }

        @Override
        protected void updateItem(Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText(null);
            } else {
                name.setText(entry.name());
                kind.setText(entry.kind());
                keys.setText(entry.keys());
                setGraphic(box);
                setAccessibleText(entry.name() + ", " + entry.kind());
            }
        }
    }
}
