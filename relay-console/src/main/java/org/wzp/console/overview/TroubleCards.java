package org.wzp.console.overview;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.wzp.console.overview.OverviewViewModel.CauseLine;
import org.wzp.console.overview.OverviewViewModel.LossLine;
import org.wzp.console.overview.OverviewViewModel.Troubles;
import org.wzp.console.text.Texts;

/** What was dropped, by cause and by person, and what was refused: figures with words, and a way to the person. */
final class TroubleCards {
    private final VBox dropped;
    private final VBox refused;
    private final Consumer<LossLine> show;
    private final Supplier<Button> whoWasRefused;
    private final List<Label> figures = new ArrayList<>();
    private Troubles shown = Troubles.NONE;

    /**
     * @param show leads to a person who lost something
     * @param whoWasRefused makes the button that shows them
     */
    TroubleCards(VBox dropped, VBox refused, Consumer<LossLine> show, Supplier<Button> whoWasRefused) {
        this.whoWasRefused = whoWasRefused;
        this.dropped = dropped;
        this.refused = refused;
        this.show = show;
        dropped.managedProperty().bind(dropped.visibleProperty());
        refused.managedProperty().bind(refused.visibleProperty());
    }

    /** Figures that grow leave everything else where it is: a button must not go while it is pressed. */
    void show(Troubles troubles) {
        Troubles shape = troubles.withoutCounts();
        if (!shape.equals(shown) || figures.isEmpty()) {
            shown = shape;
            figures.clear();
            rebuild(troubles);
        }
        Iterator<Label> figure = figures.iterator();
        troubles.counts().forEach(count -> figure.next().setText(count));
    }

    private void rebuild(Troubles troubles) {
        dropped.setVisible(!troubles.causes().isEmpty());
        refused.setVisible(!troubles.refusals().isEmpty());
        dropped.getChildren().setAll(title(Texts.of("overview.dropped")), table(troubles.causes()));
        if (!troubles.losers().isEmpty()) {
            Label who = new Label(Texts.of("overview.lost-most"));
            who.getStyleClass().add("muted");
            dropped.getChildren().addAll(who, losers(troubles.losers()));
            if (troubles.others() > 0) {
                Label others = new Label(Texts.of("overview.lost-others", troubles.others()));
                others.getStyleClass().add("muted");
                dropped.getChildren().add(others);
            }
        }
        refused.getChildren()
                .setAll(title(Texts.of("overview.refused")), table(troubles.refusals()), whoWasRefused.get());
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("card-title");
        return label;
    }

    private GridPane table(List<CauseLine> lines) {
        GridPane grid = grid();
        for (CauseLine line : lines) {
            grid.addRow(grid.getRowCount(), figure(), words(line.words()));
        }
        return grid;
    }

    private GridPane losers(List<LossLine> lines) {
        GridPane grid = grid();
        for (LossLine line : lines) {
            Button go = new Button(Texts.of("overview.show-person"));
            go.setAccessibleText(Texts.of("overview.show", line.name()));
            go.getStyleClass().add("small");
            go.setMinWidth(Region.USE_PREF_SIZE);
            go.setOnAction(event -> show.accept(line));
            go.setVisible(line.present());
            grid.addRow(grid.getRowCount(), figure(), words(line.words()), go);
        }
        return grid;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figures");
        ColumnConstraints figures = new ColumnConstraints();
        figures.setHalignment(HPos.RIGHT);
        figures.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(figures, words);
        return grid;
    }

    private Node figure() {
        Label label = new Label();
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("strong");
        figures.add(label);
        return label;
    }

    private static Node words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
