package org.wzp.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.shell.ThemeChoice;

class AppearanceTest extends WindowCase {
    private void open(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        soon(() -> robot.lookup("#appearance-text").tryQuery().isPresent());
    }

    @Test
    void everythingGrowsAndStaysInTheWindow(FxRobot robot) throws Exception {
        open(robot);
        double before = inWindow(() -> bounds(robot.lookup("#power").query()).getHeight());
        inWindow(() -> {
            robot.lookup("#appearance-text").<Integer>queryComboBox().setValue(120);
            return true;
        });
        soon(() -> Math.abs(bounds(robot.lookup("#power").query()).getHeight() - 1.2 * before) < 1);
        double right = inWindow(() -> bounds(robot.lookup("#power").query()).getMaxX());
        assertThat(right)
                .isLessThanOrEqualTo(inWindow(() -> window.stage().getScene().getWidth()));
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void theThemeOfTheCardIsThatOfTheButton(FxRobot robot) throws Exception {
        open(robot);
        inWindow(() -> {
            robot.lookup("#appearance-theme").<ThemeChoice>queryComboBox().setValue(ThemeChoice.DARK);
            return true;
        });
        assertThat(inWindow(() -> window.theme().dark())).isTrue();
    }
}
