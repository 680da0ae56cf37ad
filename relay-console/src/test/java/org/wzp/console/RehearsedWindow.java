package org.wzp.console;

import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.ParticipantStatus;

/** A window on three rooms of five real callers, and the ways through all its views and questions. */
abstract class RehearsedWindow extends WindowCase {
    /** Asked of what is seen, on JavaFX's thread. */
    @FunctionalInterface
    interface Look {
        void at(String where, Parent root) throws Exception;
    }

    @Override
    protected Optional<RehearsalSize> rehearsal() {
        return Optional.of(new RehearsalSize(3, 5));
    }

    /** One ban and one allow-list, so that the access tables have rows. */
    final void everythingHasRows() throws Exception {
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

    final void size(int width, int height, int percent) throws Exception {
        inWindow(() -> {
            window.graph().preferences().textPercent().setValue(percent);
            window.stage().setWidth(width);
            window.stage().setHeight(height);
            return true;
        });
        soon(() -> window.stage().getScene().getWidth() == width
                && window.stage().getScene().getHeight() == height);
    }

    final void go(Place place) throws Exception {
        inWindow(() -> {
            window.run(place.action());
            return true;
        });
    }

    final Parent root() {
        return TestWindow.seen(() -> window.stage().getScene().getRoot());
    }

    /** Two snapshots later a new view has been laid out with its values. */
    final void settles() throws Exception {
        long epoch = window.relay().snapshot().epoch();
        soon(() -> window.relay().snapshot().epoch() > epoch + 2);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Every view, with its tabs and the tables for developers, somebody chosen. */
    final void eachPage(Look look) throws Exception {
        chooseSomebody();
        Parent root = root();
        for (Place place : Place.values()) {
            go(place);
            inWindow(() -> {
                root.applyCss();
                root.lookupAll(".developers").forEach(pane -> ((TitledPane) pane).setExpanded(true));
                return true;
            });
            int pages = inWindow(() -> pages(root));
            for (int page = 0; page < pages; page++) {
                int shown = page;
                inWindow(() -> showPage(root, shown));
                settles();
                look.at(place + " " + page, root);
            }
            if (place == Place.ACCESS) {
                press(root, "#byPeople");
                look.at(place + " people", root);
                press(root, "#byRules");
            }
        }
    }

    private void press(Parent root, String toggle) throws Exception {
        inWindow(() -> {
            ((ToggleButton) root.lookup(toggle)).fire();
            return true;
        });
        settles();
    }

    private void chooseSomebody() throws Exception {
        go(Place.ROOMS);
        for (String table : List.of("#roomTable", "#peopleTable")) {
            soon(() -> window.stage().getScene().lookup(table) instanceof TableView<?> rows
                    && !rows.getItems().isEmpty());
            inWindow(() -> {
                ((TableView<?>) window.stage().getScene().lookup(table))
                        .getSelectionModel()
                        .clearAndSelect(0);
                return true;
            });
        }
    }

    /** Every question and sheet that a view can open. */
    final void eachQuestion(FxRobot robot, Look look) throws Exception {
        chooseSomebody();
        Map<Place, List<ConsoleAction>> asked = Map.of(
                Place.ROOMS,
                List.of(
                        ConsoleAction.SHORTCUTS,
                        ConsoleAction.KICK,
                        ConsoleAction.PERSON_CARD,
                        ConsoleAction.BAN_PERSON,
                        ConsoleAction.WHY_NOT_HEAR,
                        ConsoleAction.CLOSE_ROOM,
                        ConsoleAction.WATCH_PACKETS,
                        ConsoleAction.EXPORT,
                        ConsoleAction.PALETTE,
                        ConsoleAction.START_OR_STOP),
                Place.ACCESS,
                List.of(ConsoleAction.ADD_BAN, ConsoleAction.ADD_RULE, ConsoleAction.WHY_JOIN),
                Place.FEDERATION,
                List.of(ConsoleAction.ADD_RELAY, ConsoleAction.SHARE_ROOM),
                Place.CONTENTION,
                List.of(ConsoleAction.DEEP_LOOK),
                Place.SETTINGS,
                List.of(ConsoleAction.RESTORE_IDENTITY, ConsoleAction.NEW_IDENTITY));
        for (Place place : asked.keySet()) {
            go(place);
            settles();
            for (ConsoleAction action : asked.get(place)) {
                // a question waits for its answer
                Platform.runLater(() -> window.run(action));
                look.at(action.name(), opened());
                robot.push(KeyCode.ESCAPE);
                soon(() -> dialog().isEmpty());
            }
        }
    }

    private Parent opened() throws Exception {
        soon(() -> dialog().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        return inWindow(() -> {
            Parent root = dialog().orElseThrow().getScene().getRoot();
            root.applyCss();
            root.lookupAll("#relay-fingerprint").forEach(field -> ((TextField) field)
                    .setText("E58294F2E9A227486E8B061B".repeat(3).substring(0, 64)));
            // what became possible by it is drawn so
            root.applyCss();
            root.layout();
            return root;
        });
    }

    private Optional<Window> dialog() {
        return Window.getWindows().stream()
                .filter(shown -> shown instanceof Stage && shown != window.stage() && shown.isShowing())
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
    static int typeIntoFilters(Parent root, String text) {
        List<Node> fields = root.lookupAll(".filter-field").stream()
                .filter(RehearsedWindow::isOnAPageInSight)
                .toList();
        fields.forEach(field -> ((TextField) field).setText(text));
        return fields.size();
    }

    /** The visible nodes of one type below {@code parent}. */
    static <T> List<T> nodes(Parent parent, Class<T> type) {
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
}
