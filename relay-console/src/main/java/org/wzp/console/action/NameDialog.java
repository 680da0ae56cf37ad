package org.wzp.console.action;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextField;
import javafx.stage.WindowEvent;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;

/** Asks what the operator calls an identity, and what they keep in mind of it. */
public final class NameDialog {
    private NameDialog() {}

    /**
     * @param before what is kept now; without a fingerprint, the identity is asked for as well
     * @param alias what they call themselves; may be empty
     * @return what to carry out; empty when the operator thought better of it
     */
    public static Optional<NamePerson> asked(KnownPerson before, String alias, Questions questions) {
        boolean isNew = before.fingerprint().isEmpty();
        TextField key = field("name-key", "name.key", before.fingerprint());
        key.setEditable(isNew);
        key.setPromptText(Texts.of("ban.prompt.identity"));
        TextField name = field("name-name", "name.name", before.name());
        name.setPromptText(alias);
        TextField note = field("name-note", "name.note", before.note());
        TextField groups = field("name-groups", "name.groups", String.join(", ", before.groups()));
        groups.setPromptText(Texts.of("name.groups.prompt"));
        ObservableValue<NamePerson> wanted = Bindings.createObjectBinding(
                () -> new NamePerson(
                        Fingerprint.canonical(key.getText().strip()),
                        name.getText().strip(),
                        note.getText().strip(),
                        PeopleGroup.severalOfText(groups.getText()).orElse(before.groups())),
                key.textProperty(),
                name.textProperty(),
                note.textProperty(),
                groups.textProperty());
        ObservableValue<Boolean> fit = groups.textProperty()
                .map(text -> PeopleGroup.severalOfText(text).isPresent());

        FormGrid form = new FormGrid();
        form.row(Texts.of("name.key"), key);
        form.row(Texts.of("name.name"), name);
        form.row(Texts.of("name.note"), note);
        form.row(Texts.of("name.groups"), groups);
        form.outcome(Bindings.createStringBinding(
                () -> fit.getValue() ? outcome(wanted.getValue(), alias) : Texts.of("name.bad-groups"), wanted, fit));

        String title = isNew
                ? Texts.of("name.title-new")
                : Texts.of(
                        "name.title",
                        Names.withKey(before.name().isEmpty() ? alias : before.name(), before.fingerprint()));
        ButtonType save = new ButtonType(Texts.of("name.save"), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(title);
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(save, Questions.cancel());
        Button saving = (Button) dialog.getDialogPane().lookupButton(save);
        saving.setId("name-save");
        Questions.possible(
                dialog,
                save,
                Bindings.createBooleanBinding(
                        () -> fit.getValue() && isPossible(wanted.getValue(), before), wanted, fit));
        Questions.fit(dialog);
        dialog.getDialogPane()
                .getScene()
                .getWindow()
                .addEventHandler(WindowEvent.WINDOW_SHOWN, event -> (isNew ? key : name).requestFocus());
        return dialog.showAndWait().filter(save::equals).map(pressed -> wanted.getValue());
    }

    private static boolean isPossible(NamePerson wanted, KnownPerson before) {
        boolean same = wanted.name().equals(before.name())
                && wanted.note().equals(before.note())
                && wanted.groups().equals(before.groups());
        return !wanted.fingerprint().isEmpty() && !same;
    }

    private static String outcome(NamePerson wanted, String alias) {
        if (wanted.fingerprint().isEmpty()) {
            return Texts.of("name.no-key");
        }
        String themselves = Names.withKey(alias, Cut.IDENTITY.of(wanted.fingerprint()));
        return wanted.name().isEmpty()
                ? Texts.of("name.outcome-none", themselves)
                : Texts.of("name.outcome", themselves, Names.alias(wanted.name()));
    }

    private static TextField field(String id, String nameKey, String text) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setAccessibleText(Texts.of(nameKey));
        return field;
    }
}
