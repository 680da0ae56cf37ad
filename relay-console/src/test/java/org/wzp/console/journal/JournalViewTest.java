package org.wzp.console.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.RoomPolicy;

/** The journal over a relay that runs, with clients that join it. */
class JournalViewTest extends WindowCase {
    private void open(FxRobot robot, int tab) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        soon(() -> robot.lookup("#tabs").tryQuery().isPresent());
        inWindow(() -> {
            robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(tab);
            return true;
        });
    }

    private static <T> Stream<T> rows(FxRobot robot, String table) {
        return robot.lookup(table).<Handle<Long, T>>queryTableView().getItems().stream()
                .map(Handle::value);
    }

    private static Stream<String> events(FxRobot robot) {
        return JournalViewTest.<EventRow>rows(robot, "#eventTable").map(EventRow::sentence);
    }

    private static Stream<String> acts(FxRobot robot) {
        return JournalViewTest.<AuditRow>rows(robot, "#auditTable").map(AuditRow::what);
    }

    /** As the operator does it, in the window. */
    private void close(String room) throws Exception {
        inWindow(() -> {
            window.graph().commands().carryOut(new SetRoomPolicy(room, RoomPolicy.CLOSED));
            return true;
        });
    }

    private RoomPolicy policy(String room) {
        return window.relay().snapshot().access().rules().stream()
                .filter(rule -> rule.room().equals(room))
                .map(rule -> rule.policy())
                .findFirst()
                .orElse(RoomPolicy.OPEN);
    }

    /** How many of the two rooms are closed, as of the last snapshot. */
    private long closed() {
        return Stream.of("attic", "cellar")
                .filter(room -> policy(room) == RoomPolicy.CLOSED)
                .count();
    }

    @Test
    void whoJoinsAndWhoIsRefusedAppearsNewestFirst(FxRobot robot) throws Exception {
        open(robot, 0);
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> events(robot).anyMatch("Anna joined lobby"::equals));
        window.relay().execute("test", new SetRoomPolicy("lobby", RoomPolicy.CLOSED));
        window.isTurnedAway(somebody(), "Stranger", "lobby");
        soon(() -> events(robot)
                .findFirst()
                .filter(line -> line.contains("was turned away from lobby"))
                .isPresent());
        assertThat(inWindow(() -> events(robot).toList())).contains("Relay started", "Anna joined lobby");
    }

    @Test
    void aKindThatIsTakenOutOfTheMenuIsNotShown(FxRobot robot) throws Exception {
        open(robot, 0);
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> events(robot).anyMatch("Anna joined lobby"::equals));
        choose(robot, "#eventKinds", "#kind-" + EventKind.JOINED.ordinal());
        soon(() -> events(robot).noneMatch("Anna joined lobby"::equals));
        assertThat(inWindow(() -> events(robot).toList())).contains("Relay started");
    }

    @Test
    void pausedTheTableStandsStillAndSaysHowManyWait(FxRobot robot) throws Exception {
        open(robot, 0);
        soon(() -> events(robot).anyMatch("Relay started"::equals));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#eventNote").queryAs(Label.class).getText().endsWith("Paused: 1 newer one waits."));
        assertThat(inWindow(() -> events(robot).toList())).doesNotContain("Anna joined lobby");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        soon(() -> events(robot).anyMatch("Anna joined lobby"::equals));
    }

    @Test
    void anActIsTakenBackFromItsRowAndTheNewerOnesWithItAfterAQuestion(FxRobot robot) throws Exception {
        open(robot, 1);
        close("attic");
        soon(() -> acts(robot).count() == 1);
        close("cellar");
        soon(() -> acts(robot).count() == 2);
        soon(() ->
                robot.lookup("#auditVerdict").queryAs(Label.class).getText().startsWith("4 entries, unbroken since "));
        assertThat(inWindow(() -> acts(robot).toList()))
                .containsExactly("Nobody new can join cellar now.", "Nobody new can join attic now.");
        chooseRow(robot, 1);
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.UNDO_THIS));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.J);
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        robot.clickOn("#confirm");
        soon(() -> policy("attic") == RoomPolicy.OPEN && policy("cellar") == RoomPolicy.OPEN);
        soon(() -> acts(robot).count() == 4);
        chooseRow(robot, 3);
        soon(() -> !window.graph().actions().isEnabled(ConsoleAction.UNDO_THIS));
    }

    @Test
    void theNewestActIsTakenBackFromItsRowAtOnce(FxRobot robot) throws Exception {
        open(robot, 1);
        close("attic");
        close("cellar");
        soon(() -> acts(robot).count() == 2);
        chooseRow(robot, 0);
        soon(() -> robot.lookup("#auditDetail").queryAs(Label.class).getText().contains("OPEN → CLOSED"));
        assertThat(inWindow(
                        () -> robot.lookup("#auditDetail").queryAs(Label.class).getText()))
                .as("also what the columns have no room for")
                .containsPattern("by .+; line \\d+, chain: fits\\. Why: –");
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.UNDO_THIS));
        soon(() -> closed() == 2);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.J);
        soon(() -> acts(robot).count() == 3);
        soon(() -> closed() == 1);
    }

    @Test
    void aLineThatSomebodyChangedIsNamed(FxRobot robot) throws Exception {
        open(robot, 1);
        close("attic");
        soon(() -> acts(robot).count() == 1);
        Path log = home.resolve("audit.jsonl");
        Files.writeString(log, Files.readString(log).replaceFirst("attic", "cellar"));
        soon(() -> robot.lookup("#auditVerdict")
                .queryAs(Label.class)
                .getText()
                .startsWith(
                        "2 entries, but the chain is broken. Line 2: the line before was changed, or one is missing."));
    }

    @Test
    void linesOfTheLogAppearByTheirLevel(FxRobot robot) throws Exception {
        open(robot, 2);
        LoggerFactory.getLogger("org.wzp.test").warn("the cat sits on the cable");
        LoggerFactory.getLogger("org.wzp.test").info("the cat has left");
        soon(() -> JournalViewTest.<LogRow>rows(robot, "#logTable")
                .map(LogRow::text)
                .toList()
                .containsAll(List.of("the cat sits on the cable", "the cat has left")));
        choose(robot, "#logLevel", "Warnings and errors");
        soon(() -> JournalViewTest.<LogRow>rows(robot, "#logTable")
                .map(LogRow::text)
                .noneMatch("the cat has left"::equals));
        assertThat(inWindow(() -> JournalViewTest.<LogRow>rows(robot, "#logTable")
                        .map(LogRow::text)
                        .toList()))
                .contains("the cat sits on the cable");
    }

    @Test
    void theRowsOfTheTabInSightAreCopied(FxRobot robot) throws Exception {
        open(robot, 1);
        close("attic");
        soon(() -> acts(robot).count() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        assertThat(inWindow(() -> Clipboard.getSystemClipboard().getString()))
                .contains("Nobody new can join attic now.")
                .doesNotContain("Relay started");
    }

    private static void chooseRow(FxRobot robot, int row) throws Exception {
        inWindow(() -> {
            Node table = robot.lookup("#auditTable").query();
            ((TableView<?>) table).getSelectionModel().clearAndSelect(row);
            table.requestFocus();
            return true;
        });
    }
}
