package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.wzp.console.action.Place;
import org.wzp.console.history.Charts;
import org.wzp.console.history.TimeChart;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Numbers;
import org.wzp.relay.text.Speech;

/** Columns have room for what they show, and what is below the window's edge can be reached and pressed. */
class LayoutTest extends RehearsedWindow {
    private static final String REMEDIES = "#attention .button";

    @ParameterizedTest
    @CsvSource({"1280, 800", "900, 600"})
    void theLastButtonOfALongViewIsReachedByTheWheelAndPressed(int width, int height, FxRobot robot) throws Exception {
        everythingHasRows();
        size(width, height, 100);
        go(Place.FEDERATION);
        settles();
        robot.clickOn(".page-title");
        wheelTo(robot, "#shareRoom");
        robot.clickOn("#shareRoom");
        soon(() -> Window.getWindows().size() > 1);
        robot.push(KeyCode.ESCAPE);
        soon(() -> Window.getWindows().size() == 1);
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "900, 600"})
    void theLastLineThatNeedsAttentionLeadsToItsPlace(int width, int height, FxRobot robot) throws Exception {
        everythingHasRows();
        size(width, height, 100);
        go(Place.OVERVIEW);
        soon(() -> last(robot, REMEDIES).isPresent());
        settles();
        robot.clickOn(".page-title");
        wheelTo(robot, REMEDIES);
        robot.clickOn(inWindow(() -> last(robot, REMEDIES).orElseThrow()));
        soon(() -> robot.lookup("#attention").tryQuery().isEmpty());
    }

    /** Of what is there, the last that is not hidden. */
    private static Optional<Node> last(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream().filter(Node::isVisible).reduce((before, after) -> after);
    }

    /** As an operator does who doesn't see it yet. */
    private static void wheelTo(FxRobot robot, String query) throws Exception {
        Awaitility.await().atMost(TestWindow.SOON).until(() -> {
            boolean there = inWindow(() -> isInSight(last(robot, query).orElseThrow()));
            if (!there) {
                robot.scroll(1, VerticalDirection.DOWN);
            }
            return there;
        });
    }

    private static boolean isInSight(Node node) {
        ScrollPane page = (ScrollPane) node.getScene().lookup(".page-scroll");
        Bounds seen = page.localToScene(page.getBoundsInLocal());
        return seen.contains(node.localToScene(node.getBoundsInLocal()));
    }

    @ParameterizedTest
    @CsvSource({
        "ROOMS, Open for, 59 min 59 s",
        "ROOMS, Open for, 23 h 59 min",
        "ROOMS, Here for, 59 min 59 s",
        "ROOMS, Here for, 364 d 23 h",
        "ROOMS, Who may join, Only people on the list",
        "ACCESS, Where, whole relay",
        "ACCESS, Ends in, 364 d 23 h",
        "ACCESS, Who may join, Only people on the list"
    })
    void aColumnHoldsTheLongestThatItWillShow(Place place, String column, String longest, FxRobot robot)
            throws Exception {
        everythingHasRows();
        window.openRooms(robot);
        inWindow(() -> {
            window.stage().setWidth(1280);
            window.stage().setHeight(800);
            ((TableView<?>) window.stage().getScene().lookup("#roomTable"))
                    .getSelectionModel()
                    .selectFirst();
            window.graph().actions().run(place.action());
            return true;
        });
        Parent root = inWindow(() -> window.stage().getScene().getRoot());
        soon(() -> cell(root, column).isPresent());
        inWindow(() -> {
            TableCell<?, ?> cell = cell(root, column).orElseThrow();
            Text text = new Text(longest);
            text.setFont(cell.getFont());
            Insets around = cell.getInsets();
            assertThat(text.getLayoutBounds().getWidth())
                    .isLessThanOrEqualTo(cell.getWidth() - around.getLeft() - around.getRight());
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({"1280, 800, 100", "900, 600, 100", "1280, 800, 125"})
    void theButtonsOverATableOfAccessTakeNoMoreRowsThanTheyNeed(int width, int height, int percent) throws Exception {
        everythingHasRows();
        size(width, height, percent);
        go(Place.ACCESS);
        for (boolean people : List.of(false, true)) {
            inWindow(() -> {
                ((ToggleButton) root().lookup(people ? "#byPeople" : "#byRules")).fire();
                return true;
            });
            settles();
            List<FlowPane> buttons = inWindow(() -> nodes(root(), FlowPane.class));
            assertThat(buttons).hasSize(people ? 1 : 2);
            for (FlowPane flow : buttons) {
                inWindow(() -> assertThat(((Region) flow.getParent()).getHeight())
                        .isLessThanOrEqualTo(flow.prefHeight(flow.getWidth()) + 1));
            }
        }
    }

    /** Pushed out of the window by something too wide, the relay could not be stopped. */
    @ParameterizedTest
    @CsvSource({"1280, 800, 100", "900, 600, 100", "1280, 800, 125"})
    void withAddressesHiddenEverythingStillFitsIntoTheWindow(int width, int height, int percent) throws Exception {
        everythingHasRows();
        inWindow(() -> {
            window.graph().preferences().hidden().set(true);
            return true;
        });
        size(width, height, percent);
        go(Place.ROOMS);
        settles();
        inWindow(() -> {
            double seen = root().getScene().getWidth();
            for (String id : List.of("#power", "#privateMark", "#endRehearsal", "#people")) {
                Node node = root().lookup(id);
                assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX())
                        .as(id)
                        .isLessThanOrEqualTo(seen);
            }
            return true;
        });
    }

    /** What was dropped and why is a long sentence: it made the overview wider than the window just when something was wrong. */
    @Test
    void aChartIsAsNarrowAsItsPlaceHoweverLongItsLegend() throws Exception {
        inWindow(() -> {
            TimeChart chart = new TimeChart("Not delivered", Numbers::whole, "");
            double[] some = new double[Charts.BUCKETS];
            chart.show(List.of(new TimeChart.Series(
                    DropWords.of(DropCause.STALE, Speech.ENGLISH).repeat(2), some)));
            Scene scene = new Scene(new StackPane(chart), 250, 300);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            scene.getRoot().layout();
            Labeled legend = (Labeled) chart.lookup(".chart-figure");
            assertThat(chart.minWidth(-1)).isLessThan(100);
            assertThat(legend.getWidth()).isLessThanOrEqualTo(250);
            assertThat(legend.getHeight()).isGreaterThan(30);
            return true;
        });
    }

    private static Optional<TableCell<?, ?>> cell(Parent root, String column) {
        return root.lookupAll(".table-cell").stream()
                .map(node -> (TableCell<?, ?>) node)
                .filter(cell -> !cell.isEmpty() && cell.getTableColumn() != null && cell.getWidth() > 0)
                .<TableCell<?, ?>>map(cell -> cell)
                .filter(cell ->
                        ((Label) cell.getTableColumn().getGraphic()).getText().equals(column))
                .findFirst();
    }

    @Test
    void aHiddenColumnIsShownWhenTheOperatorChoosesItAndAnotherGivesWay(FxRobot robot) throws Exception {
        everythingHasRows();
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        inWindow(() -> {
            window.stage().setWidth(900);
            return true;
        });
        soon(() -> titles(robot).contains("Name") && !titles(robot).contains("Packets out"));
        List<String> before = inWindow(() -> titles(robot));
        robot.clickOn("#peopleColumns");
        CheckMenuItem packets =
                inWindow(() -> robot.lookup("#peopleColumns").queryAs(MenuButton.class).getItems().stream()
                        .filter(item -> "Packets out".equals(item.getText()))
                        .map(CheckMenuItem.class::cast)
                        .findFirst()
                        .orElseThrow());
        assertThat(inWindow(packets::isSelected)).isFalse();
        robot.clickOn("Packets out");
        soon(() -> titles(robot).contains("Packets out"));
        assertThat(inWindow(() -> titles(robot))).isNotEqualTo(before).contains("Name", "Quality");
        assertThat(inWindow(() -> nodes(window.people(robot), ScrollBar.class).stream()
                        .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL)))
                .isEmpty();
        choose(robot, "#peopleColumns", "As many as fit");
        soon(() -> titles(robot).equals(before));
    }

    private List<String> titles(FxRobot robot) {
        return window.people(robot).getVisibleLeafColumns().stream()
                .map(column -> ((Labeled) column.getGraphic()).getText())
                .toList();
    }
}
