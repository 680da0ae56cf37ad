package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** W8: of two people called Anna the question, the notice, the ban's row and the audit log say which. */
class W8TwoOfOneNameTest extends WindowCase {
    private static String brief(Identity identity) {
        return "Anna (" + identity.fingerprint().toString().substring(0, 9) + ")";
    }

    private static boolean says(FxRobot robot, String place, String text) {
        return robot.lookup(place).tryQuery().isPresent()
                && robot.from(robot.lookup(place).<Node>query())
                        .lookup((Labeled label) ->
                                label.getText() != null && label.getText().contains(text))
                        .tryQuery()
                        .isPresent();
    }

    private static String notice(FxRobot robot) {
        return robot.lookup("#notice-text")
                .<Label>tryQuery()
                .map(Label::getText)
                .orElse("");
    }

    @Test
    void theQuestionTheNoticeTheRowAndTheAuditLogSayWhichAnna(FxRobot robot) throws Exception {
        Identity one = somebody();
        Identity other = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        CompletableFuture<CloseInfo> untouched = new CompletableFuture<>();
        window.join(one, "Anna", "lobby", ended);
        window.join(other, "Anna", "lobby", untouched);
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        soon(() -> window.people(robot).getItems().size() == 2);
        inWindow(() -> {
            var people = window.people(robot);
            int row = people.getItems()
                            .get(0)
                            .value()
                            .fingerprint()
                            .equals(one.fingerprint().toString())
                    ? 0
                    : 1;
            people.getSelectionModel().clearAndSelect(row);
            people.requestFocus();
            return true;
        });
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        assertThat(inWindow(() -> says(robot, ".form", brief(one)))).isTrue();
        assertThat(inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText()))
                .startsWith(brief(one));
        choose(robot, "#removal-scope", "the whole relay");
        robot.clickOn("#kick-confirm");
        ended.get(60, TimeUnit.SECONDS);
        assertThat(untouched).isNotDone();
        soon(() -> notice(robot).startsWith("Removed " + brief(one)));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> says(robot, "#banTable", brief(one)));
        assertThat(Files.readString(home.resolve("audit.jsonl")))
                .contains(one.fingerprint() + " (Anna)")
                .doesNotContain(other.fingerprint().toString());
        soon(() -> !robot.lookup("#undo").<Node>query().isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> notice(robot)
                .equals("Undone: Lifted the ban on " + brief(one) + ". They stay disconnected until they rejoin."));
    }

    @Test
    void anAllowListNamesItsPeopleAlsoWhenTheyHaveLeft(FxRobot robot) throws Exception {
        Identity one = somebody();
        var client = window.join(one, "Anna", "lobby", new CompletableFuture<>());
        window.relay()
                .execute("test", new AllowInRoom("lobby", one.fingerprint().toString()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> says(robot, "#ruleTable", brief(one)));
        client.leave();
        soon(() -> window.relay().snapshot().rooms().isEmpty());
        assertThat(inWindow(() -> says(robot, "#ruleTable", brief(one)))).isTrue();
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#ruleTable").<Node>query())
                .lookup("lobby")
                .<Node>query()));
        robot.clickOn("#removeAllowed");
        assertThat(inWindow(() -> robot.lookup("#removeAllowed").queryAs(MenuButton.class).getItems().stream()
                        .map(MenuItem::getText)
                        .toList()))
                .containsExactly(brief(one));
        robot.push(KeyCode.ESCAPE);
    }
}
