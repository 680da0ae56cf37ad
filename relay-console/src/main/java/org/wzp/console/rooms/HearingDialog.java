package org.wzp.console.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.WindowEvent;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.wzp.console.action.Choices;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FormGrid;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;

/** Shows why one person doesn't hear another: the sentence, and below it every step of the way. Live while it is open. */
final class HearingDialog {
    private static final double BADGE_WIDTH = 84;

    private record Line(Label finding, Label check, Label words) {}

    private HearingDialog() {}

    static void show(HearingDraft draft, Questions questions) {
        ComboBox<PersonRef> listener = choice(draft, "why-listener", Texts.of("why.listener"));
        listener.valueProperty().bindBidirectional(draft.listener());
        ComboBox<PersonRef> speaker = choice(draft, "why-speaker", Texts.of("why.speaker"));
        speaker.valueProperty().bindBidirectional(draft.speaker());
        Button swap = new Button(Texts.of("why.swap"), new FontIcon(MaterialDesignS.SWAP_VERTICAL));
        swap.setId("why-swap");
        swap.setMinWidth(Region.USE_PREF_SIZE);
        swap.setOnAction(event -> draft.swap());
        HBox heard = new HBox(speaker, swap);
        heard.getStyleClass().add("field-row");
        heard.setAlignment(Pos.CENTER_LEFT);

        ObservableValue<Optional<Diagnosis>> diagnosis = draft.diagnosis();
        FormGrid form = new FormGrid();
        form.row(Texts.of("why.listener"), listener);
        form.row(Texts.of("why.speaker"), heard);
        form.outcome(diagnosis.map(found -> found.map(Diagnosis::sentence).orElseGet(() -> Texts.of("why.choose"))));
        List<Line> lines = new ArrayList<>();
        form.below(steps(lines));
        diagnosis.subscribe(found -> show(found, lines));

        ButtonType copy = new ButtonType(Texts.of("why.copy"), ButtonData.LEFT);
        ButtonType close = new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE);
        Dialog<ButtonType> dialog = questions.dialog(ConsoleAction.WHY_NOT_HEAR.text());
        dialog.getDialogPane().setContent(form.pane());
        dialog.getDialogPane().getButtonTypes().setAll(copy, close);
        Button copying = (Button) dialog.getDialogPane().lookupButton(copy);
        copying.setId("why-copy");
        copying.disableProperty().bind(diagnosis.map(Optional::isEmpty));
        copying.addEventFilter(ActionEvent.ACTION, event -> {
            diagnosis.getValue().ifPresent(found -> Clips.put(HearingDraft.copied(found)));
            event.consume();
        });
        Questions.fit(dialog);
        ComboBox<PersonRef> first = draft.listener().get() == null ? listener : speaker;
        dialog.getDialogPane()
                .getScene()
                .getWindow()
                .addEventHandler(WindowEvent.WINDOW_SHOWN, event -> first.requestFocus());
        dialog.showAndWait();
    }

    private static ComboBox<PersonRef> choice(HearingDraft draft, String id, String name) {
        ComboBox<PersonRef> box = Choices.of(new PersonRef[0], HearingDraft::text);
        box.setItems(FXCollections.observableArrayList(draft.everybody()));
        box.setId(id);
        box.setAccessibleText(name);
        box.setPromptText(Texts.of("why.prompt"));
        box.getStyleClass().add("person-choice");
        Choices.findByTyping(box);
        return box;
    }

    private static GridPane steps(List<Line> lines) {
        GridPane grid = new GridPane();
        grid.setId("why-steps");
        grid.getStyleClass().add("path-steps");
        ColumnConstraints badge = new ColumnConstraints();
        badge.setMinWidth(BADGE_WIDTH);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints said = new ColumnConstraints();
        said.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(badge, name, said);
        for (PathCheck check : PathCheck.values()) {
            Line line = new Line(new Label(), new Label(check.text()), new Label());
            line.words().setWrapText(true);
            line.words().getStyleClass().add("path-words");
            line.finding().setMinWidth(Region.USE_PREF_SIZE);
            line.check().setMinWidth(Region.USE_PREF_SIZE);
            for (Label part : List.of(line.finding(), line.check(), line.words())) {
                GridPane.setValignment(part, VPos.TOP);
            }
            grid.addRow(check.ordinal(), line.finding(), line.check(), line.words());
            lines.add(line);
        }
        return grid;
    }

    private static void show(Optional<Diagnosis> diagnosis, List<Line> lines) {
        for (Line line : lines) {
            PathStep step = diagnosis.isEmpty()
                    ? PathStep.notReached(PathCheck.PRESENT)
                    : diagnosis.get().steps().get(lines.indexOf(line));
            line.finding().setText(step.finding().text());
            line.finding()
                    .getStyleClass()
                    .setAll(
                            "label",
                            "path-finding",
                            "path-"
                                    + step.finding()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'));
            line.words().setText(Sentences.leftToRight(step.words()));
        }
    }
}
