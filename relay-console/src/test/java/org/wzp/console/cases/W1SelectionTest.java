package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
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
import org.wzp.console.table.Handle;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ModerationCommand.Kick;

/** W1: several rows in one refresh, on both sides of the chosen one, and the choice is who it was or nobody. */
@ExtendWith(WindowExtension.class)
class W1SelectionTest {
    private static final int REPETITIONS = 100;

    private MadeWindow window;
    private int highlightsSeen;
    private int arrivalsOnBothSides;
    private int leavesOnBothSides;

    @Start
    void start(Stage stage) {
        window = new MadeWindow(stage);
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    /** Six people, twenty rooms, two hundred leaves: what may come or go between two refreshes. */
    private enum Burst {
        SIX_COME(6, 0),
        TWENTY_COME(20, 0),
        TWO_HUNDRED_GO(0, 200),
        SIX_COME_AND_FOUR_GO(6, 4),
        TWENTY_COME_AND_TWO_HUNDRED_GO(20, 200);

        private final int come;
        private final int go;

        Burst(int come, int go) {
            this.come = come;
            this.go = go;
        }
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void aBurstLeavesTheChosenRowOrNobody(Table table) throws Exception {
        inWindow(() -> {
            window.open(table);
            return true;
        });
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            Random random = new Random(repetition);
            inWindow(() -> {
                repeat(table, random);
                return true;
            });
        }
        assertThat(highlightsSeen).as("highlights that were in sight").isGreaterThan(REPETITIONS / 2);
        assertThat(arrivalsOnBothSides).as("bursts that came on both sides").isGreaterThan(REPETITIONS / 10);
        assertThat(leavesOnBothSides).as("bursts that left on both sides").isGreaterThan(REPETITIONS / 10);
    }

    private void repeat(Table table, Random random) {
        Burst burst = Burst.values()[random.nextInt(Burst.values().length)];
        boolean filtering = random.nextBoolean();
        String what = table + ", " + burst + (filtering ? ", filtered" : "");
        Set<Integer> before = numbers(random, burst.go + 10);
        before.add(100);
        window.filter(table, "");
        window.show(before);
        if (table == Table.PEOPLE) {
            window.choose(Table.ROOMS, "lobby");
        }
        if (filtering) {
            window.filter(table, table.half());
            assertThat(window.shown(table)).as(what).hasSizeLessThan(before.size());
        }
        sort(window.table(table), random);
        window.layOut();
        List<Object> shown = List.copyOf(window.shown(table));
        Object chosen = shown.get(random.nextInt(shown.size()));
        window.table(table).scrollTo(shown.indexOf(chosen));
        window.choose(table, chosen);
        window.layOut();
        highlightsOnly(table, Set.of(chosen), what);

        Set<Integer> after = new TreeSet<>(before);
        List<Integer> going = new ArrayList<>(before);
        if (random.nextBoolean()) {
            going.removeIf(number -> MadeWindow.key(table, number).equals(chosen));
        }
        Collections.shuffle(going, random);
        going.stream().limit(burst.go).forEach(after::remove);
        after.addAll(numbers(random, burst.come));
        window.show(after);
        window.layOut();
        List<Object> left = window.shown(table);
        boolean stays = left.contains(chosen);
        arrivalsOnBothSides += stays && onBothSides(left, chosen, Set.copyOf(shown)) ? 1 : 0;
        leavesOnBothSides += stays && onBothSides(shown, chosen, Set.copyOf(left)) ? 1 : 0;
        Set<Object> expected = stays ? Set.of(chosen) : Set.of();
        assertThat(window.chosen(table)).as(what).isEqualTo(expected);
        window.table(table).getSelectionModel().getSelectedIndices().forEach(row -> assertThat(
                        window.shown(table).get(row))
                .as(what)
                .isEqualTo(chosen));
        if (stays) {
            window.table(table).scrollTo(window.shown(table).indexOf(chosen));
            window.layOut();
        }
        highlightsOnly(table, expected, what);
        if (table == Table.PEOPLE) {
            String name = stays ? MadeWindow.name(((Long) chosen).intValue()) : "";
            assertThat(window.kickText()).isEqualTo(stays ? "Remove " + name + " …" : "Remove …");
        }
        // the order is renewed at every fourth refresh
        IntStream.range(0, 4).forEach(refresh -> window.show(after));
        sort(window.table(table), random);
        assertThat(window.chosen(table)).as(what + ", sorted anew").isEqualTo(expected);
        String typed = filtering ? table.half() : "";
        window.filter(table, "no row is called so");
        assertThat(window.chosen(table)).as(what + ", hidden").isEmpty();
        window.filter(table, typed);
        assertThat(window.chosen(table)).as(what + ", shown again").isEqualTo(expected);
    }

    /** Whether there are rows before and behind the chosen one that are not among the others. */
    private static boolean onBothSides(List<Object> rows, Object chosen, Set<Object> others) {
        int at = rows.indexOf(chosen);
        return !others.containsAll(rows.subList(0, at)) && !others.containsAll(rows.subList(at, rows.size()));
    }

    /** Every row that can be seen is highlighted if it is one of these, and only then. */
    private void highlightsOnly(Table table, Set<Object> keys, String what) {
        window.seen(table).forEach((key, highlighted) -> {
            assertThat(highlighted).as("%s, row %s", what, key).isEqualTo(keys.contains(key));
            highlightsSeen += highlighted ? 1 : 0;
        });
    }

    private static Set<Integer> numbers(Random random, int count) {
        return random.ints(1, 2_000).distinct().limit(count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static void sort(TableView<Handle<Object, Object>> table, Random random) {
        // in half of the cases by a column in which no two are equal, so that newcomers stand anywhere
        var column = table.getColumns()
                .get(
                        random.nextBoolean()
                                ? 0
                                : random.nextInt(table.getColumns().size()));
        column.setSortType(random.nextBoolean() ? TableColumn.SortType.ASCENDING : TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(column));
        table.sort();
    }

    @Test
    void severalChosenRowsStayChosenAndThoseThatGoAreNot() throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30, 40, 50));
            window.choose(Table.ROOMS, "lobby");
            window.table(Table.PEOPLE).getSelectionModel().selectIndices(1, 3);
            window.show(Set.of(5, 7, 10, 15, 20, 25, 30, 40, 45, 50, 60));
            return true;
        });
        assertThat(window.chosen(Table.PEOPLE)).isEqualTo(Set.of(20L, 40L));
        inWindow(() -> {
            window.show(Set.of(5, 10, 15, 25, 30, 40, 45, 50, 60));
            return true;
        });
        assertThat(window.chosen(Table.PEOPLE)).isEqualTo(Set.of(40L));
    }

    @Test
    void theKeyboardGoesOnFromTheRowItWasOn(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30));
            window.choose(Table.ROOMS, "lobby");
            return true;
        });
        window.click(robot, Table.PEOPLE, "row-0020");
        inWindow(() -> {
            window.show(Set.of(1, 2, 3, 10, 20, 25, 30, 31, 32, 33));
            return true;
        });
        robot.push(KeyCode.DOWN);
        soon(() -> window.chosen(Table.PEOPLE).equals(Set.of(25L)));
        inWindow(() -> {
            window.show(Set.of(1, 2, 3, 4, 5, 6, 10, 20, 25, 27, 30, 31, 32, 33));
            return true;
        });
        robot.press(KeyCode.SHIFT).push(KeyCode.DOWN).release(KeyCode.SHIFT);
        soon(() -> window.chosen(Table.PEOPLE).equals(Set.of(25L, 27L)));
    }

    @Test
    void aClickDuringWhichTheRowsMoveChoosesNobodyElse(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30));
            window.choose(Table.ROOMS, "lobby");
            return true;
        });
        window.click(robot, Table.PEOPLE, "row-0020");
        soon(() -> window.chosen(Table.PEOPLE).equals(Set.of(20L)));
        // the table chooses a row that is already chosen when the button is let go
        robot.press(MouseButton.PRIMARY);
        inWindow(() -> {
            window.show(Set.of(1, 2, 3, 4, 5, 10, 20, 30));
            window.layOut();
            return true;
        });
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.chosen(Table.PEOPLE)).isEqualTo(Set.of(20L));
        assertThat(window.highlighted(Table.PEOPLE)).isEqualTo(Set.of(20L));
    }

    @Test
    void aQuestionThatIsOpenMeansWhomItNamedWhateverComes(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30));
            window.choose(Table.ROOMS, "lobby");
            window.choose(Table.PEOPLE, 20L);
            return true;
        });
        ask(robot, ConsoleAction.KICK, "#kick-confirm");
        inWindow(() -> {
            window.show(Set.of(1, 2, 3, 10, 20, 25, 30, 31, 32));
            return true;
        });
        press(robot, "#kick-confirm");
        soon(() -> window.commands.size() == 1);
        assertThat(window.commands).containsExactly(new Kick(20, "", KeepOut.nothing()));
    }

    @Test
    void aQuestionAboutARoomMeansThatRoomAndCountsAnew(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.show(Set.of(10, 20, 30));
            window.choose(Table.ROOMS, "lobby");
            return true;
        });
        ask(robot, ConsoleAction.CLOSE_ROOM, "#confirm");
        assertThat(inWindow(() -> robot.lookup("#confirm").queryButton().getText()))
                .contains("lobby")
                .contains("3 people");
        inWindow(() -> {
            window.show(Set.of(1, 2, 3, 10, 20, 25, 30, 31, 32));
            // as if another row were clicked: a window below a question can't be, so this is more than can happen
            window.choose(Table.ROOMS, "row-0001");
            return true;
        });
        assertThat(inWindow(() -> robot.lookup("#confirm").queryButton().getText()))
                .contains("lobby")
                .contains("9 people");
        press(robot, "#confirm");
        soon(() -> window.commands.size() == 1);
        assertThat(((CloseRoom) window.commands.getFirst()).room()).isEqualTo("lobby");
    }

    private void ask(FxRobot robot, ConsoleAction action, String button) {
        Platform.runLater(() -> window.actions.run(action));
        soon(() -> robot.lookup(button).tryQuery().isPresent());
        window.nanos.addAndGet(1_000_000_000L);
    }

    private static void press(FxRobot robot, String button) throws Exception {
        inWindow(() -> {
            robot.lookup(button).queryButton().fire();
            return true;
        });
    }
}
