package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.client.RelayClient;

/** A stop that waits: chosen in the question, counted down, cancelled, followed by what was wanted; with real clients. */
class DrainViewTest extends WindowCase {
    private RelayClient anna() throws Exception {
        RelayClient anna = window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        return anna;
    }

    private void choose(FxRobot robot, Runnable asking, String choice) throws Exception {
        soon(() -> text(robot, "#power").contains("1 person"));
        Platform.runLater(asking);
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        // a question grows with what it says, and would move away under the mouse
        press(robot, choice);
        soon(() -> text(robot, "#confirm").equals("Let nobody new in"));
        press(robot, "#confirm");
        soon(() -> text(robot, "#state").equals("Draining"));
    }

    private static void press(FxRobot robot, String button) throws Exception {
        inWindow(() -> {
            robot.lookup(button).queryAs(ButtonBase.class).fire();
            return true;
        });
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    @Test
    void itIsCountedDownNobodyNewJoinsAndTheRelayStopsAfterTheLastOne(FxRobot robot) throws Exception {
        RelayClient anna = anna();
        choose(robot, () -> window.run(ConsoleAction.START_OR_STOP), "#stop-when-empty");
        assertThat(inWindow(() -> text(robot, "#drainText")))
                .isEqualTo("The relay stops once the one person here has left (lobby 1). Nobody new can join.");
        assertThat(inWindow(() -> window.stage().getTitle())).isEqualTo("Draining, 1 person left – WZP relay");
        window.isTurnedAway(somebody(), "Ben", "lobby");
        anna.leave();
        soon(() -> window.relay().snapshot().state() == RelayState.STOPPED
                && text(robot, "#state").equals("Stopped"));
        assertThat(inWindow(() -> robot.lookup("#drainBar").query().isVisible()))
                .isFalse();
    }

    @Test
    void cancellingLetsPeopleInAgain(FxRobot robot) throws Exception {
        anna();
        choose(robot, () -> window.run(ConsoleAction.START_OR_STOP), "#stop-when-empty");
        press(robot, "#cancelDrain");
        soon(() -> text(robot, "#state").equals("Running"));
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        soon(() -> window.stage().getTitle().equals("2 people – WZP relay"));
    }

    @Test
    void aRestartThatWaitedStartsTheRelayAgain(FxRobot robot) throws Exception {
        RelayClient anna = anna();
        choose(robot, () -> window.run(ConsoleAction.RESTART), "#stop-when-empty");
        soon(() -> text(robot, "#drainText").endsWith("Then it starts again."));
        anna.leave();
        soon(() ->
                text(robot, "#state").equals("Running") && text(robot, "#power").equals("Stop relay"));
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
    }

    @Test
    void aStopAtATimeSaysWhenAndHowLongThatIs(FxRobot robot) throws Exception {
        anna();
        choose(robot, () -> window.run(ConsoleAction.START_OR_STOP), "#stop-at");
        assertThat(inWindow(() -> text(robot, "#drainText")))
                .containsPattern("At \\d\\d:\\d\\d:00 it stops in any case, in ");
    }

    @Test
    void aWindowThatWaitsForTheLastOneClosesThen(FxRobot robot) throws Exception {
        RelayClient anna = anna();
        choose(
                robot,
                () -> Platform.runLater(() ->
                        window.stage().fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST))),
                "#stop-when-empty");
        assertThat(inWindow(() -> window.stage().isShowing())).isTrue();
        anna.leave();
        soon(() -> !window.stage().isShowing());
        assertThat(window.relay().snapshot().state()).isEqualTo(RelayState.STOPPED);
    }
}
