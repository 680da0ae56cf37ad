package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.action.Place;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.ParticipantStatus;

/** What can be read at the sizes the window is used in, with real callers in real rooms. */
@ExtendWith(WindowExtension.class)
class LayoutTest {
    /** May be cut: what happened last is news, and the same words stand elsewhere. */
    private static final Set<String> MAY_BE_CUT = Set.of("event");

    @TempDir
    private Path home;

    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        window = new TestWindow(stage, home);
        window.graph().rehearse(Optional.of(new RehearsalSize(3, 5)));
        window.started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    /** One ban and one allow-list, so that the access tables have rows. */
    private void everythingHasRows() throws Exception {
        soon(() -> window.relay().snapshot().traffic().sessions() == 15
                && window.relay().snapshot().rooms().stream()
                        .flatMap(room -> room.participants().stream())
                        .anyMatch(person -> person.link().lossPercent().isPresent()));
        ParticipantStatus somebody =
                window.relay().snapshot().rooms().getFirst().participants().getFirst();
        window.relay().execute("test", new AllowInRoom("lobby", somebody.fingerprint()));
        window.relay()
                .execute(
                        "test",
                        new Kick(somebody.id(), "too loud", KeepOut.outOfRoom(new KeepOut.For(Duration.ofHours(1)))));
        window.relay().execute("test", new DialRelay("127.0.0.1:9", "ab".repeat(32), "Branch office"));
        window.relay().execute("test", new ShareRoom("lobby"));
        soon(() -> window.relay().snapshot().access().bans().size() == 1
                && window.relay().snapshot().federation().peers().size() == 1
                && window.relay().snapshot().access().rules().size() == 1);
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "900, 600"})
    void nothingIsCutAndNoTableScrollsSideways(int width, int height) throws Exception {
        everythingHasRows();
        inWindow(() -> {
            window.stage().setWidth(width);
            window.stage().setHeight(height);
            return true;
        });
        soon(() -> window.stage().getScene().getWidth() == width);
        inWindow(() -> {
            window.graph().actions().run(Place.ROOMS.action());
            return true;
        });
        soon(() -> window.stage().getScene().lookup("#roomTable") instanceof TableView<?> rooms
                && !rooms.getItems().isEmpty());
        inWindow(() -> {
            ((TableView<?>) window.stage().getScene().lookup("#roomTable"))
                    .getSelectionModel()
                    .selectFirst();
            return true;
        });
        soon(() -> window.stage().getScene().lookup("#peopleTable") instanceof TableView<?> people
                && !people.getItems().isEmpty());
        inWindow(() -> {
            TableView<?> people = (TableView<?>) window.stage().getScene().lookup("#peopleTable");
            people.getSelectionModel().selectFirst();
            return true;
        });
        List<String> faults = new ArrayList<>();
        int tables = 0;
        int filters = 0;
        for (Place place : Place.values()) {
            inWindow(() -> {
                window.graph().actions().run(place.action());
                return true;
            });
            // the tables for developers
            inWindow(() -> {
                window.stage().getScene().getRoot().applyCss();
                window.stage().getScene().getRoot().lookupAll(".developers").forEach(pane -> ((TitledPane) pane)
                        .setExpanded(true));
                return true;
            });
            Parent root = inWindow(() -> window.stage().getScene().getRoot());
            int pages = inWindow(() -> pages(root));
            for (int page = 0; page < pages; page++) {
                int shown = page;
                inWindow(() -> showPage(root, shown));
                // two snapshots later the new view has been laid out with its values
                long epoch = window.relay().snapshot().epoch();
                soon(() -> window.relay().snapshot().epoch() > epoch + 2);
                tables += inWindow(() -> nodes(root, TableView.class).size());
                faults.addAll(inWindow(() -> faults(root, width)).stream()
                        .map(fault -> place + ": " + fault)
                        .toList());
                filters += inWindow(() -> typeIntoFilters(root, "e"));
                faults.addAll(inWindow(() -> faults(root, width)).stream()
                        .map(fault -> place + ", filtered: " + fault)
                        .toList());
                inWindow(() -> typeIntoFilters(root, ""));
            }
        }
        assertThat(tables).isEqualTo(17);
        assertThat(filters).as("every table has one").isEqualTo(17);
        assertThat(faults).isEmpty();
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

    private static Optional<TableCell<?, ?>> cell(Parent root, String column) {
        return root.lookupAll(".table-cell").stream()
                .map(node -> (TableCell<?, ?>) node)
                .filter(cell -> !cell.isEmpty() && cell.getTableColumn() != null && cell.getWidth() > 0)
                .<TableCell<?, ?>>map(cell -> cell)
                .filter(cell ->
                        ((Label) cell.getTableColumn().getGraphic()).getText().equals(column))
                .findFirst();
    }

    /** How many pages a view has: those of its tabs, else one. */
    private static int pages(Parent root) {
        root.applyCss();
        return nodes(root, TabPane.class).stream()
                .mapToInt(tabs -> tabs.getTabs().size())
                .findFirst()
                .orElse(1);
    }

    private static boolean showPage(Parent root, int page) {
        nodes(root, TabPane.class).forEach(tabs -> tabs.getSelectionModel().select(page));
        return true;
    }

    private static boolean isOnAPageInSight(Node node) {
        return Stream.iterate(node, Objects::nonNull, Node::getParent)
                .noneMatch(around -> around.getStyleClass().contains("tab-content-area") && !around.isVisible());
    }

    /** Whatever has text in it opens. Returns how many there are. */
    private static int typeIntoFilters(Parent root, String text) {
        List<Node> fields = root.lookupAll(".filter-field").stream()
                .filter(LayoutTest::isOnAPageInSight)
                .toList();
        fields.forEach(field -> ((TextField) field).setText(text));
        return fields.size();
    }

    @Test
    void nothingIsCutInTheQuestions(FxRobot robot) throws Exception {
        everythingHasRows();
        window.openRooms(robot);
        robot.push(KeyCode.F1);
        assertThat(faultsOfDialog()).isEmpty();
        robot.push(KeyCode.ESCAPE);
        soon(() -> dialog().isEmpty());
        window.selectPerson(robot, inWindow(() -> window.rooms(robot)
                .getItems()
                .getFirst()
                .value()
                .participants()
                .getFirst()
                .alias()));
        robot.push(KeyCode.DELETE);
        assertThat(faultsOfDialog()).isEmpty();
        robot.push(KeyCode.ESCAPE);
        soon(() -> dialog().isEmpty());
        for (KeyCode about : List.of(KeyCode.I, KeyCode.B, KeyCode.H)) {
            robot.push(KeyCode.CONTROL, about);
            assertThat(faultsOfDialog()).as("Ctrl+%s", about).isEmpty();
            robot.push(KeyCode.ESCAPE);
            soon(() -> dialog().isEmpty());
        }
        robot.clickOn("#power");
        assertThat(faultsOfDialog()).isEmpty();
        robot.push(KeyCode.ESCAPE);
        soon(() -> dialog().isEmpty());
        inWindow(() -> {
            window.graph().actions().run(Place.ACCESS.action());
            return true;
        });
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        assertThat(faultsOfDialog()).isEmpty();
        robot.push(KeyCode.ESCAPE);
        soon(() -> dialog().isEmpty());
        inWindow(() -> {
            window.graph().actions().run(Place.FEDERATION.action());
            return true;
        });
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        soon(() -> dialog().isPresent());
        inWindow(() -> {
            ((TextField) dialog().orElseThrow().getScene().lookup("#relay-fingerprint"))
                    .setText("E58294F2E9A227486E8B061B".repeat(3).substring(0, 64));
            return true;
        });
        assertThat(faultsOfDialog()).isEmpty();
        robot.push(KeyCode.ESCAPE);
    }

    private Optional<Window> dialog() {
        return Window.getWindows().stream()
                .filter(shown -> shown instanceof Stage && shown != window.stage() && shown.isShowing())
                .findFirst();
    }

    private List<String> faultsOfDialog() throws Exception {
        soon(() -> dialog().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        return inWindow(() -> {
            Parent root = dialog().orElseThrow().getScene().getRoot();
            assertThat(nodes(root, Labeled.class)).isNotEmpty();
            return faults(root, (int) dialog().orElseThrow().getScene().getWidth());
        });
    }

    private static List<String> faults(Parent root, int width) {
        // values that came in since the last pulse are not laid out yet
        root.applyCss();
        root.layout();
        Stream<String> bars = nodes(root, ScrollBar.class).stream()
                .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible())
                .map(bar -> "a horizontal scroll bar in " + bar.getParent().getParent());
        Stream<String> outside = nodes(root, Labeled.class).stream()
                .filter(label -> label.localToScene(label.getBoundsInLocal()).getMaxX() > width + 0.5)
                .map(label -> "reaches beyond the window: " + label);
        Stream<String> cut = nodes(root, Labeled.class).stream()
                .filter(label -> !MAY_BE_CUT.contains(String.valueOf(label.getId())))
                .filter(LayoutTest::isCut)
                .map(label -> "is cut: " + label.getText());
        return Stream.of(bars, outside, cut).flatMap(s -> s).toList();
    }

    /** A sentence in a row can be of any length; below the table the chosen one is told whole. */
    private static boolean isCut(Labeled label) {
        return !label.getStyleClass().contains("sentence")
                && label.getChildrenUnmodifiable().stream()
                        .filter(child -> child instanceof Text && child != label.getGraphic())
                        .map(child -> ((Text) child).getText())
                        .anyMatch(shown -> label.getText() != null && !shown.equals(label.getText()));
    }

    /** The visible nodes of one type below {@code parent}. */
    private static <T> List<T> nodes(Parent parent, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (node.isVisible()) {
                if (type.isInstance(node)) {
                    found.add(type.cast(node));
                }
                if (node instanceof Parent inner) {
                    found.addAll(nodes(inner, type));
                }
            }
        }
        return found;
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
