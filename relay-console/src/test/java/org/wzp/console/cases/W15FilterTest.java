package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.cases.MadeWindow.Table;
import org.wzp.console.common.ConsoleAction;

/** W15: a filter narrows what is seen, and what it hides is safe until it is seen again. */
@ExtendWith(ApplicationExtension.class)
class W15FilterTest {
    private MadeWindow window;

    @Start
    void start(Stage stage) {
        window = new MadeWindow(stage);
    }

    @BeforeEach
    void aRoomIsChosen() throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30));
            window.choose(Table.ROOMS, "row-0020");
            return true;
        });
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private void type(FxRobot robot, String text) {
        robot.clickOn(".filter-field").write(text);
        soon(() -> ((TextField) window.find(".filter-field")).getText().equals(text));
    }

    @Test
    void aChosenRoomThatTheFilterShowsStaysChosen(FxRobot robot) throws Exception {
        type(robot, "0020");
        assertThat(window.shown(Table.ROOMS)).containsExactly("lobby", "row-0020");
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("row-0020"));
        assertThat(window.actions.isEnabled(ConsoleAction.CLOSE_ROOM)).isTrue();
    }

    @Test
    void aRoomThatIsFilteredAwayCanNotBeClosedAndNoOtherIsChosenInstead(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.choose(Table.PEOPLE, 10_020L);
            return true;
        });
        type(robot, "0030");
        assertThat(window.chosen(Table.ROOMS)).isEmpty();
        assertThat(window.chosen(Table.PEOPLE)).isEmpty();
        assertThat(window.actions.isEnabled(ConsoleAction.CLOSE_ROOM)).isFalse();
        assertThat(window.actions.isEnabled(ConsoleAction.KICK)).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DELETE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.dialogs()).isEmpty();
        assertThat(inWindow(() -> ((Label) window.find("#filtered")).getText())).isEqualTo("2 of 4 rooms");
    }

    @Test
    void escapeClearsTheFilterAndTheRoomThatItHidIsChosenAgain(FxRobot robot) throws Exception {
        type(robot, "0030");
        inWindow(() -> {
            window.show(Set.of(5, 10, 15, 20, 25, 30, 35));
            return true;
        });
        robot.push(KeyCode.ESCAPE);
        soon(() -> ((TextField) window.find(".filter-field")).getText().isEmpty());
        assertThat(window.shown(Table.ROOMS)).hasSize(8);
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("row-0020"));
        assertThat(window.highlighted(Table.ROOMS)).isEqualTo(Set.of("row-0020"));
    }

    @Test
    void escapeInTheTableClearsTheFilterToo(FxRobot robot) throws Exception {
        type(robot, "00");
        window.click(robot, Table.ROOMS, "row-0030");
        robot.push(KeyCode.ESCAPE);
        soon(() -> ((TextField) window.find(".filter-field")).getText().isEmpty());
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("row-0030"));
    }

    @Test
    void whatWasHiddenIsForgottenOnceAnotherRoomIsChosen(FxRobot robot) throws Exception {
        type(robot, "0030");
        window.click(robot, Table.ROOMS, "row-0030");
        soon(() -> window.chosen(Table.ROOMS).equals(Set.of("row-0030")));
        robot.clickOn("#clear-filter");
        soon(() -> window.shown(Table.ROOMS).size() == 4);
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("row-0030"));
    }

    @Test
    void aRoomThatGoesWhileItIsHiddenIsNotChosenWhenItComesBack(FxRobot robot) throws Exception {
        type(robot, "0030");
        inWindow(() -> {
            window.show(Set.of(10, 30));
            window.show(Set.of(10, 20, 30));
            return true;
        });
        robot.push(KeyCode.ESCAPE);
        soon(() -> window.shown(Table.ROOMS).size() == 4);
        assertThat(window.chosen(Table.ROOMS)).isEmpty();
    }
}
