package org.wzp.console.action;

import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.wzp.console.text.Sentences;

/** The fields of a question, one below the other with their labels, and what will come of them at the foot. */
public final class FormGrid {
    private final GridPane grid = new GridPane();
    private int rows;

    public FormGrid() {
        grid.getStyleClass().add("form");
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, fields);
    }

    public Region pane() {
        return grid;
    }

    /** @param label empty for a field that says itself what it is */
    public void row(String label, Node field) {
        Label name = new Label(label);
        name.getStyleClass().add("form-label");
        GridPane.setValignment(name, VPos.TOP);
        grid.addRow(rows++, name, field);
    }

    /** Quiet words below the field before. */
    public void hint(String text) {
        Label hint = wrapped("muted");
        hint.getStyleClass().add("form-hint");
        hint.setText(text);
        row("", hint);
    }

    /** Over the whole width: what will come of it. */
    public void outcome(ObservableValue<String> text) {
        Label outcome = wrapped("outcome");
        outcome.setId("outcome");
        outcome.textProperty().bind(text.map(Sentences::leftToRight));
        outcome.setMaxWidth(Double.MAX_VALUE);
        grid.add(outcome, 0, rows++, 2, 1);
    }

    /** Over the whole width, below all there is. */
    public void below(Node node) {
        grid.add(node, 0, rows++, 2, 1);
    }

    private static Label wrapped(String style) {
        Label label = new Label();
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
