package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.SOON;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.console.table.Handle;
import org.wzp.console.text.NaturalOrder;
import org.wzp.relay.client.RelayClient;

/** A long list that lives: 120 rooms with real callers, others that come and go between them. */
@ExtendWith(WindowExtension.class)
class ManyRoomsTest {
    private static final int ROOMS = 120;
    private static final double ONE_PIXEL = 1;

    @TempDir
    private Path home;

    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        window = new TestWindow(stage, home);
        window.graph().rehearse(Optional.of(new RehearsalSize(ROOMS, 1)), 1);
        window.started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    /** The row under the pointer would stay where it is, and the pointer is where the test before has left it. */
    private void openRooms(FxRobot robot) throws Exception {
        window.openRooms(robot);
        robot.clickOn(inWindow(() -> robot.lookup(".page-title").<Node>query()));
    }

    private VirtualFlow<?> flow(FxRobot robot) {
        return (VirtualFlow<?>) window.rooms(robot).lookup(".virtual-flow");
    }

    /** Where a room's row is in the shown part of the table, in pixels from its top; not a number while it is not shown. */
    private double place(FxRobot robot, String room) {
        window.rooms(robot).layout();
        int index = window.rooms(robot).getItems().stream()
                .map(Handle::key)
                .toList()
                .indexOf(room);
        IndexedCell<?> row = flow(robot).getVisibleCell(index);
        return row == null ? Double.NaN : row.getLayoutY();
    }

    /** Where the row is when it has come to rest. */
    private double resting(FxRobot robot, String room) {
        double[] seen = {Double.NaN};
        await(room + " is shown and rests").atMost(SOON).until(() -> {
            double last = seen[0];
            seen[0] = inWindow(() -> place(robot, room));
            return seen[0] == last;
        });
        return seen[0];
    }

    /** The table puts itself right before it is drawn, so between two frames it may be elsewhere. */
    private void settles(String why, FxRobot robot, String room, double wanted) {
        await(why).atMost(SOON).until(() -> Math.abs(inWindow(() -> place(robot, room)) - wanted) <= ONE_PIXEL);
    }

    private List<String> selected(FxRobot robot) {
        return window.rooms(robot).getSelectionModel().getSelectedItems().stream()
                .map(Handle::key)
                .toList();
    }

    private int rows(FxRobot robot) {
        return window.rooms(robot).getItems().size();
    }

    /** By name: the worst first would also move rooms whose quality changes meanwhile, as it does on a busy machine. */
    private List<String> sortedByName(FxRobot robot) throws Exception {
        inWindow(() -> window.rooms(robot)
                .getSortOrder()
                .setAll(List.of(window.rooms(robot).getColumns().getFirst())));
        List<String> names = inWindow(
                () -> window.rooms(robot).getItems().stream().map(Handle::key).toList());
        assertThat(names).isSortedAccordingTo(NaturalOrder.OF_WORDS);
        return names;
    }

    @Test
    void selectionAndScrollPositionSurviveWhileRoomsComeAndGo(FxRobot robot) throws Exception {
        openRooms(robot);
        soon(() -> rows(robot) == ROOMS);
        List<String> names = sortedByName(robot);
        String watched = names.get(57);
        // again until it stays: the new order has yet to show who is first in it
        int[] stayed = {0};
        soon(() -> {
            stayed[0] = flow(robot).getFirstVisibleCell().getIndex() >= 54 ? stayed[0] + 1 : 0;
            if (stayed[0] == 0) {
                window.rooms(robot).getSelectionModel().clearAndSelect(57);
                window.rooms(robot).scrollTo(55);
            }
            return stayed[0] >= 3;
        });
        double before = resting(robot, watched);
        List<String> chosen = inWindow(() -> selected(robot));
        assertThat(chosen).containsExactly(watched);

        List<RelayClient> guests = new ArrayList<>();
        for (int guest = 0; guest < 10; guest++) {
            guests.add(window.join(somebody(), "Guest", "a-room-" + guest, new CompletableFuture<>()));
        }
        soon(() -> rows(robot) == ROOMS + 10);
        settles("rows came above", robot, watched, before);
        assertThat(inWindow(() -> selected(robot))).isEqualTo(chosen);

        guests.forEach(RelayClient::leave);
        soon(() -> rows(robot) == ROOMS);
        settles("rows above went", robot, watched, before);
        assertThat(inWindow(() -> selected(robot))).isEqualTo(chosen);

        window.join(somebody(), "Guest", "zz-last", new CompletableFuture<>());
        soon(() -> rows(robot) == ROOMS + 1);
        settles("a row came below", robot, watched, before);
        assertThat(inWindow(() -> selected(robot))).isEqualTo(chosen);
        assertThat(inWindow(() -> window.people(robot).getItems().size())).isEqualTo(1);
    }

    @Test
    void aListThatShowsItsBeginningStaysThereSoThatWhatComesIsSeen(FxRobot robot) throws Exception {
        openRooms(robot);
        soon(() -> rows(robot) == ROOMS);
        var _ = sortedByName(robot);
        window.join(somebody(), "Guest", "a-room", new CompletableFuture<>());
        soon(() -> rows(robot) == ROOMS + 1);
        soon(() -> place(robot, "a-room") == 0);
    }
}
