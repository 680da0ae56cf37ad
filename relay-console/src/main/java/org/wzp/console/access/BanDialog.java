package org.wzp.console.access;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.action.TermFields;
import org.wzp.console.text.Texts;

/** Asks whom to ban, where, why and for how long; says what will come of it before it is done. */
final class BanDialog {
    private BanDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(BanDraft draft, Questions questions) {
        TextField target = field("ban-target", "ban.whom");
        target.textProperty().bindBidirectional(draft.target());
        target.promptTextProperty().bind(draft.kind().map(BanDraft.Kind::prompt));
        ComboBox<BanDraft.Kind> kind = Choices.of(BanDraft.Kind.values(), BanDraft.Kind::text);
        kind.setId("ban-kind");
        kind.setAccessibleText(Texts.of("ban.kind"));
        kind.valueProperty().bindBidirectional(draft.kind());
        kind.setDisable(draft.isEdit());
        target.setEditable(!draft.isEdit());
        ComboBox<BanDraft.Scope> scope = Choices.of(BanDraft.Scope.values(), BanDraft.Scope::text);
        scope.setId("ban-scope");
        scope.setAccessibleText(Texts.of("ban.scope"));
        scope.valueProperty().bindBidirectional(draft.scope());
        TextField room = field("ban-room", "ban.room");
        room.setPromptText(Texts.of("ban.room"));
        room.textProperty().bindBidirectional(draft.room());
        room.visibleProperty().bind(draft.scope().isEqualTo(BanDraft.Scope.ROOM));
        TextField reason = field("ban-reason", "removal.reason");
        reason.textProperty().bindBidirectional(draft.reason());

        FormGrid form = new FormGrid();
        form.row(Texts.of("ban.kind"), kind);
        form.row(Texts.of("ban.whom"), target);
        form.row(Texts.of("ban.scope"), row(scope, room));
        form.row(Texts.of("removal.reason"), reason);
        form.hint(Texts.of("removal.reason.hint"));
        form.row(Texts.of("removal.term"), TermFields.of(draft.term(), new SimpleBooleanProperty(true)));
        form.outcome(draft.outcome());

        ButtonType ban = new ButtonType(Texts.of("ban.button"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of(draft.isEdit() ? "ban.title-edit" : "ban.title"));
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(ban, Questions.cancel());
        ((Button) dialog.getDialogPane().lookupButton(ban)).textProperty().bind(draft.buttonText());
        Questions.possible(dialog, ban, draft.possible());
        return questions.confirmed(
                dialog, new Questions.Dangerous(ban, "ban-confirm", draft.isEdit() ? reason : target));
    }

    static TextField field(String id, String nameKey) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(Texts.of(nameKey));
        return field;
    }

    private static Node row(Node first, Node second) {
        HBox row = new HBox(first, second);
        HBox.setHgrow(second, Priority.ALWAYS);
        row.getStyleClass().add("field-row");
        return row;
    }
}
