package org.wzp.console.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;

/**
 * The live tables of one view, and which of them the keyboard means: the one that had the focus last, in its rows or its
 * filter; at first the first. JavaFX thread only.
 */
public final class ViewTables {
    private final List<LiveTable<?, ?>> tables;
    private LiveTable<?, ?> current;

    /**
     * @param view what they stand in: Escape anywhere in it takes back a filter
     * @param actions each table gets a button that exports it
     */
    public ViewTables(Parent view, Actions actions, LiveTable<?, ?> first, LiveTable<?, ?>... more) {
        tables = Stream.concat(Stream.of(first), Stream.of(more)).toList();
        current = first;
        tables.forEach(table -> table.whenUsed(() -> current = table));
        tables.forEach(table -> table.addBesideFilter(exporting(table, actions)));
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::takeBackWithEscape);
    }

    private Button exporting(LiveTable<?, ?> table, Actions actions) {
        Button button = new Button();
        button.setId(table.id() + "-export");
        button.getStyleClass().addAll("button-icon", "flat", "columns-button");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        actions.bind(button, ConsoleAction.EXPORT);
        // first this, then the action, which asks for the table in use
        button.addEventFilter(ActionEvent.ACTION, event -> mean(table));
        return button;
    }

    public List<LiveTable<?, ?>> all() {
        return tables;
    }

    /** The keyboard means this one from now on: the others are out of sight. */
    public void mean(LiveTable<?, ?> shown) {
        current = shown;
    }

    public void focusFilter() {
        current.focusFilter();
    }

    /** The one that the keyboard means. */
    public LiveTable<?, ?> inUse() {
        return current;
    }

    public void copyRows() {
        current.copy();
    }

    /** The filter first, this table's before another's, wherever the focus is; the next one takes back what is chosen. */
    private void takeBackWithEscape(KeyEvent event) {
        if (event.getCode() != KeyCode.ESCAPE) {
            return;
        }
        Optional<LiveTable<?, ?>> filtered = Stream.concat(Stream.of(current), tables.stream())
                .filter(LiveTable::isFilterOpen)
                .findFirst();
        filtered.ifPresent(table -> {
            table.closeFilter();
            event.consume();
        });
    }
}
