package org.wzp.console.table;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextField;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** Asks where a table is saved, and stays until the file is there or the operator gives up. */
public final class ExportDialog {
    private ExportDialog() {}

    /**
     * Returns at once.
     *
     * @param background writes the file
     */
    public static void show(ExportedTable table, Executor background, Questions questions) {
        Path folder = Path.of(System.getProperty("user.home", "."));
        show(new ExportDraft(table, folder, background, Platform::runLater), questions);
    }

    private static void show(ExportDraft draft, Questions questions) {
        ComboBox<ExportFormat> format = Choices.of(ExportFormat.values(), ExportFormat::text);
        format.setId("export-format");
        format.setAccessibleText(Texts.of("export.format"));
        format.valueProperty().bindBidirectional(draft.format());
        TextField file = new TextField();
        file.setId("export-file");
        file.setAccessibleText(Texts.of("export.file"));
        file.textProperty().bindBidirectional(draft.file());
        FormGrid form = new FormGrid();
        form.row(Texts.of("export.format"), format);
        form.row(Texts.of("export.file"), file);
        form.outcome(draft.outcome());

        ButtonType save = new ButtonType(Texts.of("export.button"), ButtonData.OK_DONE);
        ButtonType close = new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE);
        Dialog<ButtonType> dialog = questions.dialog(draft.title());
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(save, close);
        Button saving = (Button) dialog.getDialogPane().lookupButton(save);
        saving.setId("export-save");
        saving.disableProperty().bind(draft.possible().not());
        // it stays open: what came of it stands at its foot
        saving.addEventFilter(ActionEvent.ACTION, pressed -> {
            pressed.consume();
            draft.save();
        });
        draft.saved().subscribe(saved -> {
            if (saved) {
                dialog.getDialogPane().lookupButton(close).requestFocus();
            }
        });
        Questions.fit(dialog);
        dialog.show();
        file.requestFocus();
    }
}
