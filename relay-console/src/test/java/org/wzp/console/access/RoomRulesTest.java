package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.relay.api.AccessCommand.DropRoomRule;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** Rules of rooms, added before anybody was there and edited with a word beforehand on who would be put out. */
class RoomRulesTest extends WindowCase {
    private static void type(FxRobot robot, String field, String text) throws Exception {
        inWindow(() -> {
            robot.lookup(field).queryAs(TextInputControl.class).setText(text);
            return true;
        });
    }

    private static String outcome(FxRobot robot) throws Exception {
        return inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText());
    }

    private static boolean possible(FxRobot robot) throws Exception {
        return inWindow(() -> !robot.lookup("#rule-confirm").<Node>query().isDisabled());
    }

    private List<RoomRule> rules() {
        return window.relay().snapshot().access().rules();
    }

    private void run(ConsoleAction action) throws Exception {
        inWindow(() -> {
            window.run(action);
            return true;
        });
    }

    private static void ask(FxRobot robot, String button) {
        soon(() -> robot.lookup(button)
                .tryQuery()
                .filter(node -> !node.isDisabled())
                .isPresent());
        robot.clickOn(button);
        soon(() -> robot.lookup("#rule-confirm").tryQuery().isPresent());
    }

    @Test
    void aRuleIsAddedForARoomThatNobodyWasInYetAndTakenBack(FxRobot robot) throws Exception {
        window.address();
        Identity anna = somebody();
        String key = anna.fingerprint().toString();
        window.relay().execute("test", new NamePerson(key, "Anna Meier", ""));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        ask(robot, "#addRule");
        assertThat(outcome(robot)).isEqualTo("Say which room.");
        assertThat(possible(robot)).isFalse();
        type(robot, "#rule-room", "Board");
        type(robot, "#rule-people", "518e:b935");
        assertThat(outcome(robot)).startsWith("Line 1 is no key");
        assertThat(possible(robot)).isFalse();
        soon(() -> window.relay().snapshot().access().people().size() == 1);
        type(robot, "#rule-people", "\nAnna Meier\n");
        soon(() ->
                outcome(robot).equals("Only the one person on the list can join board. Nobody is put out by it now."));
        robot.clickOn("#rule-confirm");
        soon(() -> rules().equals(List.of(new RoomRule("board", RoomPolicy.ALLOW_LIST, List.of(key)))));
        window.isTurnedAway(somebody(), "Ben", "board");
        window.join(anna, "annax", "board", new CompletableFuture<>());
        run(ConsoleAction.UNDO);
        soon(() -> rules().isEmpty());
        window.join(somebody(), "Ben", "board", new CompletableFuture<>());
    }

    @Test
    void anEditSaysWhomItPutsOutAndPutsOutThose(FxRobot robot) throws Exception {
        Identity anna = somebody();
        Identity ben = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.address();
        window.relay()
                .execute(
                        "test",
                        new SetRoomRule(
                                new RoomRule(
                                        "lobby",
                                        RoomPolicy.ALLOW_LIST,
                                        List.of(
                                                anna.fingerprint().toString(),
                                                ben.fingerprint().toString())),
                                false));
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        window.join(ben, "Ben", "lobby", ended);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#ruleTable").lookup("lobby").tryQuery().isPresent());
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#ruleTable").<Node>query())
                .lookup("lobby")
                .<Node>query()));
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.EDIT_RULE));
        Platform.runLater(() -> window.run(ConsoleAction.EDIT_RULE));
        soon(() -> robot.lookup("#rule-confirm").tryQuery().isPresent());
        type(robot, "#rule-people", anna.fingerprint() + " Anna, who chairs");
        String called = "Ben (" + ben.fingerprint().toString().substring(0, 9) + ")";
        soon(() -> outcome(robot).endsWith(called + " is inside and stays, but can’t rejoin."));
        inWindow(() -> {
            robot.lookup("#rule-put-out").queryAs(CheckBox.class).setSelected(true);
            return true;
        });
        soon(() -> outcome(robot).endsWith(called + " will be disconnected now."));
        robot.clickOn("#rule-confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() ->
                rules().getFirst().allowed().equals(List.of(anna.fingerprint().toString())));
        window.isTurnedAway(ben, "Ben", "lobby");
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#ruleTable").<Node>query())
                .lookup("lobby")
                .<Node>query()));
        run(ConsoleAction.REMOVE_RULE);
        soon(() -> rules().isEmpty());
        window.join(ben, "Ben", "lobby", new CompletableFuture<>());
    }

    @Test
    void aRuleForAllNamesThatBeginSoSaysWhomItMeetsAndIsOverruledByARoomsOwn(FxRobot robot) throws Exception {
        window.address();
        window.join(somebody(), "Anna", "team-red", new CompletableFuture<>());
        Identity ben = somebody();
        window.join(ben, "Ben", "team-blue", new CompletableFuture<>());
        window.relay()
                .execute(
                        "test",
                        new SetRoomRule(
                                new RoomRule(
                                        "team-blue",
                                        RoomPolicy.ALLOW_LIST,
                                        List.of(ben.fingerprint().toString())),
                                false));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        ask(robot, "#addRule");
        type(robot, "#rule-room", "team-?");
        assertThat(outcome(robot)).startsWith("That is no room name.");
        type(robot, "#rule-room", "Team-*");
        choose(robot, "#rule-policy", "Nobody new");
        soon(() -> outcome(robot).startsWith("Nobody new can join each room named team-*. Anna (")
                && !outcome(robot).contains("Ben"));
        robot.clickOn("#rule-confirm");
        soon(() -> rules().size() == 2);
        window.isTurnedAway(somebody(), "Cleo", "team-green");
        window.join(ben, "Ben again", "team-blue", new CompletableFuture<>());
        assertThat(window.relay().execute("test", new DropRoomRule("team-*")).toString())
                .contains("Done");
        window.join(somebody(), "Cleo", "team-green", new CompletableFuture<>());
    }

    @Test
    void aRuleThatClosesARoomIsAddedWithoutPeople(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        ask(robot, "#addRule");
        type(robot, "#rule-room", "vault");
        choose(robot, "#rule-policy", "Everyone");
        assertThat(outcome(robot)).startsWith("That changes nothing");
        assertThat(possible(robot)).isFalse();
        choose(robot, "#rule-policy", "Nobody new");
        soon(() -> outcome(robot).equals("Nobody new can join vault. Nobody is put out by it now."));
        robot.clickOn("#rule-confirm");
        soon(() -> rules().equals(List.of(new RoomRule("vault", RoomPolicy.CLOSED, List.of()))));
        window.isTurnedAway(somebody(), "Ben", "vault");
    }
}
