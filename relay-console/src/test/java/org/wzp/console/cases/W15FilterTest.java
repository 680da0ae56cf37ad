package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.cases.MadeWindow.Table;

/** W15: a filter narrows what is seen, and what it hides is safe until it is seen again. */
@ExtendWith(WindowExtension.class)
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
        robot.clickOn(Table.ROOMS.filterField()).write(text);
        soon(() ->
                ((TextField) window.find(Table.ROOMS.filterField())).getText().equals(text));
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
        assertThat(inWindow(() -> window.filterCount(Table.ROOMS))).isEqualTo("2 of 4");
    }

    @Test
    void escapeClearsTheFilterAndTheRoomThatItHidIsChosenAgain(FxRobot robot) throws Exception {
        type(robot, "0030");
        inWindow(() -> {
            window.show(Set.of(5, 10, 15, 20, 25, 30, 35));
            return true;
        });
        robot.push(KeyCode.ESCAPE);
        soon(() ->
                ((TextField) window.find(Table.ROOMS.filterField())).getText().isEmpty());
        assertThat(window.shown(Table.ROOMS)).hasSize(8);
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("row-0020"));
        assertThat(window.highlighted(Table.ROOMS)).isEqualTo(Set.of("row-0020"));
    }

    @Test
    void escapeInTheTableClearsTheFilterToo(FxRobot robot) throws Exception {
        type(robot, "00");
        window.click(robot, Table.ROOMS, "row-0030");
        robot.push(KeyCode.ESCAPE);
        soon(() ->
                ((TextField) window.find(Table.ROOMS.filterField())).getText().isEmpty());
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("row-0030"));
    }

    @Test
    void whatWasHiddenIsForgottenOnceAnotherRoomIsChosen(FxRobot robot) throws Exception {
        type(robot, "0030");
        window.click(robot, Table.ROOMS, "row-0030");
        soon(() -> window.chosen(Table.ROOMS).equals(Set.of("row-0030")));
        robot.clickOn("#roomFilter .clear-filter");
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

    @ParameterizedTest
    @EnumSource(Table.class)
    void theKeyboardOpensTheFilterOfTheTableThatItIsInAndEscapeTakesItBack(Table table, FxRobot robot)
            throws Exception {
        inWindow(() -> {
            window.open(table);
            window.show(Set.of(100, 110, 1_000));
            if (table == Table.PEOPLE) {
                window.choose(Table.ROOMS, "lobby");
            }
            window.choose(table, MadeWindow.key(table, 100));
            window.table(table).requestFocus();
            window.view(table).focusFilter();
            return true;
        });
        soon(() -> window.find(table.filterField()).isFocused());
        robot.write(table.half().toUpperCase(Locale.ROOT));
        soon(() -> window.filterCount(table).equals(table == Table.ROOMS ? "3 of 4" : "2 of 3"));
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("zzz");
        soon(() -> window.filterCount(table).startsWith("0 of"));
        assertThat(window.chosen(table)).isEmpty();
        assertThat(inWindow(() -> ((Label) window.table(table).getPlaceholder()).getText()))
                .contains("zzz")
                .contains("Esc");
        robot.push(KeyCode.ESCAPE);
        soon(() -> window.shown(table).size() >= 3);
        assertThat(window.chosen(table)).isEqualTo(Set.of(MadeWindow.key(table, 100)));
        boolean alwaysThere = table == Table.ROOMS;
        assertThat(inWindow(() -> window.find(table.filterField()).getParent().isVisible()))
                .isEqualTo(alwaysThere);
        assertThat(inWindow(() -> window.table(table).isFocused())).isEqualTo(!alwaysThere);
    }

    @Test
    void aPersonWhoIsFilteredAwayCanNotBeRemoved(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.choose(Table.ROOMS, "lobby");
            window.choose(Table.PEOPLE, 20L);
            return true;
        });
        robot.clickOn("#peopleFilterButton").write("0030");
        soon(() -> window.shown(Table.PEOPLE).equals(List.of(30L)));
        assertThat(window.chosen(Table.PEOPLE)).isEmpty();
        assertThat(window.actions.isEnabled(ConsoleAction.KICK)).isFalse();
        assertThat(window.actions.isEnabled(ConsoleAction.ALLOW)).isFalse();
        assertThat(window.chosen(Table.ROOMS)).isEqualTo(Set.of("lobby"));
        robot.clickOn("#peopleFilterButton");
        soon(() -> window.shown(Table.PEOPLE).size() == 3);
        assertThat(window.chosen(Table.PEOPLE)).isEqualTo(Set.of(20L));
        assertThat(inWindow(() ->
                        window.find(Table.PEOPLE.filterField()).getParent().isVisible()))
                .isFalse();
    }

    @Test
    void aBanThatIsFilteredAwayIsNotLifted(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.open(Table.BANS);
            window.choose(Table.BANS, 20L);
            return true;
        });
        robot.clickOn("#banFilterButton").write("10.0.30");
        soon(() -> window.shown(Table.BANS).equals(List.of(30L)));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.L);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.commands).isEmpty();
        assertThat(window.actions.isEnabled(ConsoleAction.LIFT_BAN)).isFalse();
    }

    @Test
    void aFilterDoesNotCloseUnderAClickOnARow(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.open(Table.BANS);
            return true;
        });
        robot.clickOn("#banFilterButton");
        window.click(robot, Table.BANS, "10.0.20.0/24");
        soon(() -> window.chosen(Table.BANS).equals(Set.of(20L)));
        assertThat(inWindow(
                        () -> window.find(Table.BANS.filterField()).getParent().isVisible()))
                .isTrue();
    }
}
