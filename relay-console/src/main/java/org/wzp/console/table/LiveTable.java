package org.wzp.console.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.wzp.console.relay.SnapshotClock;
import org.wzp.console.state.UiState.SortState;
import org.wzp.console.state.UiState.TableState;
import org.wzp.console.text.NaturalOrder;
import org.wzp.console.text.Texts;

/**
 * Makes a {@link TableView} show {@link LiveRows}: columns read the rows' values, visible cells re-read at each tick,
 * the order is renewed at most once a second so that rows don't jump under the pointer.
 */
public final class LiveTable<K, T> {
    private static final double ROW_HEIGHT = 34;
    private static final int TICKS_PER_SORT =
            (int) (Duration.ofSeconds(1).toMillis() / SnapshotClock.PERIOD.toMillis());

    private final TableView<Handle<K, T>> table;
    private final LiveRows<K, T> rows;
    private final FittedColumns<Handle<K, T>> fitted;
    private final FilterBar filter;
    private final List<Column<T>> columns = new ArrayList<>();

    private record Column<T>(String title, Function<T, String> text) {}

    /**
     * @param name what a screen reader calls the table
     * @param filter where the operator narrows it
     * @param filterName what that does, as "Filter bans"
     */
    public LiveTable(
            TableView<Handle<K, T>> table, LiveRows<K, T> rows, String name, FilterBar filter, String filterName) {
        this.table = table;
        this.rows = rows;
        this.filter = filter;
        filter.show(rows.filter(), filterName);
        SortedList<Handle<K, T>> sorted = new SortedList<>(rows.handles());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        RowCursor<Handle<K, T>> cursor = new RowCursor<>(table);
        sorted.addListener(cursor.before());
        table.setItems(sorted);
        sorted.addListener(cursor.after());
        followSelection(sorted);
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(name);
        table.getColumns().clear();
        fitted = new FittedColumns<>(table);
        ScrollAnchor<Handle<K, T>> anchor = new ScrollAnchor<>(
                table,
                row -> row instanceof Handle<?, ?> handle
                        && rows.selection().keys().get().contains(handle.key()));
        sorted.addListener(anchor);
        rows.tick().subscribe(tick -> {
            if (tick.longValue() % TICKS_PER_SORT == 0 && !table.getSortOrder().isEmpty()) {
                anchor.sortAgain();
            }
        });
    }

