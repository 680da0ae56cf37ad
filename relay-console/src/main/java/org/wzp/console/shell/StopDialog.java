package org.wzp.console.shell;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** Asks how the relay is to end: now, once nobody is left, or at a time. */
final class StopDialog {
    private StopDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(StopDraft draft, Questions questions) {
        Dialog<ButtonType> dialog = questions.dialog(draft.title());
        Label words = new Label();
        words.textProperty().bind(draft.text());
        words.setWrapText(true);
        VBox content = new VBox(words);
        content.getStyleClass().add("question");
        ToggleGroup group = new ToggleGroup();
        for (StopDraft.When when : draft.choices()) {
            content.getChildren().add(choice(draft, when, group));
        }
        ButtonType act = new ButtonType(draft.buttonText().get(), ButtonData.OK_DONE);
        ButtonType cancel = Questions.cancel();
        DialogPane pane = dialog.getDialogPane();
        pane.setContent(content);
        pane.getButtonTypes().setAll(act, cancel);
        ((Button) pane.lookupButton(act)).textProperty().bind(draft.buttonText());
        Questions.possible(dialog, act, draft.possible());
        return questions.confirmed(dialog, new Questions.Dangerous(act, "confirm", pane.lookupButton(cancel)));
    }

    private static HBox choice(StopDraft draft, StopDraft.When when, ToggleGroup group) {
        RadioButton button = new RadioButton(when.text());
        button.setId(when.id());
        button.setToggleGroup(group);
        button.setSelected(draft.when().get() == when);
        button.selectedProperty().subscribe(selected -> {
            if (selected) {
                draft.when().set(when);
            }
        });
        HBox row = new HBox(button);
        row.getStyleClass().add("choice-row");
        if (when == StopDraft.When.AT) {
            TextField time = new TextField();
            time.setId("stop-time");
            time.getStyleClass().add("term-time");
            time.setAccessibleText(Texts.of("term.time"));
            time.textProperty().bindBidirectional(draft.time());
            time.disableProperty().bind(draft.when().isNotEqualTo(StopDraft.When.AT));
            row.getChildren().add(time);
        }
        return row;
    }
}
