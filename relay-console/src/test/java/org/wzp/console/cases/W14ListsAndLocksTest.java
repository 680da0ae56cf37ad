package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** W14: what a list, a lock and an emptied room do is said before and after, in one sentence that stays true. */
class W14ListsAndLocksTest extends WindowCase {
    private static String brief(String alias, Identity identity) {
        return alias + " (" + identity.fingerprint().toString().substring(0, 9) + ")";
    }

    private static boolean noticed(FxRobot robot, String text) {
        return robot.lookup("#notice-text")
                .<Label>tryQuery()
                .filter(notice -> text.equals(notice.getText()))
                .isPresent();
    }

    @Test
    void whoIsTakenOffAListIsSaidToBeDisconnectedBeforeAndAfterAndUndoSaysThatTheyAreOut(FxRobot robot)
            throws Exception {
        Identity aaron = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.join(aaron, "Aaron", "lobby", ended);
        window.relay()
                .execute("test", new AllowInRoom("lobby", aaron.fingerprint().toString()));
        window.relay().execute("test", new SetRoomPolicy("lobby", RoomPolicy.ALLOW_LIST));
        String name = brief("Aaron", aaron);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.from(robot.lookup("#ruleTable").<Node>query())
                .lookup("Only people on the list")
                .tryQuery()
                .isPresent());
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#ruleTable").<Node>query())
                .lookup("lobby")
                .<Node>query()));
        robot.clickOn("#removeAllowed");
        assertThat(inWindow(() -> robot.lookup("#removeAllowed").queryAs(MenuButton.class).getItems().stream()
                        .map(MenuItem::getText)
                        .toList()))
                .containsExactly(name + ": inside, will be disconnected");
        robot.clickOn(name + ": inside, will be disconnected");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> noticed(robot, name + " is off lobby's allow-list and was disconnected. They can't rejoin."));
        soon(() -> !robot.lookup("#undo").<Node>query().isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> noticed(
                robot, "Undone: " + name + " is on lobby's allow-list again. They are not inside; they can join now."));
    }

    @Test
    void lockingARoomToTenPeopleIsOneNoticeAndOneUndo(FxRobot robot) throws Exception {
        List<Identity> people = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            people.add(somebody());
            window.join(people.getLast(), "P" + person, "lobby", new CompletableFuture<>());
        }
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        soon(() -> window.people(robot).getItems().size() == 10);
        soon(() -> robot.lookup("#policy").queryAs(MenuButton.class).getItems().stream()
                .anyMatch(item -> "Lock room to these 10 people".equals(item.getText())));
        choose(robot, "#policy", "Lock room to these 10 people");
        soon(() -> robot.lookup("#notice").tryQuery().isPresent());
        String said =
                inWindow(() -> robot.lookup("#notice-text").queryAs(Label.class).getText());
        assertThat(said)
                .startsWith("Only P")
                .endsWith(" and 7 more can join lobby now.")
                .doesNotContain("\n");
        assertThat(Files.readAllLines(home.resolve("audit.jsonl"))).hasSize(2);
        window.isTurnedAway(somebody(), "Stranger", "lobby");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> noticed(robot, "Undone: lobby is open to everyone again."));
        assertThat(window.relay().snapshot().traffic().sessions()).isEqualTo(10);
        window.join(somebody(), "Stranger", "lobby", new CompletableFuture<>());
    }

    @Test
    void emptyingARoomSaysWhetherItMayFillAgainAndCanKeepItClosed(FxRobot robot) throws Exception {
        Identity anna = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.join(anna, "Anna", "kitchen", ended);
        window.openRooms(robot);
        window.selectRoom(robot, "kitchen");
        robot.clickOn("#closeRoom");
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        assertThat(question(robot))
                .isEqualTo(
                        "1 person will be disconnected. kitchen is open to everyone, so they can rejoin right away.");
        robot.clickOn("#keep-closed");
        assertThat(question(robot))
                .isEqualTo("1 person will be disconnected. Nobody can join kitchen until you change who may join.");
        robot.clickOn("#confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> noticed(robot, "Emptied kitchen. 1 person was disconnected. Nobody can join it now."));
        window.isTurnedAway(anna, "Anna", "kitchen");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> noticed(robot, "Undone: kitchen is open to everyone again."));
        window.join(anna, "Anna", "kitchen", new CompletableFuture<>());
    }

    private static String question(FxRobot robot) throws Exception {
        return inWindow(() -> robot.from(robot.lookup(".question").<Node>query())
                .lookup(".label")
                .queryAs(Label.class)
                .getText());
    }
}
