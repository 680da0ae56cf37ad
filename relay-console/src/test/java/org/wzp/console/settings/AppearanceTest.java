package org.wzp.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
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

    @Test
    void inAQuestionItsTitleAndItsHintsGrowAsWell(FxRobot robot) throws Exception {
        open(robot);
        double title = size(robot, ".header-panel .label");
        double keys = size(robot, ".keys");
        inWindow(() -> {
            robot.lookup("#appearance-text").<Integer>queryComboBox().setValue(120);
            return true;
        });
        assertThat(size(robot, ".header-panel .label")).isCloseTo(1.2 * title, within(0.1));
        assertThat(size(robot, ".keys")).isCloseTo(1.2 * keys, within(0.1));
    }

    /** Of the text in the sheet of shortcuts. */
    private static double size(FxRobot robot, String selector) throws Exception {
        robot.push(KeyCode.F1);
        soon(() -> robot.lookup(".console-dialog " + selector).tryQuery().isPresent());
        double size = inWindow(() -> robot.lookup(".console-dialog " + selector)
                .<Label>query()
                .getFont()
                .getSize());
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup(".console-dialog").tryQuery().isEmpty());
        return size;
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
