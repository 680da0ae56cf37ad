package org.wzp.console.federation;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.wzp.console.action.FingerprintWords;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Fingerprints;
import org.wzp.console.text.Texts;

/** Asks which relay to link to, whether to trust one, or which room to share. */
final class RelayDialog {
    private RelayDialog() {}

    /** Fills in the draft. Returns whether the operator wants it carried out. */
    static boolean confirmed(RelayDraft draft, Questions questions) {
        TextField url = field("relay-url", "relay.url", draft.url());
        url.setPromptText(Texts.of("relay.url.prompt"));
        FormGrid form = new FormGrid();
        form.row(Texts.of("relay.url"), url);
        form.hint(Texts.of("relay.url.hint"));
        form.row(Texts.of("relay.fingerprint"), field("relay-fingerprint", "relay.fingerprint", draft.fingerprint()));
        form.hint(Texts.of("relay.fingerprint.hint"));
        form.row(Texts.of("relay.words"), words(draft.fingerprint()));
        form.hint(Texts.of("relay.words.hint"));
        form.row(Texts.of("relay.label"), field("relay-label", "relay.label", draft.label()));
        form.outcome(draft.outcome());
        ButtonType save = new ButtonType(Texts.of("relay.button"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("relay.title"));
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(save, Questions.cancel());
        Questions.possible(dialog, save, draft.possible());
        return questions.confirmed(dialog, Questions.Dangerous.harmless(save, "relay-confirm", url));
    }

    /** Fills in the name. Returns whether the operator wants it trusted. */
    static boolean trusted(TrustDraft draft, Questions questions) {
        TextField label = field("trust-label", "trust.label", draft.label());
        label.setPromptText(Texts.of("trust.label.prompt"));
        FormGrid form = new FormGrid();
        form.row(Texts.of("trust.words"), words(new SimpleStringProperty(draft.fingerprint())));
        form.hint(Texts.of("trust.compare"));
        form.row(Texts.of("trust.fingerprint"), whole(draft.fingerprint()));
        form.row(Texts.of("trust.label"), label);
        form.outcome(draft.outcome());
        ButtonType trust = new ButtonType(Texts.of("trust.button", draft.shortened()), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("trust.title", draft.shortened()));
        dialog.getDialogPane().setContent(form.pane());
        ButtonType cancel = Questions.cancel();
        dialog.getDialogPane().getButtonTypes().setAll(trust, cancel);
        // not the name: Enter in there would answer before the words were heard
        Node first = dialog.getDialogPane().lookupButton(cancel);
        return questions.confirmed(dialog, new Questions.Dangerous(trust, "trust-confirm", first));
    }

    private static Label whole(String fingerprint) {
        Label label = new Label(Fingerprints.inTwoLines(fingerprint));
        label.getStyleClass().add("mono");
        return label;
    }

    private static FingerprintWords words(StringProperty fingerprint) {
        FingerprintWords words = new FingerprintWords();
        words.setId("asked-words");
        fingerprint.subscribe(words::show);
        return words;
    }

    /** @param name is filled in. Returns whether the operator wants it carried out. */
    static boolean room(StringProperty name, Questions questions) {
        TextField room = field("share-room", "share.room", name);
        FormGrid form = new FormGrid();
        form.row(Texts.of("share.room"), room);
        form.hint(Texts.of("share.hint"));
        ButtonType share = new ButtonType(Texts.of("share.button"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("share.title"));
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(share, Questions.cancel());
        Questions.possible(dialog, share, name.map(text -> !text.isBlank()));
        return questions.confirmed(dialog, Questions.Dangerous.harmless(share, "share-confirm", room));
    }

    private static TextField field(String id, String nameKey, StringProperty text) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(Texts.of(nameKey));
        field.textProperty().bindBidirectional(text);
        return field;
    }
}
