package org.wzp.console.rooms;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.action.TermFields;
import org.wzp.console.text.Texts;

/** Asks what of the chosen people is banned, why and until when; says what will come of it before it is done. */
final class RowBanDialog {
    private RowBanDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(RowBanDraft draft, Questions questions) {
        TextField reason = new TextField();
        reason.setId("row-ban-reason");
        reason.setAccessibleText(Texts.of("removal.reason"));
        reason.textProperty().bindBidirectional(draft.reason());
        Label names = new Label(draft.names());
        names.getStyleClass().add("strong");
        ComboBox<RowBanDraft.By> by = Choices.of(RowBanDraft.By.values(), RowBanDraft.By::text);
        by.setId("row-ban-by");
        by.setAccessibleText(Texts.of("row-ban.by"));
        by.valueProperty().bindBidirectional(draft.by());
        TextField prefix = new TextField();
        prefix.setId("row-ban-prefix");
        prefix.setAccessibleText(Texts.of("ban.kind.prefix"));
        prefix.setPromptText(Texts.of("ban.prompt.prefix"));
        prefix.textProperty().bindBidirectional(draft.prefix());
        prefix.visibleProperty().bind(draft.by().isEqualTo(RowBanDraft.By.PREFIX));
        prefix.managedProperty().bind(prefix.visibleProperty());
        prefix.getStyleClass().add("short-field");
        HBox what = new HBox(by, prefix);
        what.getStyleClass().add("field-row");
        CheckBox onlyRoom = new CheckBox(draft.onlyRoomText());
        onlyRoom.setId("row-ban-only-room");
        onlyRoom.selectedProperty().bindBidirectional(draft.onlyRoom());

        FormGrid form = new FormGrid();
        form.row(Texts.of("removal.who"), names);
        form.row(Texts.of("removal.reason"), reason);
        form.hint(Texts.of("removal.reason.hint"));
        form.row(Texts.of("row-ban.by"), what);
        form.row("", onlyRoom);
        form.row(Texts.of("removal.term"), TermFields.of(draft.term(), new SimpleBooleanProperty(true)));
        form.outcome(draft.outcome());

        ButtonType ban = new ButtonType(draft.title(), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(draft.title());
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(ban, Questions.cancel());
        ((Button) dialog.getDialogPane().lookupButton(ban)).textProperty().bind(draft.buttonText());
        Questions.possible(dialog, ban, draft.possible());
        return questions.confirmed(dialog, new Questions.Dangerous(ban, "row-ban-confirm", reason));
    }
}
