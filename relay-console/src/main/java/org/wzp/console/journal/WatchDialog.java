package org.wzp.console.journal;

import java.util.Optional;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextField;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayCommand.WatchPackets;

/** Asks whose packets are watched, and how many. */
public final class WatchDialog {
    private WatchDialog() {}

    /** What the operator wants; empty when they gave up. */
    public static Optional<WatchPackets> ask(WatchDraft draft, Questions questions) {
        ComboBox<WatchDraft.Target> target =
                Choices.of(draft.targets().toArray(WatchDraft.Target[]::new), WatchDraft.Target::text);
        target.setId("watch-target");
        target.setAccessibleText(Texts.of("watch.whose"));
        target.valueProperty().bindBidirectional(draft.target());
        TextField packets = new TextField();
        packets.setId("watch-packets");
        packets.setAccessibleText(Texts.of("watch.packets"));
        packets.textProperty().bindBidirectional(draft.packets());
        FormGrid form = new FormGrid();
        form.row(Texts.of("watch.whose"), target);
        form.row(Texts.of("watch.packets"), packets);
        form.hint(Texts.of("watch.hint"));
        form.outcome(draft.outcome());
        ButtonType watch = new ButtonType(Texts.of("watch.button"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("watch.title"));
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(watch, Questions.cancel());
        dialog.getDialogPane().lookupButton(watch).setId("watch-confirm");
        Questions.possible(dialog, watch, draft.command().map(Optional::isPresent));
        Questions.fit(dialog);
        return dialog.showAndWait().filter(watch::equals).flatMap(pressed -> draft.command()
                .getValue());
    }
}
