package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;

/** A2 as the window has it: a relay that has failed is said to have, and can be started again. */
class A2FailedRelayTest extends WindowCase {
    private boolean attention(FxRobot robot, String words) {
        return robot.from(robot.lookup("#attention").<Node>query())
                .lookup((Label label) -> label.getText().contains(words))
                .tryQuery()
                .isPresent();
    }

    /** Who listens to the relay is called on its engine thread, so that an error there ends this thread. */
    @Test
    void aRelayWhoseThreadHasEndedIsSaidToHaveFailedAndStartsAgain(FxRobot robot) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        var listening = window.relay().onEvent(event -> {
            if (event instanceof RelayEvent.Joined && broken.get()) {
                throw new InternalError("no memory");
            }
        });
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> window.relay().snapshot().state() == RelayState.FAILED);
        soon(() -> attention(robot, "its thread relay-engine ended (java.lang.InternalError: no memory)"));
        assertThat(inWindow(() -> robot.lookup("#state").queryAs(Label.class).getText()))
                .isEqualTo("Failed");
        assertThat(inWindow(() -> robot.lookup("#power").queryAs(Button.class).getText()))
                .isEqualTo("Try again");

        broken.set(false);
        robot.clickOn("#try-again");
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING);
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        soon(() -> window.relay().snapshot().rooms().size() == 1);
        listening.close();
    }
}
