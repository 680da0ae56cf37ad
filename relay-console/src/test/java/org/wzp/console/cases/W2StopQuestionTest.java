package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.client.RelayClient;

/** W2: neither the question before a stop nor the one before the window closes is answered by keys that came too early. */
@ExtendWith(WindowExtension.class)
class W2StopQuestionTest {
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path home;

    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        window = new TestWindow(stage, home, home.resolve("relay.toml"), nanos::get).started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    @Test
    void stoppingAndClosingBeginOnCancelAndSpaceOrEnterStopNothing(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        for (Runnable asking : new Runnable[] {
            () -> window.run(ConsoleAction.START_OR_STOP),
            () -> window.stage().fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST))
        }) {
            for (KeyCode key : new KeyCode[] {KeyCode.SPACE, KeyCode.ENTER}) {
                Platform.runLater(asking);
                soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
                Button red = inWindow(() -> robot.lookup("#confirm").queryButton());
                soon(() -> red.getScene().getFocusOwner() != null);
                assertThat(inWindow(() -> red.getScene().getFocusOwner())).isNotSameAs(red);
                Window question = inWindow(() -> red.getScene().getWindow());
                nanos.addAndGet(10_000_000_000L);
                robot.push(key);
                inWindow(() -> {
                    question.hide();
                    return true;
                });
                soon(() -> robot.lookup("#confirm").tryQuery().isEmpty());
                assertThat(window.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
                assertThat(inWindow(() -> window.stage().isShowing())).isTrue();
            }
        }
    }

    @Test
    void theRedButtonOfAStopWaitsHalfASecond(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        Platform.runLater(() -> window.run(ConsoleAction.START_OR_STOP));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        robot.clickOn("#confirm");
        assertThat(window.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
        nanos.addAndGet(600_000_000L);
        robot.clickOn("#confirm");
        soon(() -> window.relay().snapshot().state() == RelayState.STOPPED);
    }

    @Test
    void closingSaysThatTheRelayEndsWithTheWindowAndWhomThatMeetsByNow(FxRobot robot) throws Exception {
        RelayClient anna = window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        Platform.runLater(
                () -> window.stage().fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        assertThat(inWindow(() -> robot.lookup("#confirm").queryButton().getText()))
                .isEqualTo("Close window (disconnects 1 person)");
        assertThat(inWindow(() -> robot.lookup(
                                "Closing the window stops the relay. 1 person is connected and will be disconnected immediately.")
                        .tryQuery()))
                .isPresent();

        anna.leave();
        soon(() -> robot.lookup("#confirm").queryButton().getText().equals("Close window"));
        assertThat(inWindow(() -> robot.lookup("Closing the window stops the relay. Nobody is connected any more.")
                        .tryQuery()))
                .isPresent();
    }
}
