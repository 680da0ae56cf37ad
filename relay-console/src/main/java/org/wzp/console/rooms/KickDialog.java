package org.wzp.console.rooms;

import javafx.collections.FXCollections;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.wzp.console.common.Questions;
import org.wzp.console.common.Texts;

/** Asks for reason and hold; the button names whom it meets. */
final class KickDialog {
    private KickDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(KickDraft draft, Questions questions) {
        TextField reason = new TextField();
        reason.setId("kick-reason");
        reason.setPromptText(Texts.of("kick.reason.prompt"));
        reason.setAccessibleText(Texts.of("kick.reason"));
        reason.textProperty().bindBidirectional(draft.reason());
        ComboBox<Hold> hold = new ComboBox<>(FXCollections.observableArrayList(Hold.values()));
        hold.setId("kick-hold");
        hold.setAccessibleText(Texts.of("kick.hold"));
        hold.setConverter(new HoldText());
        hold.setMaxWidth(Double.MAX_VALUE);
        hold.valueProperty().bindBidirectional(draft.hold());
        Label names = new Label(draft.names());
        names.getStyleClass().add("strong");

        GridPane form = new GridPane();
        form.getStyleClass().add("form");
        form.addRow(0, new Label(Texts.of("kick.who")), names);
        form.addRow(1, new Label(Texts.of("kick.reason")), reason);
        form.addRow(2, new Label(Texts.of("kick.hold")), hold);

        ButtonType kick = new ButtonType(draft.buttonText(), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("kick.title"));
        dialog.getDialogPane().setContent(form);
        dialog.getDialogPane().getButtonTypes().setAll(kick, Questions.cancel());
        return questions.confirmed(dialog, new Questions.Dangerous(kick, "kick-confirm", reason));
    }

    private static final class HoldText extends StringConverter<Hold> {
        @Override
        public String toString(@Nullable Hold hold) {
            return hold == null ? "" : Texts.of(hold.textKey());
        }

        @Override
        public Hold fromString(String text) {
            throw new UnsupportedOperationException("the choice is not typed");
        }
    }
}
