package org.wzp.console.table;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ConstrainedColumnResizeBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.util.Callback;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.wzp.console.state.UiState.Choice;
import org.wzp.console.state.UiState.ColumnState;
import org.wzp.console.table.ColumnFit.Wanted;
import org.wzp.console.text.Texts;

/**
 * Keeps a table from scrolling sideways: shows the columns that fit, shares the width among them, and lets the operator
 * hide any of them or show one instead of others.
 */
final class FittedColumns<R> {
    /** Always kept free, so that a scroll bar that comes with more rows doesn't change which columns are shown. */
    private static final double SCROLL_BAR = 14;

    /** What the operator chose gives way after everything that nobody chose, older choices first. */
    private static final int CHOSEN = 1_000;

    private static final class Entry<R> {
        private final TableColumn<R, ?> column;
        private final String title;
        private ColumnWidth width;
        private final int givesWay;
        private boolean hidden;
        private boolean wanted = true;

        Entry(TableColumn<R, ?> column, String title, ColumnWidth width) {
            this.column = column;
            this.title = title;
            this.width = width;
            this.givesWay = width.givesWay();
        }
    }

    /** The base class tells the table never to show a horizontal bar. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // as TableView.setColumnResizePolicy wants it
    private final class Policy extends ConstrainedColumnResizeBase
            implements Callback<TableView.ResizeFeatures, Boolean> {
        @Override
        public Boolean call(TableView.ResizeFeatures features) {
            if (features.getColumn() == null) {
                share((TableView.ResizeFeatures<R>) features);
                return true;
            }
            boolean moved = TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS.call(features);
            visible().forEach(entry -> entry.width = dragged(entry));
            return moved;
        }
    }

    private final TableView<R> table;
    private final List<Entry<R>> entries = new ArrayList<>();
    private int choices;
    private final ReadOnlyIntegerWrapper hidden = new ReadOnlyIntegerWrapper();

    FittedColumns(TableView<R> table) {
        this.table = table;
        table.setColumnResizePolicy(new Policy());
        table.widthProperty().subscribe(width -> fit());
    }

    void add(TableColumn<R, ?> column, String title, ColumnWidth width) {
        column.setMinWidth(width.least());
        column.setPrefWidth(width.best());
        entries.add(new Entry<>(column, title, width));
        table.getColumns().add(column);
    }

    /** The column is shown only while this is true; then as any other. */
    @SuppressWarnings("ReferenceEquality") // the very one is meant
    void onlyWhile(TableColumn<R, ?> column, ObservableValue<Boolean> wanted) {
        wanted.subscribe(now -> {
            entries.stream().filter(entry -> entry.column == column).forEach(entry -> entry.wanted = now);
            fit();
        });
    }

    private List<Entry<R>> visible() {
        return entries.stream().filter(entry -> entry.column.isVisible()).toList();
    }

    /** A width the operator drew by hand is the best one from then on. */
    private ColumnWidth dragged(Entry<R> entry) {
        ColumnWidth before = entry.width;
        return new ColumnWidth(
                before.least(),
                Math.max(before.least(), entry.column.getWidth()),
                before.stretches(),
                before.givesWay());
    }

    /** The columns in the order shown, as the operator left them. */
    @SuppressWarnings("ReferenceEquality") // the very one is meant
    List<ColumnState> state() {
        return table.getColumns().stream()
                .flatMap(column -> entries.stream().filter(entry -> entry.column == column))
                .map(entry -> new ColumnState(entry.title, entry.width.best(), choice(entry)))
                .toList();
    }

    private static Choice choice(Entry<?> entry) {
        if (entry.hidden) {
            return Choice.HIDDEN;
        }
        return entry.width.givesWay() == entry.givesWay ? Choice.AUTOMATIC : Choice.SHOWN;
    }

    /** Puts back what {@link #state} told; columns that it doesn't know stay behind those that it does. */
    void restore(List<ColumnState> columns) {
        List<TableColumn<R, ?>> order = new ArrayList<>();
        for (ColumnState known : columns) {
            for (Entry<R> entry : entries) {
                if (entry.title.equals(known.title()) && !order.contains(entry.column)) {
                    order.add(entry.column);
                    restore(entry, known);
                }
            }
        }
        entries.stream()
                .map(entry -> entry.column)
                .filter(column -> !order.contains(column))
                .forEach(order::add);
        if (!order.equals(table.getColumns())) {
            table.getColumns().setAll(order);
        }
        fit();
    }

    private void restore(Entry<R> entry, ColumnState known) {
        ColumnWidth usual = entry.width;
        entry.width = new ColumnWidth(
                usual.least(), Math.max(usual.least(), known.width()), usual.stretches(), usual.givesWay());
        if (usual.givesWay() != ColumnWidth.NEVER) {
            entry.hidden = known.choice() == Choice.HIDDEN;
            if (known.choice() == Choice.SHOWN) {
                entry.width = entry.width.givesWay(CHOSEN + choices++);
            }
        }
    }

    private void fit() {
        if (table.getWidth() <= 0) {
            return;
        }
        List<Boolean> shown = ColumnFit.shown(
                entries.stream()
                        .map(entry -> new Wanted(entry.width, entry.hidden || !entry.wanted))
                        .toList(),
                table.getWidth() - table.snappedLeftInset() - table.snappedRightInset() - SCROLL_BAR);
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).column.setVisible(shown.get(i));
        }
        hidden.set((int) entries.stream()
                .filter(entry -> entry.wanted && !entry.column.isVisible())
                .count());
    }

    private void share(TableView.ResizeFeatures<R> features) {
        List<Entry<R>> visible = visible();
        List<Double> widths =
                ColumnFit.widths(visible.stream().map(entry -> entry.width).toList(), features.getContentWidth());
        for (int i = 0; i < visible.size(); i++) {
            features.setColumnWidth(visible.get(i).column, widths.get(i));
        }
    }

    /** Makes a button open the list of columns and say how many are hidden. */
    void chooseWith(MenuButton button, String tableName) {
        button.setGraphic(new FontIcon(MaterialDesignV.VIEW_COLUMN_OUTLINE));
        button.getStyleClass().addAll("button-icon", "flat", "no-arrow", "columns-button");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        var hint = Bindings.createStringBinding(() -> Texts.of("columns.hint", hidden.get(), tableName), hidden);
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(hint);
        button.setTooltip(tooltip);
        button.accessibleTextProperty().bind(hint);
        // A menu button without items doesn't open, so there is always something in it.
        fill(button);
        button.setOnShowing(event -> fill(button));
    }

    private void fill(MenuButton button) {
        List<MenuItem> items = new ArrayList<>();
        for (Entry<R> entry : entries.stream().filter(each -> each.wanted).toList()) {
            CheckMenuItem item = new CheckMenuItem(entry.title);
            item.setSelected(entry.column.isVisible());
            item.setDisable(entry.width.givesWay() == ColumnWidth.NEVER);
            item.setOnAction(event -> choose(entry, item.isSelected()));
            items.add(item);
        }
        MenuItem automatic = new MenuItem(Texts.of("columns.automatic"));
        automatic.setOnAction(event -> forgetChoices());
        items.add(new SeparatorMenuItem());
        items.add(automatic);
        button.getItems().setAll(items);
    }

    private void choose(Entry<R> entry, boolean shown) {
        entry.hidden = !shown;
        entry.width = entry.width.givesWay(shown ? CHOSEN + choices++ : entry.givesWay);
        fit();
    }

    private void forgetChoices() {
        entries.forEach(entry -> {
            entry.hidden = false;
            entry.width = entry.width.givesWay(entry.givesWay);
        });
        fit();
    }
}
