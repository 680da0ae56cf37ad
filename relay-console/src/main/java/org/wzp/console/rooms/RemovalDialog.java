package org.wzp.console.rooms;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.action.TermFields;
import org.wzp.console.text.Texts;

/** Asks why, of what and for how long; says what will come of it before it is done. */
final class RemovalDialog {
    private RemovalDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(RemovalDraft draft, Questions questions) {
        TextField reason = new TextField();
        reason.setId("kick-reason");
        reason.setAccessibleText(Texts.of("removal.reason"));
        reason.textProperty().bindBidirectional(draft.reason());
        Label names = new Label(draft.names());
        names.getStyleClass().add("strong");
        Label facts = new Label();
        facts.getStyleClass().add("muted");
        facts.textProperty().bind(draft.facts());
        ComboBox<RemovalDraft.Scope> scope = Choices.of(RemovalDraft.Scope.values(), RemovalDraft.Scope::text);
        scope.setId("removal-scope");
        scope.setAccessibleText(Texts.of("removal.scope"));
        scope.valueProperty().bindBidirectional(draft.scope());
        var keptOut = draft.scope().isNotEqualTo(RemovalDraft.Scope.NOTHING);
        CheckBox address = new CheckBox();
        address.setId("removal-address");
        address.setWrapText(true);
        address.textProperty().bind(draft.addressText());
        address.selectedProperty().bindBidirectional(draft.addressToo());
        address.disableProperty().bind(keptOut.not());

        FormGrid form = new FormGrid();
        form.row(Texts.of("removal.who"), new VBox(names, facts));
        form.row(Texts.of("removal.reason"), reason);
        form.hint(Texts.of("removal.reason.hint"));
        form.row(Texts.of("removal.scope"), scope);
        form.row(Texts.of("removal.term"), TermFields.of(draft.term(), keptOut));
        form.row("", address);
        form.outcome(draft.outcome());

        ButtonType remove = new ButtonType(draft.title(), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(draft.title());
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(remove, Questions.cancel());
        ((Button) dialog.getDialogPane().lookupButton(remove)).textProperty().bind(draft.buttonText());
        Questions.possible(dialog, remove, draft.possible());
        return questions.confirmed(dialog, new Questions.Dangerous(remove, "kick-confirm", reason));
    }
}
