package org.wzp.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.relay.api.RelayState;

/** The configuration as a form, over the real files and the relay that runs. The window's relay.toml sets max_sessions to 400. */
class SettingsViewTest extends WindowCase {
    private void open(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        soon(() -> robot.lookup("#setting-max_sessions").tryQuery().isPresent());
    }

    private void type(FxRobot robot, String key, String text) throws Exception {
        inWindow(() -> {
            robot.lookup("#setting-" + key).queryAs(TextInputControl.class).setText(text);
            return true;
        });
    }

    private static void focus(FxRobot robot, String field) throws Exception {
        inWindow(() -> {
            robot.lookup(field).query().requestFocus();
            return true;
        });
        soon(() -> robot.lookup(field).query().isFocused());
    }

    private static void press(FxRobot robot, String button) throws Exception {
        inWindow(() -> {
            robot.lookup(button).queryButton().fire();
            return true;
        });
    }

    private static String textOf(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        return node instanceof Labeled label ? label.getText() : ((TextInputControl) node).getText();
    }

    private static List<String> changes(FxRobot robot) {
        return robot.lookup("#changes .label").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private static boolean isSaid(FxRobot robot, String words) {
        return robot.lookup(".setting .muted").queryAllAs(Labeled.class).stream()
                .anyMatch(label -> label.getText().contains(words));
    }

    /** What stands last in the row of a setting. */
    private static String originOf(FxRobot robot, String key) {
        Parent row = robot.lookup("#setting-" + key).query().getParent().getParent();
        return ((Labeled) row.getChildrenUnmodifiable().getLast()).getText();
    }

    @Test
    void eachFieldSaysWhereItsValueComesFromAndWhatItMayBe(FxRobot robot) throws Exception {
        open(robot);
        assertThat(inWindow(() -> textOf(robot, "#setting-max_sessions"))).isEqualTo("400");
        assertThat(inWindow(() -> isSaid(robot, "Set in " + window.configFile() + ":2;")))
                .isTrue();
        assertThat(inWindow(() -> isSaid(robot, "From 1 to 1000000 participants; default 100.")))
                .isTrue();
        assertThat(inWindow(() -> originOf(robot, "first_signal_seconds")))
                .isEqualTo("The default. From 1 to 3600 seconds.");
    }

    @Test
    void whatIsWrongIsSaidWhileTypingAndCannotBeApplied(FxRobot robot) throws Exception {
        open(robot);
        focus(robot, "#find");
        robot.write("max_sess");
        soon(() ->
                !robot.lookup("#setting-loops").query().getParent().getParent().isVisible());
        focus(robot, "#setting-max_sessions");
        robot.push(KeyCode.CONTROL, KeyCode.A).write("0");
        soon(() -> textOf(robot, "#problem-max_sessions").equals("Must be a whole number from 1 to 1000000."));
        assertThat(inWindow(() -> robot.lookup("#apply").query().isDisabled())).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.A).write("250");
        soon(() -> !robot.lookup("#problem-max_sessions").query().isVisible());
        assertThat(inWindow(() -> changes(robot))).containsExactly("max_sessions: 400 → 250, from the next start on");
        press(robot, "#discard");
        soon(() -> textOf(robot, "#setting-max_sessions").equals("400"));
    }

    @Test
    void whatIsAppliedIsKeptUndoneAndTakesEffectAfterTheRestartThatIsOffered(FxRobot robot) throws Exception {
        open(robot);
        String before = Files.readString(window.configFile());
        type(robot, "max_sessions", "250");
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.S);
        soon(() -> textOf(robot, "#pending").startsWith("max_sessions is changed"));
        assertThat(Files.readString(window.home().resolve("console.toml"))).contains("max_sessions = 250");
        assertThat(Files.readString(window.configFile())).isEqualTo(before);
        assertThat(Files.readString(window.home().resolve("audit.jsonl")))
                .contains("ChangeSettings", "max_sessions = 250");
        soon(() -> isSaid(robot, "Set here, over " + window.configFile() + ":2, which says 400."));

        press(robot, "#restart");
        soon(() -> !robot.lookup("#pendingBar").query().isVisible()
                && window.relay().snapshot().state() == RelayState.RUNNING);

        inWindow(() -> {
            window.run(ConsoleAction.UNDO);
            return true;
        });
        soon(() -> textOf(robot, "#setting-max_sessions").equals("400"));
        assertThat(Files.readString(window.home().resolve("console.toml"))).doesNotContain("max_sessions");
    }

    @Test
    void whatTheWindowSetCanBeTakenAwayAgain(FxRobot robot) throws Exception {
        open(robot);
        type(robot, "login_seconds", "12");
        inWindow(() -> {
            window.run(ConsoleAction.APPLY_SETTINGS);
            return true;
        });
        soon(() -> robot.lookup("#reset-login_seconds").query().isVisible()
                && !robot.lookup("#foot").query().isVisible());
        inWindow(() -> {
            robot.lookup("#reset-login_seconds").queryButton().fire();
            return true;
        });
        assertThat(inWindow(() -> changes(robot))).containsExactly("login_seconds: 12 → 10, from the next start on");
        inWindow(() -> {
            window.run(ConsoleAction.APPLY_SETTINGS);
            return true;
        });
        soon(() -> originOf(robot, "login_seconds").equals("The default. From 1 to 3600 seconds."));
        assertThat(Files.readString(window.home().resolve("console.toml"))).doesNotContain("login_seconds");
    }

    @Test
    void theFormGoesOnlyAsFarAsTheFilesCanBeRead(FxRobot robot) throws Exception {
        open(robot);
        Files.writeString(window.configFile(), "max_sessions = \n");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        soon(() -> textOf(robot, "#problem").contains("relay.toml"));
    }
}
