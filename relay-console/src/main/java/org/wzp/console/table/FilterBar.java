package org.wzp.console.table;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.text.Texts;

/**
 * Where the operator types what narrows one live table: how many rows are left, and the field. Always there, or, where the
 * table's head has no room for it, a line of its own that a button opens ({@link #openWith}).
 *
 * <p>It doesn't close when the focus leaves it: the rows would move away under the click that took the focus.
 */
public final class FilterBar extends HBox {
    private final CustomTextField field = new CustomTextField();
    private final Label count = new Label();
    private @Nullable ToggleButton opener;
    private Runnable clear = () -> {};

    public FilterBar() {
        getStyleClass().add("filter-bar");
        field.getStyleClass().add("filter-field");
        field.setLeft(new FontIcon(ConsoleAction.FILTER.icon()));
        HBox.setHgrow(field, Priority.SOMETIMES);
        count.getStyleClass().addAll("muted", "filter-count");
        count.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(count, field);
    }

    /** @param name what it does, as "Filter bans": the prompt, and what a screen reader calls it */
    void show(RowFilter<?> filter, String name) {
        field.setPromptText(name);
        field.setAccessibleText(name);
        field.accessibleHelpProperty().bind(filter.count());
        field.textProperty().bindBidirectional(filter.text());
        field.setRight(clearing(filter.text().isNotEmpty()));
        count.textProperty().bind(filter.count());
        clear = filter::clear;
    }

    private Button clearing(ObservableValue<Boolean> somethingTyped) {
        Button button = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        button.getStyleClass().addAll("button-icon", "flat", "small", "copy-button", "clear-filter");
        button.setTooltip(new Tooltip(Texts.of("filter.clear")));
        button.setAccessibleText(Texts.of("filter.clear"));
        button.setFocusTraversable(false);
        button.visibleProperty().bind(somethingTyped);
        button.setOnAction(event -> clear.run());
        return button;
    }

    /** Makes it a line that is there while this button is on, and as long as something is typed in it. */
    void openWith(ToggleButton button) {
        opener = button;
        button.setGraphic(new FontIcon(ConsoleAction.FILTER.icon()));
        button.getStyleClass().addAll("button-icon", "flat", "columns-button");
        String hint = Texts.of("filter.hint", field.getPromptText(), ConsoleAction.FILTER.keys());
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.setOnAction(event -> {
            if (button.isSelected()) {
                focusField();
            } else {
                close();
            }
        });
        visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> button.isSelected() || !field.getText().isEmpty(),
                        button.selectedProperty(),
                        field.textProperty()));
        managedProperty().bind(visibleProperty());
    }

    /** Puts a button behind the one that opens it, or else behind the field. */
    void addBeside(Button button) {
        ToggleButton before = opener;
        if (before != null && before.getParent() instanceof Pane head) {
            int place = head.getChildren().indexOf(before);
            head.getChildren().remove(before);
            HBox both = new HBox(before, button);
            both.getStyleClass().add("table-tools");
            head.getChildren().add(place, both);
        } else {
            getChildren().add(button);
        }
    }

    /** Opens it if need be, and puts the cursor where one types. */
    void focusField() {
        opened(true);
        field.requestFocus();
        field.selectAll();
    }

    /** Whether Escape has something to take back here. */
    boolean isOpen() {
        return !field.getText().isEmpty() || (opener != null && opener.isSelected());
    }

    /** Shows all rows again, and the line no more if it was opened. */
    void close() {
        clear.run();
        opened(false);
    }

    private void opened(boolean open) {
        if (opener != null) {
            opener.setSelected(open);
        }
    }
}
