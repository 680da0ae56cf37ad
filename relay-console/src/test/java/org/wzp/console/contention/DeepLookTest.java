package org.wzp.console.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;

class DeepLookTest extends WindowCase {
    private static String outcome(FxRobot robot) {
        return robot.lookup("#deep-outcome").queryAs(Label.class).getText();
    }

    private List<Path> recordings() throws Exception {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().contains(".jfr")).toList();
        }
    }

    private static void open(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        soon(() -> robot.lookup("#deep-begin").tryQuery().isPresent());
    }

    @Test
    void afterTenSecondsItShowsWhatTheRelaysThreadsWaitedForAndWhereItIsSaved(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        open(robot);
        robot.clickOn("#deep-begin");
        soon(() -> outcome(robot).startsWith("Looking: "));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> inWindow(() -> outcome(robot).contains("is saved as")));
        assertThat(inWindow(() -> robot.lookup("#deepTable")
                        .queryAs(TableView.class)
                        .getItems()
                        .size()))
                .isPositive();
        assertThat(recordings()).as("and no half one").hasSize(1);
        assertThat(Files.getPosixFilePermissions(recordings().getFirst()))
                .as("stacks are for their owner")
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void itCanBeCancelledAndThenNothingIsSaved(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#deep-begin");
        soon(() -> outcome(robot).startsWith("Looking: "));
        robot.clickOn("#deep-cancel");
        soon(() -> outcome(robot).equals("Cancelled. Nothing was saved."));
        assertThat(recordings()).isEmpty();
    }
}
