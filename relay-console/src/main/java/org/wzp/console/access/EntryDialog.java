package org.wzp.console.access;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextField;
import javafx.stage.WindowEvent;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** Shows whether somebody could join a room, and the rule or ban that decides. Live while it is open. */
final class EntryDialog {
    private EntryDialog() {}

    static void show(EntryDraft draft, Questions questions) {
        TextField who = BanDialog.field("entry-who", "entry.who");
        who.setPromptText(Texts.of("entry.who.prompt"));
        who.textProperty().bindBidirectional(draft.who());
        TextField room = BanDialog.field("entry-room", "ban.room");
        room.textProperty().bindBidirectional(draft.room());

        FormGrid form = new FormGrid();
        form.row(Texts.of("entry.who"), who);
        form.row(Texts.of("ban.room"), room);
        form.outcome(draft.answer());

        Dialog<ButtonType> dialog = questions.dialog(ConsoleAction.WHY_JOIN.text());
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE));
        Questions.fit(dialog);
        TextField first = draft.who().get().isEmpty() ? who : room;
        dialog.getDialogPane()
                .getScene()
                .getWindow()
                .addEventHandler(WindowEvent.WINDOW_SHOWN, event -> first.requestFocus());
        dialog.showAndWait();
        draft.close();
    }
}
