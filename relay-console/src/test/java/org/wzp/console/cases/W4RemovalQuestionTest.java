package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** W4: the question says what is true of the reason, who is meant and what will come of it; and it comes so. */
class W4RemovalQuestionTest extends WindowCase {
    private static String brief(Identity identity) {
        return "Anna (" + identity.fingerprint().toString().substring(0, 9) + ")";
    }

    private void ask(FxRobot robot) throws Exception {
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
    }

    private static String outcome(FxRobot robot) throws Exception {
        return inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText());
    }

    private static boolean says(FxRobot robot, String text) throws Exception {
        return inWindow(() -> robot.from(robot.lookup(".form").<Node>query())
                .lookup((Label label) -> label.getText().contains(text))
                .tryQuery()
                .isPresent());
    }

    private static String notice(FxRobot robot) throws Exception {
        soon(() -> robot.lookup("#notice").tryQuery().isPresent());
        return inWindow(() -> robot.lookup("#notice-text").queryAs(Label.class).getText());
    }

    @Test
    void itSaysWhoIsMeantAndWhatTheReasonDoes(FxRobot robot) throws Exception {
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        ask(robot);
        assertThat(inWindow(() ->
                        robot.lookup("#kick-confirm").queryAs(Button.class).getText()))
                .isEqualTo("Remove Anna");
        assertThat(says(robot, brief(anna))).isTrue();
        assertThat(says(robot, "127.0.0.1:")).isTrue();
        assertThat(says(robot, "here for ")).isTrue();
        assertThat(says(robot, "Stock WZP clients don’t show it")).isTrue();
        assertThat(says(robot, "Told to them")).isFalse();
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void theSentenceAtTheFootFollowsTheChoicesAndComesTrue(FxRobot robot) throws Exception {
        Identity anna = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.join(anna, "Anna", "lobby", ended);
        ask(robot);
        assertThat(outcome(robot)).isEqualTo(brief(anna) + " will be disconnected. They can rejoin right away.");
        assertThat(inWindow(() -> robot.lookup("#term-choice").<Node>query().isDisabled()))
                .isTrue();
        assertThat(inWindow(() -> robot.lookup("#removal-address").<Node>query().isDisabled()))
                .isTrue();
        robot.clickOn("#kick-reason").write("be nice");
        choose(robot, "#removal-scope", "this room");
        assertThat(outcome(robot))
                .isEqualTo(brief(anna)
                        + " will be disconnected and can’t join lobby for 1 hour. Other rooms stay open to them.");
        choose(robot, "#term-choice", "for 5 minutes");
        choose(robot, "#removal-scope", "the whole relay");
        assertThat(outcome(robot))
                .isEqualTo(brief(anna)
                        + " will be disconnected from lobby and can’t join any room of this relay for 5 minutes.");
        robot.clickOn("#kick-confirm");
        CloseInfo closed = ended.get(60, TimeUnit.SECONDS);
        assertThat(closed.reason()).startsWith("banned from this relay until ").endsWith(": be nice");
        assertThat(notice(robot))
                .isEqualTo("Removed " + brief(anna) + " from the relay. They can rejoin in 5 minutes.");
        window.isTurnedAway(anna, "Anna", "kitchen");
    }

    @Test
    void theAddressTooNamesWhoSharesItAndMeetsThem(FxRobot robot) throws Exception {
        Identity ben = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.join(ben, "Ben", "lobby", ended);
        ask(robot);
        String sharer = "Ben (" + ben.fingerprint().toString().substring(0, 9) + ")";
        assertThat(inWindow(() ->
                        robot.lookup("#removal-address").queryAs(CheckBox.class).getText()))
                .isEqualTo("Also everyone at 127.0.0.1 (" + sharer + " is there, too)");
        choose(robot, "#removal-scope", "this room");
        robot.clickOn("#removal-address");
        assertThat(outcome(robot))
                .endsWith("The same goes for everyone at 127.0.0.1: " + sharer + " will be disconnected, too.");
        robot.clickOn("#kick-confirm");
        ended.get(60, TimeUnit.SECONDS);
        assertThat(notice(robot)).endsWith(sharer + " was disconnected as well.");
    }

    @Test
    void untilAMomentThatIsNoneOrOverCantBeConfirmed(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        ask(robot);
        choose(robot, "#removal-scope", "this room");
        choose(robot, "#term-choice", "until …");
        assertThat(outcome(robot)).contains("can’t join lobby until ").contains(", 12:00.");
        TextField time = inWindow(() -> robot.lookup("#term-time").queryAs(TextField.class));
        TextField day =
                inWindow(() -> robot.lookup("#term-date").<DatePicker>query().getEditor());
        for (String[] wrong :
                new String[][] {{"25 Nov 2020", "12:00", "is over"}, {"1 Jan 2099", "noon", "Say until"}}) {
            inWindow(() -> {
                day.setText(wrong[0]);
                time.setText(wrong[1]);
                return true;
            });
            assertThat(outcome(robot)).contains(wrong[2]);
            assertThat(inWindow(
                            () -> robot.lookup("#kick-confirm").<Node>query().isDisabled()))
                    .isTrue();
        }
        inWindow(() -> {
            time.setText("9:05");
            return true;
        });
        assertThat(outcome(robot)).contains("until 1 Jan 2099, 09:05");
        robot.clickOn("#kick-confirm");
        soon(() -> window.relay().snapshot().access().bans().size() == 1);
        assertThat(window.relay().snapshot().access().bans().getFirst().until().orElseThrow())
                .isAfter(Instant.parse("2098-12-31T00:00:00Z"))
                .isBefore(Instant.parse("2099-01-03T00:00:00Z"));
    }

    /** A client that reconnects while the reason is typed is the person whom the question names. */
    @Test
    void whoComesAgainWhileTheQuestionWaitsIsMeantAndWhoLeavesIsKeptOut(FxRobot robot) throws Exception {
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        ask(robot);
        long before = window.relay().snapshot().epoch();
        CompletableFuture<CloseInfo> again = new CompletableFuture<>();
        var client = window.join(anna, "Anna", "lobby", again);
        soon(() -> window.relay().snapshot().epoch() > before + 2);
        robot.clickOn("#kick-confirm");
        again.get(60, TimeUnit.SECONDS);

        CompletableFuture<CloseInfo> third = new CompletableFuture<>();
        client = window.join(anna, "Anna", "lobby", third);
        ask(robot);
        client.leave();
        soon(() -> says(robot, "has left meanwhile"));
        choose(robot, "#removal-scope", "this room");
        assertThat(outcome(robot)).isEqualTo(brief(anna) + " can’t join lobby for 1 hour. They have left already.");
        robot.clickOn("#kick-confirm");
        soon(() -> window.relay().snapshot().access().bans().size() == 1);
        window.isTurnedAway(anna, "Anna", "lobby");
    }

    @Test
    void nothingIsChosenAfterwards(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        ask(robot);
        robot.clickOn("#kick-confirm");
        soon(() -> window.people(robot).getItems().size() == 1);
        assertThat(inWindow(() -> window.people(robot).getSelectionModel().getSelectedItems()))
                .isEmpty();
    }
}
