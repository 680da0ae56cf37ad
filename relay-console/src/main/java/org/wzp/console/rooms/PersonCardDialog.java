package org.wzp.console.rooms;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.table.Sparkline;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;

/** Shows a {@link PersonCard}, live while it is open, and what can be done to that person. */
final class PersonCardDialog {
    private static final List<ConsoleAction> DEEDS = List.of(
            ConsoleAction.KICK,
            ConsoleAction.BAN_PERSON,
            ConsoleAction.ALLOW,
            ConsoleAction.NAME_PERSON,
            ConsoleAction.WHY_NOT_HEAR);

    /** Between what can be done, and twice that between it and the card; px. */
    private static final double GAP = 8;

    private record Line(Label value, Optional<Sparkline> minute) {}

    private PersonCardDialog() {}

    /** Whoever is chosen below the card is the person on it: what is pressed is done to them, once the card has gone. */
    static void show(PersonCard card, Actions actions, Questions questions) {
        Map<PersonFact.Kind, Line> lines = new EnumMap<>(PersonFact.Kind.class);
        GridPane grid = grid(lines);
        ObservableValue<List<PersonFact>> facts = card.facts();
        facts.subscribe(now -> now.forEach(fact -> show(fact, card, lines)));

        Dialog<ButtonType> dialog = questions.dialog(card.title());
        ButtonType copy = new ButtonType(Texts.of("card.copy"), ButtonData.LEFT);
        ButtonType close = new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE);
        AtomicReference<@Nullable ConsoleAction> chosen = new AtomicReference<>();
        FlowPane deeds = new FlowPane(GAP, GAP);
        deeds.getStyleClass().add("person-deeds");
        for (ConsoleAction deed : DEEDS) {
            Button button = new Button(deed.text());
            button.setId("card-" + deed.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            button.disableProperty().bind(actions.possible(deed).map(possible -> !possible));
            button.setOnAction(event -> {
                chosen.set(deed);
                dialog.setResult(close);
                dialog.close();
            });
            deeds.getChildren().add(button);
        }
        dialog.getDialogPane().setContent(new VBox(2 * GAP, grid, deeds));
        dialog.getDialogPane().getButtonTypes().addAll(copy, close);
        Button copying = (Button) dialog.getDialogPane().lookupButton(copy);
        copying.setId("card-copy");
        copying.addEventFilter(ActionEvent.ACTION, event -> {
            Clips.put(card.copied());
            event.consume();
        });
        Questions.fit(dialog);
        dialog.getDialogPane()
                .getScene()
                .getWindow()
                .addEventHandler(
                        WindowEvent.WINDOW_SHOWN,
                        event -> dialog.getDialogPane().lookupButton(close).requestFocus());
        var _ = dialog.showAndWait();
        Optional.ofNullable(chosen.get()).ifPresent(actions::run);
    }

    private static GridPane grid(Map<PersonFact.Kind, Line> lines) {
        GridPane grid = new GridPane();
        grid.setId("person-card");
        grid.getStyleClass().add("person-card");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints said = new ColumnConstraints();
        said.setHgrow(Priority.ALWAYS);
        ColumnConstraints drawn = new ColumnConstraints();
        drawn.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().addAll(name, said, drawn);
        for (PersonFact.Kind kind : PersonFact.Kind.values()) {
            Label label = new Label(kind.text());
            label.getStyleClass().add("muted");
            GridPane.setValignment(label, VPos.TOP);
            Label value = new Label();
            value.setWrapText(true);
            value.setId("card-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            value.getStyleClass().add("card-value");
            if (kind == PersonFact.Kind.KEY) {
                value.getStyleClass().add("mono");
            }
            GridPane.setValignment(value, VPos.TOP);
            Line line = new Line(value, kind.minute().map(measure -> new Sparkline(ActivityHistory.LENGTH)));
            lines.put(kind, line);
            grid.addRow(kind.ordinal(), label, value);
            line.minute().ifPresent(drawing -> grid.add(drawing, 2, kind.ordinal()));
        }
        return grid;
    }

    private static void show(PersonFact fact, PersonCard card, Map<PersonFact.Kind, Line> lines) {
        Line line = lines.get(fact.kind());
        if (line == null) {
            return;
        }
        line.value().setText(Sentences.leftToRight(fact.value()));
        fact.kind().minute().ifPresent(measure -> line.minute()
                .ifPresent(drawing -> drawing.show(card.minute(measure))));
    }
}
