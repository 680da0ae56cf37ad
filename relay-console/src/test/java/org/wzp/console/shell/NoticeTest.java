package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.concurrent.CompletableFuture;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;

/** What is told in passing hides nothing of what it is about. */
class NoticeTest extends WindowCase {
    private static Bounds place(FxRobot robot, String selector) throws Exception {
        return inWindow(() -> {
            Node node = robot.lookup(selector).query();
            return node.localToScene(node.getBoundsInLocal());
        });
    }

    private static boolean isSeen(FxRobot robot, String selector) throws Exception {
        return inWindow(() -> robot.lookup(selector).query().isVisible());
    }

    @Test
    void inASmallWindowItStandsBelowTheTables(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.stage().setWidth(900);
            window.stage().setHeight(600);
            return true;
        });
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        choose(robot, "#policy", "#policy-closed");
        soon(() -> robot.lookup("#notice-text").tryQuery().isPresent());
        robot.interrupt();
        Bounds notice = place(robot, "#notice");
        assertThat(notice.getHeight()).isPositive();
        assertThat(notice.getMinY())
                .isGreaterThanOrEqualTo(place(robot, "#peopleTable").getMaxY());
        assertThat(isSeen(robot, "#statusBar")).as("its place is taken").isFalse();
        robot.clickOn("#notice-close");
        soon(() -> robot.lookup("#notice").tryQuery().isEmpty() && isSeen(robot, "#statusBar"));
    }
}
