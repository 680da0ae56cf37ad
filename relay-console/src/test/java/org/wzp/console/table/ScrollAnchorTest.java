package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.SOON;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.WindowExtension;
import org.wzp.relay.text.Numbers;

/** A live table of 200 rows in which the worst stand first, and which of them are the worst changes with each refresh. */
@ExtendWith(WindowExtension.class)
class ScrollAnchorTest {
    private static final int ROWS = 200;
    private static final double ONE_PIXEL = 1;

    /** So many refreshes bring at least one new order. */
    private static final int REFRESHES = 8;

    private record Row(int number, int loss) {}

    private final LiveRows<Integer, Row> rows =
            new LiveRows<>(Row::number, row -> Stream.of(Integer.toString(row.number())));
    private TableView<Handle<Integer, Row>> table;

    @Start
    void start(Stage stage) {
        table = new TableView<>();
        LiveTable<Integer, Row> live = new LiveTable<>(table, rows, "Rows", new FilterBar(), "Filter rows");
        live.words("Name", ColumnWidth.between(120, 200), row -> "row " + row.number());
        TableColumn<Handle<Integer, Row>, ?> loss =
                live.number("Loss", ColumnWidth.between(120, 200), Row::loss, Numbers::whole);
        loss.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(loss));
        refresh(number -> number);
        Label away = new Label("nothing to point at");
        away.setId("away");
        stage.setScene(new Scene(new VBox(away, table), 500, 520));
        stage.setWidth(500);
        stage.setHeight(520);
        stage.show();
    }

    private void refresh(IntUnaryOperator loss) {
        for (int i = 0; i < REFRESHES; i++) {
            rows.show(IntStream.range(0, ROWS)
                    .mapToObj(number -> new Row(number, loss.applyAsInt(number)))
                    .toList());
        }
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table.lookup(".virtual-flow");
    }

    private int index(int number) {
        return table.getItems().stream().map(Handle::key).toList().indexOf(number);
    }

    /** Where a row is in the shown part of the table, in pixels from its top; not a number while it is not shown. */
    private double place(int number) {
        table.layout();
        IndexedCell<?> row = flow().getVisibleCell(index(number));
        return row == null ? Double.NaN : row.getLayoutY();
    }

    private double resting(int number) {
        double[] seen = {Double.NaN};
        await("row " + number + " is shown and rests").atMost(SOON).until(() -> {
            double last = seen[0];
            seen[0] = inWindow(() -> place(number));
            return seen[0] == last;
        });
        return seen[0];
    }

    /** The table puts itself right before it is drawn, so between two frames it may be elsewhere. */
    private void settles(int number, double wanted) {
        await("row " + number + " is where it was")
                .atMost(SOON)
                .until(() -> Math.abs(inWindow(() -> place(number)) - wanted) <= ONE_PIXEL);
    }

    private void scrollTo(int row) throws Exception {
        inWindow(() -> {
            table.scrollTo(row);
            return true;
        });
        soon(() -> flow().getFirstVisibleCell() != null
                && flow().getFirstVisibleCell().getIndex() == row);
    }

    private void turnsRound() throws Exception {
        inWindow(() -> {
            int watched = index(96);
            refresh(number -> -number);
            assertThat(index(96)).isNotEqualTo(watched);
            return true;
        });
    }

    @Test
    void aChosenRowStaysWhereItIsWhenARefreshGivesTheRowsAnotherOrder(FxRobot robot) throws Exception {
        robot.clickOn("#away");
        scrollTo(98);
        inWindow(() -> {
            table.getSelectionModel().clearAndSelect(index(96));
            return true;
        });
        double before = resting(96);
        assertThat(before).isPositive();
        turnsRound();
        settles(96, before);
        assertThat(inWindow(() -> rows.selection().keys().get())).containsExactly(96);
    }

    @Test
    void theRowUnderThePointerStaysWhereItIs(FxRobot robot) throws Exception {
        scrollTo(98);
        resting(96);
        robot.clickOn(inWindow(() -> robot.from(table).lookup("row 96").<Node>query()));
        soon(() -> rows.selection().keys().get().contains(96));
        inWindow(() -> {
            rows.selection().clear();
            return true;
        });
        soon(() -> flow().getVisibleCell(index(96)).isHover());
        double before = resting(96);
        turnsRound();
        settles(96, before);
    }

    @Test
    void withoutOneTheFirstRowInSightStaysAndAListAtItsBeginningStaysThere(FxRobot robot) throws Exception {
        robot.clickOn("#away");
        scrollTo(98);
        int first = inWindow(() -> table.getItems().get(98).key());
        double before = resting(first);
        inWindow(() -> {
            refresh(number -> -number);
            return true;
        });
        settles(first, before);
        scrollTo(0);
        inWindow(() -> {
            refresh(number -> number);
            return true;
        });
        soon(() -> place(table.getItems().getFirst().key()) == 0);
    }

    @Test
    void aClickOnAHeaderShowsWhoIsFirstInTheNewOrder(FxRobot robot) throws Exception {
        scrollTo(98);
        robot.clickOn("Name");
        soon(() -> table.getItems().getFirst().key() == 0 && place(0) == 0);
        scrollTo(98);
        robot.clickOn("Name");
        soon(() -> table.getItems().getFirst().key() == ROWS - 1 && place(ROWS - 1) == 0);
    }
}
