package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.cases.MadeWindow.Table;

/** W3: nothing is chosen but by the operator, and after something was done nothing is. */
@ExtendWith(WindowExtension.class)
class W3NothingSelectedTest {
    private static final List<ConsoleAction> TO_SOMEBODY =
            List.of(ConsoleAction.KICK, ConsoleAction.ALLOW, ConsoleAction.DISALLOW, ConsoleAction.COPY_FINGERPRINT);
    private static final List<ConsoleAction> TO_A_ROOM =
            List.of(ConsoleAction.CLOSE_ROOM, ConsoleAction.KEEP_TO_THOSE_INSIDE);

    private MadeWindow window;

    @Start
    void start(Stage stage) {
        window = new MadeWindow(stage);
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private void show(Integer... numbers) throws Exception {
        inWindow(() -> {
            window.show(Set.of(numbers));
            return true;
        });
    }

    private void choose(Table table, Object key) throws Exception {
        inWindow(() -> {
            window.choose(table, key);
            return true;
        });
    }

    private boolean enabled(List<ConsoleAction> actions) {
        return actions.stream().anyMatch(window.actions::isEnabled);
    }

    @Test
    void roomsThatComeAreNotChosenAndArmNothing(FxRobot robot) throws Exception {
        show(10, 20, 30);
        show(10, 20, 30, 40);
        assertThat(window.chosen(Table.ROOMS)).isEmpty();
        assertThat(window.shown(Table.PEOPLE)).isEmpty();
        assertThat(enabled(TO_SOMEBODY)).isFalse();
        assertThat(enabled(TO_A_ROOM)).isFalse();
        assertThat(inWindow(() -> window.find("#policy").isVisible()
                        && window.find("#roomBar").isVisible()))
                .isFalse();
        robot.push(KeyCode.DELETE);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DELETE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.dialogs()).isEmpty();
    }

    @Test
    void afterAKickNobodyIsChosenAndDeleteAsksAboutNobody(FxRobot robot) throws Exception {
        show(10, 20, 30);
        choose(Table.ROOMS, "lobby");
        choose(Table.PEOPLE, 20L);
        Platform.runLater(() -> window.actions.run(ConsoleAction.KICK));
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        window.nanos.addAndGet(1_000_000_000L);
        inWindow(() -> {
            robot.lookup("#kick-confirm").queryButton().fire();
            return true;
        });
        soon(() -> window.dialogs().isEmpty());
        assertThat(window.chosen(Table.PEOPLE)).isEmpty();
        show(10, 30);
        assertThat(window.chosen(Table.PEOPLE)).isEmpty();
        assertThat(window.highlighted(Table.PEOPLE)).isEmpty();
        assertThat(enabled(TO_SOMEBODY)).isFalse();
        robot.push(KeyCode.DELETE);
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.dialogs()).isEmpty();
        assertThat(window.commands).hasSize(1);
    }

    @Test
    void afterAClosedRoomNoRoomIsChosen(FxRobot robot) throws Exception {
        show(10, 20, 30);
        choose(Table.ROOMS, "row-0020");
        Platform.runLater(() -> window.actions.run(ConsoleAction.CLOSE_ROOM));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        window.nanos.addAndGet(1_000_000_000L);
        inWindow(() -> {
            robot.lookup("#confirm").queryButton().fire();
            return true;
        });
        soon(() -> window.dialogs().isEmpty());
        show(10, 30);
        assertThat(window.chosen(Table.ROOMS)).isEmpty();
        assertThat(enabled(TO_A_ROOM)).isFalse();
    }

    @Test
    void whoLeavesIsChosenNoMoreAndNoNeighbourIsAlsoWhenTheyComeBack() throws Exception {
        show(10, 20, 30);
        choose(Table.ROOMS, "lobby");
        choose(Table.PEOPLE, 20L);
        show(10, 30);
        assertThat(window.chosen(Table.PEOPLE)).isEmpty();
        assertThat(window.kickText()).isEqualTo("Remove …");
        show(10, 20, 30);
        assertThat(window.chosen(Table.PEOPLE)).isEmpty();
    }

    @Test
    void theSameHoldsForRulesAndBans() throws Exception {
        show(10, 20, 30);
        inWindow(() -> {
            window.open(Table.BANS);
            return true;
        });
        choose(Table.BANS, 20L);
        choose(Table.RULES, "row-0020");
        assertThat(window.actions.isEnabled(ConsoleAction.LIFT_BAN)).isTrue();
        show(10, 30);
        assertThat(window.chosen(Table.BANS)).isEmpty();
        assertThat(window.chosen(Table.RULES)).isEmpty();
        assertThat(window.actions.isEnabled(ConsoleAction.LIFT_BAN)).isFalse();
        assertThat(inWindow(() -> window.find("#rulePolicy").isDisabled())).isTrue();
    }

    @Test
    void whatIsChosenInAViewThatIsOutOfSightIsSafeFromKeys() throws Exception {
        show(10, 20, 30);
        choose(Table.ROOMS, "lobby");
        choose(Table.PEOPLE, 20L);
        assertThat(enabled(TO_SOMEBODY)).isTrue();
        inWindow(() -> {
            window.open(Table.LOCKS);
            return true;
        });
        assertThat(enabled(TO_SOMEBODY)).isFalse();
        assertThat(enabled(TO_A_ROOM)).isFalse();
        inWindow(() -> {
            window.open(Table.ROOMS);
            return true;
        });
        assertThat(enabled(TO_SOMEBODY)).isTrue();
    }

    @Test
    void escapeTakesBackAChoice(FxRobot robot) throws Exception {
        show(10, 20, 30);
        window.click(robot, Table.ROOMS, "row-0020");
        soon(() -> window.chosen(Table.ROOMS).equals(Set.of("row-0020")));
        robot.push(KeyCode.ESCAPE);
        soon(() -> window.chosen(Table.ROOMS).isEmpty());
        assertThat(enabled(TO_A_ROOM)).isFalse();
    }
}
