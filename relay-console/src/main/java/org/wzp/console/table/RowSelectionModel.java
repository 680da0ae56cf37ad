package org.wzp.console.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * Shows a {@link Selection} to a table and tells it what the operator clicks: row numbers are only ever made from the keys, never
 * kept. Whole rows; columns are not looked at.
 *
 * <p>JavaFX thread only. {@link #follow} is called after each change of the keys or of the table's rows.
 */
@SuppressWarnings("rawtypes") // TableViewSelectionModel.getSelectedCells is declared so
final class RowSelectionModel<K, T> extends TableView.TableViewSelectionModel<Handle<K, T>> {
    private final TableView<Handle<K, T>> table;
    private final Selection<K, T> selection;
    private final ObservableList<Integer> indices = FXCollections.observableArrayList();
    private final ObservableList<Handle<K, T>> items = FXCollections.observableArrayList();
    private final ObservableList<TablePosition> cells = FXCollections.observableArrayList();

    RowSelectionModel(TableView<Handle<K, T>> table, Selection<K, T> selection) {
        super(table);
        this.table = table;
        this.selection = selection;
        setSelectionMode(SelectionMode.MULTIPLE);
    }

    /** Makes what the table highlights equal to the keys. */
    void follow() {
        Set<K> keys = selection.keys().get();
        List<Handle<K, T>> rows = table.getItems();
        List<Integer> now = keys.isEmpty()
                ? List.of()
                : IntStream.range(0, rows.size())
                        .filter(row -> keys.contains(rows.get(row).key()))
                        .boxed()
                        .toList();
        List<Handle<K, T>> chosen = now.stream().map(rows::get).toList();
        if (now.equals(indices) && chosen.equals(items)) {
            return;
        }
        items.setAll(chosen);
        cells.setAll(
                now.stream().map(row -> new TablePosition<>(table, row, null)).toList());
        indices.setAll(now);
        setSelectedIndex(now.isEmpty() ? -1 : now.getLast());
        setSelectedItem(chosen.isEmpty() ? null : chosen.getLast());
    }

    private boolean exists(int row) {
        return row >= 0 && row < table.getItems().size();
    }

    private K key(int row) {
        return table.getItems().get(row).key();
    }

    private void add(List<Integer> rows) {
        Set<K> keys = getSelectionMode() == SelectionMode.SINGLE
                ? new LinkedHashSet<>()
                : new LinkedHashSet<>(selection.keys().get());
        rows.forEach(row -> keys.add(key(row)));
        selection.choose(keys);
        if (!rows.isEmpty()) {
            table.getFocusModel().focus(rows.getLast());
        }
    }

    @Override
    public ObservableList<Integer> getSelectedIndices() {
        return indices;
    }

    @Override
    public ObservableList<Handle<K, T>> getSelectedItems() {
        return items;
    }

    @Override
    public ObservableList<TablePosition> getSelectedCells() {
        return cells;
    }

    @Override
    public boolean isSelected(int row) {
        return exists(row) && selection.contains(key(row));
    }

    @Override
    public boolean isSelected(int row, @Nullable TableColumn<Handle<K, T>, ?> column) {
        return isSelected(row);
    }

    @Override
    public boolean isEmpty() {
        return selection.keys().get().isEmpty();
    }

    @Override
    public void select(int row) {
        if (exists(row)) {
            add(List.of(row));
        }
    }

    @Override
    public void select(int row, @Nullable TableColumn<Handle<K, T>, ?> column) {
        select(row);
    }

    @Override
    public void select(@Nullable Handle<K, T> row) {
        select(table.getItems().indexOf(row));
    }

    @Override
    public void selectIndices(int row, int... more) {
        List<Integer> rows = new ArrayList<>();
        IntStream.concat(IntStream.of(row), IntStream.of(more))
                .filter(this::exists)
                .forEach(rows::add);
        add(rows);
    }

    @Override
    public void selectRange(
            int from,
            @Nullable TableColumnBase<Handle<K, T>, ?> fromColumn,
            int to,
            @Nullable TableColumnBase<Handle<K, T>, ?> toColumn) {
        selectRange(from, to < from ? to - 1 : to + 1);
    }

    @Override
    public void selectAll() {
        if (getSelectionMode() == SelectionMode.MULTIPLE) {
            selection.choose(table.getItems().stream().map(Handle::key).toList());
        }
    }

    @Override
    public void clearAndSelect(int row) {
        if (exists(row)) {
            selection.choose(key(row));
            table.getFocusModel().focus(row);
        }
    }

    @Override
    public void clearAndSelect(int row, @Nullable TableColumn<Handle<K, T>, ?> column) {
        clearAndSelect(row);
    }

    @Override
    public void clearSelection(int row) {
        if (isSelected(row)) {
            Set<K> keys = new LinkedHashSet<>(selection.keys().get());
            keys.remove(key(row));
            selection.choose(keys);
        }
    }

    @Override
    public void clearSelection(int row, @Nullable TableColumn<Handle<K, T>, ?> column) {
        clearSelection(row);
    }

    @Override
    public void clearSelection() {
        selection.clear();
    }

    @Override
    public void selectFirst() {
        select(0);
    }

    @Override
    public void selectLast() {
        select(table.getItems().size() - 1);
    }

    @Override
    public void selectPrevious() {
        select(table.getFocusModel().getFocusedIndex() - 1);
    }

    @Override
    public void selectNext() {
        select(table.getFocusModel().getFocusedIndex() + 1);
    }

    @Override
    public void selectAboveCell() {
        selectPrevious();
    }

    @Override
    public void selectBelowCell() {
        selectNext();
    }

    @Override
    public void selectLeftCell() {
        // rows are chosen whole
    }

    @Override
    public void selectRightCell() {
        // rows are chosen whole
    }
}