    private void followSelection(SortedList<Handle<K, T>> sorted) {
        RowSelectionModel<K, T> model = new RowSelectionModel<>(table, rows.selection());
        table.setSelectionModel(model);
        sorted.addListener((ListChangeListener<Handle<K, T>>) change -> model.follow());
        rows.selection().keys().subscribe(keys -> model.follow());
        // Escape takes back a choice, unless there is none to take back.
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !model.isEmpty()) {
                rows.selection().clear();
                event.consume();
            }
        });
    }

    /** Scrolls to the chosen row, so that a choice made elsewhere is seen. */
    public void showChosen() {
        if (!table.getSelectionModel().isEmpty()) {
            table.scrollTo(table.getSelectionModel().getSelectedIndex());
        }
    }

    /** A column of words. */
    public TableColumn<Handle<K, T>, Handle<K, T>> words(String title, ColumnWidth width, Function<T, String> text) {
        return add(title, width, text, Comparator.comparing(text, NaturalOrder.OF_WORDS), null, null);
    }

    /** A column of words that have an order other than the alphabet's, as moments have. */
    public TableColumn<Handle<K, T>, Handle<K, T>> words(
            String title, ColumnWidth width, Function<T, String> text, Comparator<T> order) {
        return add(title, width, text, order, null, null);
    }

    /** A column of sentences of any length, which may be cut: {@link #tellChosenIn} shows the chosen one whole. */
    public TableColumn<Handle<K, T>, Handle<K, T>> sentence(String title, ColumnWidth width, Function<T, String> text) {
        return add(title, width, text, Comparator.comparing(text, NaturalOrder.OF_WORDS), "sentence", null);
    }

    /** Below the table: what the one chosen row says in full. Takes no room while there is nothing to say. */
    public void tellChosenIn(Label label, Function<T, String> whole) {
        label.getStyleClass().add("row-detail");
        label.textProperty()
                .bind(rows.selection().rows().map(chosen -> chosen.size() == 1 ? whole.apply(chosen.getFirst()) : ""));
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
    }

    /** A column of addresses or fingerprints. */
    public TableColumn<Handle<K, T>, Handle<K, T>> code(String title, ColumnWidth width, Function<T, String> text) {
        return add(title, width, text, Comparator.comparing(text), "mono", null);
    }

    /** A right-aligned column; the unit stands in the title. */
    public TableColumn<Handle<K, T>, Handle<K, T>> number(
            String title, ColumnWidth width, ToDoubleFunction<T> value, Function<Double, String> format) {
        return add(title, width, row -> format.apply(value.applyAsDouble(row)), byFigure(value), "number", null);
    }

    /** A right-aligned column whose figures may carry a mark. */
    public TableColumn<Handle<K, T>, Handle<K, T>> figure(
            String title, ColumnWidth width, ToDoubleFunction<T> value, Function<T, String> text) {
        return add(title, width, text, byFigure(value), "number", null);
    }

    /** What is not known is less than all that is: whoever sorts for the worst wants figures on top. */
    public static <T> Comparator<T> byFigure(ToDoubleFunction<T> value) {
        return Comparator.comparingDouble(row -> {
            double figure = value.applyAsDouble(row);
            return Double.isNaN(figure) ? Double.NEGATIVE_INFINITY : figure;
        });
    }

    /**
     * A column that draws each row.
     *
     * @param text what is copied and read aloud
     * @param drawing makes one cell's drawing
     */
    public TableColumn<Handle<K, T>, Handle<K, T>> drawn(
            String title,
            ColumnWidth width,
            Function<T, String> text,
            Comparator<T> order,
            Supplier<CellDrawing<T>> drawing) {
        return add(title, width, text, order, null, drawing);
    }

    /** @param titleAndHint what stands above the column, then, after a bar, what it means for those who point at it */
    private TableColumn<Handle<K, T>, Handle<K, T>> add(
            String titleAndHint,
            ColumnWidth width,
            Function<T, String> text,
            Comparator<T> order,
            @Nullable String style,
            @Nullable Supplier<CellDrawing<T>> drawing) {
        String[] parts = titleAndHint.split(" \\| ", 2);
        String title = parts[0];
        columns.add(new Column<>(title, text));
        TableColumn<Handle<K, T>, Handle<K, T>> column = new TableColumn<>();
        Label header = new Label(title);
        header.setTooltip(new Tooltip(parts[parts.length - 1]));
        column.setGraphic(header);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setComparator(Comparator.comparing(Handle::value, order));
        if (style != null) {
            column.getStyleClass().add(style + "-column");
        }
        column.setCellFactory(ignored -> {
            LiveCell<K, T> cell = new LiveCell<>(rows.tick(), text, drawing == null ? null : drawing.get());
            if (style != null) {
                cell.getStyleClass().add(style);
            }
            return cell;
        });
        fitted.add(column, title, width);
        return column;
    }

    /** Lets the operator choose the columns with this button; the least important are hidden where there is little room. */
    public void chooseColumnsWith(MenuButton button) {
        fitted.chooseWith(button, table.getAccessibleText());
    }

    /** Shows the filter only when it is used, and lets this button open it: for a table whose head has no room for it. */
    public void openFilterWith(ToggleButton button) {
        filter.openWith(button);
    }

    /** Puts a button beside the filter. */
    void addBesideFilter(Button button) {
        filter.addBeside(button);
    }

    void focusFilter() {
        filter.focusField();
    }

    boolean isFilterOpen() {
        return filter.isOpen();
    }

    /** A column that is shown only while this is true. */
    public void onlyWhile(TableColumn<Handle<K, T>, ?> column, ObservableValue<Boolean> wanted) {
        fitted.onlyWhile(column, wanted);
    }

    /** Runs this when a row is opened: by Enter, or by a double click on it. */
    public void whenOpened(Runnable opened) {
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean plain = !event.isShortcutDown() && !event.isShiftDown() && !event.isAltDown();
            if (event.getCode() == KeyCode.ENTER && plain) {
                event.consume();
                opened.run();
            }
        });
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && isOnRow(event)) {
                opened.run();
            }
        });
    }

    private static boolean isOnRow(MouseEvent event) {
        Node node = event.getPickResult().getIntersectedNode();
        while (node != null && !(node instanceof TableRow<?>)) {
            node = node.getParent();
        }
        return node instanceof TableRow<?> row && !row.isEmpty();
    }

    /** Shows all rows again. The focus doesn't stay in a field that is no more. */
    void closeFilter() {
        boolean typing = filter.isFocusWithin();
        filter.close();
        if (typing && !filter.isVisible()) {
            table.requestFocus();
        }
    }

    /** Tells when the focus comes into its rows or its filter. */
    void whenUsed(Runnable used) {
        for (Node part : List.of(table, filter)) {
            part.focusWithinProperty().subscribe(within -> {
                if (within) {
                    used.run();
                }
            });
        }
    }

    /** The sentence an empty table shows: what would fill it, and how; or that the filter hides all there is. */
    public void whenEmpty(ObservableValue<String> sentence) {
        Label label = new Label();
        label.getStyleClass().add("empty-sentence");
        label.setWrapText(true);
        label.setAlignment(Pos.CENTER);
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> rows.hidesAll()
                                ? Texts.of("filter.empty", rows.filter().text().get())
                                : sentence.getValue(),
                        sentence,
                        rows.tick()));
        label.maxWidthProperty().bind(Bindings.max(200, table.widthProperty().subtract(80)));
        table.setPlaceholder(label);
    }

    /** Columns and order, as the operator left them. */
    public TableState state() {
        return new TableState(
                fitted.state(),
                table.getSortOrder().stream()
                        .map(column -> new SortState(title(column), column.getSortType() == SortType.DESCENDING))
                        .toList());
    }

    /** Puts back what {@link #state} told; a column that is no more is left out. */
    public void restore(TableState state) {
        fitted.restore(state.columns());
        List<TableColumn<Handle<K, T>, ?>> order = new ArrayList<>();
        for (SortState by : state.sort()) {
            table.getColumns().stream()
                    .filter(column -> title(column).equals(by.title()))
                    .findFirst()
                    .ifPresent(column -> {
                        column.setSortType(by.descending() ? SortType.DESCENDING : SortType.ASCENDING);
                        order.add(column);
                    });
        }
        table.getSortOrder().setAll(order);
    }

    private static String title(TableColumn<?, ?> column) {
        return ((Label) column.getGraphic()).getText();
    }

    /** The table's id in the layout. */
    public String id() {
        return table.getId();
    }

    /** Puts the chosen rows, or all when none is chosen, on the clipboard as tab-separated text, in the order shown. */
    public void copy() {
        ExportedTable now = exported();
        ClipboardContent content = new ClipboardContent();
        content.putString(TabSeparated.of(now.header(), now.rows()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** The chosen rows, or all that the filter shows when none is chosen, in the order shown. */
    public ExportedTable exported() {
        boolean some = !table.getSelectionModel().isEmpty();
        Selection<K, T> chosen = rows.selection();
        List<List<String>> cells = table.getItems().stream()
                .filter(row -> !some || chosen.contains(row.key()))
                .map(row -> columns.stream()
                        .map(column -> column.text().apply(row.value()))
                        .toList())
                .toList();
        return new ExportedTable(
                table.getAccessibleText(),
                table.getId(),
                some,
                columns.stream().map(Column::title).toList(),
                cells);
    }
}
