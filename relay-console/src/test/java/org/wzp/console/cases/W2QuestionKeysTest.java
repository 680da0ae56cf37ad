package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.cases.MadeWindow.Table;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.Kick;

/** W2: what is typed before a question has been read doesn't answer it. */
@ExtendWith(WindowExtension.class)
class W2QuestionKeysTest {
    private MadeWindow window;

    @Start
    void start(Stage stage) {
        window = new MadeWindow(stage);
    }

    @BeforeEach
    void somebodyIsChosen() throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30));
            window.choose(Table.ROOMS, "lobby");
            window.choose(Table.PEOPLE, 20L);
            window.table(Table.PEOPLE).requestFocus();
            return true;
        });
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private void later(long millis) {
        window.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private Node focused() throws Exception {
        return inWindow(() -> window.dialogs().getFirst().getScene().getFocusOwner());
    }

    private boolean asks() throws Exception {
        return inWindow(() -> !window.dialogs().isEmpty());
    }

    private static void fire(FxRobot robot, String button) throws Exception {
        inWindow(() -> {
            robot.lookup(button).queryButton().fire();
            return true;
        });
    }

    @Test
    void aReasonTypedAtOnceIsTypedAndNobodyIsKicked(FxRobot robot) throws Exception {
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-reason").tryQuery().isPresent());
        soon(() -> "kick-reason"
                .equals(window.dialogs().getFirst().getScene().getFocusOwner().getId()));
        robot.write("be nice");
        robot.push(KeyCode.ENTER);
        assertThat(asks()).isTrue();
        assertThat(window.commands).isEmpty();
        assertThat(inWindow(() ->
                        robot.lookup("#kick-reason").queryAs(TextField.class).getText()))
                .isEqualTo("be nice");

        later(600);
        robot.push(KeyCode.ENTER);
        soon(() -> window.dialogs().isEmpty());
        assertThat(window.commands).containsExactly(new Kick(20, "be nice", KeepOut.nothing()));
    }

    @Test
    void noDangerousQuestionBeginsOnItsRedButtonNorLetsEnterPressIt(FxRobot robot) throws Exception {
        for (var question : List.of(ConsoleAction.KICK, ConsoleAction.CLOSE_ROOM)) {
            Platform.runLater(() -> window.actions.run(question));
            soon(() -> !window.dialogs().isEmpty()
                    && window.dialogs().getFirst().getScene().getFocusOwner() != null);
            Button red = inWindow(() -> (Button) window.dialog().lookup(".danger"));
            assertThat(focused()).as(question.text()).isNotSameAs(red);
            assertThat(inWindow(red::isDefaultButton)).as(question.text()).isFalse();
            robot.push(KeyCode.ESCAPE);
            soon(() -> window.dialogs().isEmpty());
        }
        assertThat(window.commands).isEmpty();
    }

    @Test
    void theRedButtonTakesNothingInItsFirstHalfSecondNorWhileAKeyIsHeld(FxRobot robot) throws Exception {
        Platform.runLater(() -> window.actions.run(ConsoleAction.CLOSE_ROOM));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        later(499);
        fire(robot, "#confirm");
        assertThat(asks()).isTrue();
        // a held key repeats itself: each repetition begins the half second anew
        for (int repetition = 0; repetition < 40; repetition++) {
            later(30);
            fire(robot, "#confirm");
        }
        assertThat(asks()).isTrue();
        assertThat(window.commands).isEmpty();
        later(500);
        fire(robot, "#confirm");
        soon(() -> window.dialogs().isEmpty());
        assertThat(window.commands).hasSize(1);
    }

    @Test
    void spaceAndEnterInAQuestionWithoutAFieldDoNotCloseTheRoom(FxRobot robot) throws Exception {
        Platform.runLater(() -> window.actions.run(ConsoleAction.CLOSE_ROOM));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        later(10_000);
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SPACE);
        soon(() -> window.dialogs().isEmpty());
        assertThat(window.commands).isEmpty();
    }
}
