package org.wzp.console.access;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Policies;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RoomPolicy;

/** Asks who may join a room; says before Apply whom of those inside that would put out. */
final class RuleDialog {
    private static final int LINES = 4;

    private RuleDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(RuleDraft draft, Questions questions) {
        TextField room = BanDialog.field("rule-room", "ban.room");
        room.setPromptText(Texts.of("rule.room.prompt"));
        room.textProperty().bindBidirectional(draft.room());
        room.setEditable(!draft.isEdit());
        ComboBox<RoomPolicy> policy = Choices.of(RoomPolicy.values(), Policies::text);
        policy.setId("rule-policy");
        policy.setAccessibleText(Texts.of("rules.policy"));
        policy.valueProperty().bindBidirectional(draft.policy());
        TextArea people = new TextArea();
        people.setId("rule-people");
        people.setAccessibleText(Texts.of("rule.people"));
        people.setPromptText(Texts.of("rule.people.prompt"));
        people.setPrefRowCount(LINES);
        people.setPrefColumnCount(LINES * 10);
        people.textProperty().bindBidirectional(draft.people());
        CheckBox putOut = new CheckBox(Texts.of("rule.put-out"));
        putOut.setId("rule-put-out");
        putOut.selectedProperty().bindBidirectional(draft.putOut());

        FormGrid form = new FormGrid();
        form.row(Texts.of("ban.room"), room);
        form.row(Texts.of("rules.policy"), policy);
        form.row(Texts.of("rule.people"), people);
        form.row("", putOut);
        form.outcome(draft.outcome());

        ButtonType apply = new ButtonType(Texts.of("rule.apply"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of(draft.isEdit() ? "rule.title-edit" : "rule.title"));
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(apply, Questions.cancel());
        Questions.possible(dialog, apply, draft.possible());
        return questions.confirmed(
                dialog, new Questions.Dangerous(apply, "rule-confirm", draft.isEdit() ? people : room));
    }
}
