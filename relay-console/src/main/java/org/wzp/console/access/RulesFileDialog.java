package org.wzp.console.access;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** Asks into which file rules are saved or from which they are read, and stays until that is done or the operator gives up. */
final class RulesFileDialog {
    private RulesFileDialog() {}

    /** Returns at once. */
    static void show(RulesFileDraft draft, Questions questions) {
        TextField file = new TextField();
        file.setId("rules-file");
        file.setAccessibleText(Texts.of("export.file"));
        file.textProperty().bindBidirectional(draft.file());
        HBox.setHgrow(file, Priority.ALWAYS);
        Button browse = new Button(Texts.of("rules-file.browse"));
        browse.setMinWidth(Button.USE_PREF_SIZE);
        HBox row = new HBox(file, browse);
        row.getStyleClass().add("field-row");
        FormGrid form = new FormGrid();
        form.row(Texts.of("export.file"), row);
        form.outcome(draft.outcome());

        String title = Texts.of(draft.isReading() ? "rules-file.title-read" : "rules-file.title-save");
        ButtonType go =
                new ButtonType(Texts.of(draft.isReading() ? "rules-file.read" : "export.button"), ButtonData.OK_DONE);
        ButtonType close = new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE);
        Dialog<ButtonType> dialog = questions.dialog(title);
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(go, close);
        Button going = (Button) dialog.getDialogPane().lookupButton(go);
        going.setId("rules-file-go");
        going.disableProperty().bind(draft.possible().not());
        going.addEventFilter(ActionEvent.ACTION, pressed -> {
            if (!draft.isReading()) {
                // it stays open: what came of it stands at its foot
                pressed.consume();
            }
            draft.go();
        });
        draft.done().subscribe(done -> {
            if (done) {
                dialog.getDialogPane().lookupButton(close).requestFocus();
            }
        });
        browse.setOnAction(pressed ->
                chosen(draft, title, dialog).ifPresent(picked -> draft.file().set(picked.getAbsolutePath())));
        dialog.setOnHidden(hidden -> draft.close());
        Questions.fit(dialog);
        dialog.show();
        file.requestFocus();
    }

    private static Optional<File> chosen(RulesFileDraft draft, String title, Dialog<ButtonType> dialog) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().setAll(filters(draft.isReading()));
        var owner = dialog.getDialogPane().getScene().getWindow();
        if (draft.isReading()) {
            return Optional.ofNullable(chooser.showOpenDialog(owner));
        }
        chooser.setInitialFileName(RulesFileDraft.FILE);
        return Optional.ofNullable(chooser.showSaveDialog(owner));
    }

    /** A file to be read may be any of them; one to be saved is the one that its name's ending says. */
    static List<ExtensionFilter> filters(boolean reading) {
        List<RulesFormat> formats = List.of(RulesFormat.values());
        return reading
                ? List.of(new ExtensionFilter(
                        Texts.of("rules-file.files"),
                        formats.stream().map(RulesFileDialog::pattern).toList()))
                : formats.stream()
                        .map(format -> new ExtensionFilter(format.text(), pattern(format)))
                        .toList();
    }

    private static String pattern(RulesFormat format) {
        return "*" + format.ending();
    }
}
