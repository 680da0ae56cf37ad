package org.wzp.console.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.IdentityReader.Found;
import org.wzp.console.text.Texts;

/**
 * The relay's identity: fingerprints, the 24 words once the operator has said that nobody looks, and another identity. Words are
 * gone from the window and the clipboard after a while, and from the window as soon as it shows something else.
 */
public final class IdentityCard extends VBox {
    /** How long words stay where others could find them. */
    public static final java.time.Duration WORDS_STAY = java.time.Duration.ofMinutes(1);

    private static final int COLUMNS = 4;

    private final IdentityViewModel model;
    private final Questions questions;
    private final Label fingerprint = fact("identity-fingerprint");
    private final Label tls = fact("identity-tls");
    private final Label file = fact("identity-file");
    private final Label problem = new Label();
    private final GridPane words = new GridPane();
    private final VBox shownWords = new VBox();
    private final PauseTransition end;
    private final PauseTransition clipboard;
    private String copied = "";

    /** @param stay how long words stay in the window and in the clipboard */
    public IdentityCard(IdentityViewModel model, Actions actions, Questions questions, java.time.Duration stay) {
        this.model = model;
        this.questions = questions;
        end = new PauseTransition(Duration.millis((double) stay.toMillis()));
        clipboard = new PauseTransition(Duration.millis((double) stay.toMillis()));
        end.setOnFinished(event -> model.hideWords());
        clipboard.setOnFinished(event -> forget());
        getStyleClass().add("card");
        Label title = new Label(Texts.of("identity.title"));
        title.getStyleClass().add("card-title");
        Label about = wrapped();
        about.setText(Texts.of("identity.about"));
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        getChildren().addAll(title, about, problem, facts(), buttons(actions), shownWords(stay));
        model.found().subscribe(this::show);
        model.words().subscribe(this::showWords);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                model.hideWords();
            }
        });
    }

    private GridPane facts() {
        GridPane facts = new GridPane();
        facts.getStyleClass().add("facts");
        row(facts, 0, Texts.of("overview.identity"), fingerprint);
        row(facts, 1, Texts.of("overview.tls"), tls);
        row(facts, 2, Texts.of("identity.file"), file);
        return facts;
    }

    private static void row(GridPane facts, int row, String name, Label value) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        facts.addRow(row, label, value);
    }

    private FlowPane buttons(Actions actions) {
        BooleanBinding known = Bindings.createBooleanBinding(
                () -> !model.found().get().fingerprint().isEmpty(), model.found());
        BooleanBinding seen = sceneProperty().isNotNull();
        actions.define(ConsoleAction.SHOW_WORDS, known.and(seen), this::askToShow);
        actions.define(ConsoleAction.RESTORE_IDENTITY, seen, this::askToRestore);
        actions.define(ConsoleAction.NEW_IDENTITY, seen, this::askForNew);
        FlowPane buttons = new FlowPane();
        buttons.getStyleClass().add("tiles");
        for (ConsoleAction action :
                List.of(ConsoleAction.SHOW_WORDS, ConsoleAction.RESTORE_IDENTITY, ConsoleAction.NEW_IDENTITY)) {
            Button button = new Button();
            button.setId(action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            button.setMinWidth(Region.USE_PREF_SIZE);
            actions.bind(button, action);
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    private VBox shownWords(java.time.Duration stay) {
        words.getStyleClass().add("seed-words");
        words.setId("seed-words");
        Button copy = new Button(Texts.of("identity.copy"));
        copy.setId("copy-words");
        copy.setOnAction(event -> copy());
        Button hide = new Button(Texts.of("identity.hide"));
        hide.setId("hide-words");
        hide.setOnAction(event -> model.hideWords());
        Label until = wrapped();
        until.setText(Texts.of("identity.until", stay.toSeconds()));
        HBox buttons = new HBox(copy, hide);
        buttons.getStyleClass().add("field-row");
        shownWords.getStyleClass().add("section");
        shownWords.getChildren().addAll(words, until, buttons);
        return shownWords;
    }

    private void show(Found found) {
        fingerprint.setText(found.fingerprint());
        tls.setText(found.tls());
        file.setText(found.file());
        problem.setText(found.problem());
        problem.setVisible(!found.problem().isEmpty());
        problem.setManaged(!found.problem().isEmpty());
    }

    private void showWords(String secret) {
        words.getChildren().clear();
        boolean shown = !secret.isEmpty();
        shownWords.setVisible(shown);
        shownWords.setManaged(shown);
        if (shown) {
            int number = 0;
            for (String word : secret.split(" ", -1)) {
                Label label = new Label((number + 1) + "  " + word);
                label.getStyleClass().add("mono");
                words.add(label, number % COLUMNS, number / COLUMNS);
                number++;
            }
            end.playFromStart();
        } else {
            end.stop();
        }
    }

    private void copy() {
        copied = model.words().get();
        Clips.put(copied);
        clipboard.playFromStart();
    }

    /** Not what somebody has copied since. */
    private void forget() {
        if (!copied.isEmpty() && copied.equals(Clipboard.getSystemClipboard().getString())) {
            Clipboard.getSystemClipboard().clear();
        }
        copied = "";
    }

    private void askToShow() {
        if (questions.confirmed(
                Texts.of("identity.show.title"),
                new SimpleStringProperty(Texts.of("identity.show.text")),
                new SimpleStringProperty(Texts.of("identity.show.button")))) {
            model.showWords();
        }
    }

    private void askForNew() {
        if (questions.confirmed(
                Texts.of("identity.new.title"),
                model.people().map(count -> Texts.of("identity.new.text", count)),
                model.people().map(count -> Texts.of("identity.replace.button", count)))) {
            model.replace(Optional.empty());
        }
    }

    private void askToRestore() {
        RestoreDraft draft = model.restoring();
        TextArea typed = new TextArea();
        typed.setId("restore-words");
        typed.setAccessibleText(Texts.of("identity.restore.words"));
        typed.setWrapText(true);
        typed.setPrefRowCount(4);
        typed.setPrefColumnCount(40);
        typed.textProperty().bindBidirectional(draft.words());
        FormGrid form = new FormGrid();
        form.row(Texts.of("identity.restore.words"), typed);
        form.hint(Texts.of("identity.restore.hint"));
        form.outcome(draft.outcome());
        ButtonType act = new ButtonType(Texts.of("identity.replace.button", 0), ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("identity.restore.title"));
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(act, Questions.cancel());
        ((Button) dialog.getDialogPane().lookupButton(act))
                .textProperty()
                .bind(model.people().map(count -> Texts.of("identity.replace.button", count)));
        Questions.possible(dialog, act, draft.possible());
        if (questions.confirmed(dialog, new Questions.Dangerous(act, "confirm", typed))) {
            model.replace(draft.secret());
        }
    }

    private static Label fact(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("mono");
        label.setWrapText(true);
        return label;
    }

    private static Label wrapped() {
        Label label = new Label();
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
