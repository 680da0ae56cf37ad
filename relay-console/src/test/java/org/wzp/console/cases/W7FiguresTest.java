package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.text.Texts;

/** W7: a figure that nobody has measured is said to be none, and a room and its people are judged on one scale. */
class W7FiguresTest extends WindowCase {
    @Test
    void whereNobodyReportedBothTablesSayThatNothingIsMeasuredYet(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        soon(() -> texts(robot, window.people(robot)).stream().anyMatch(text -> text.startsWith("≈ ")));

        List<String> people = inWindow(() -> texts(robot, window.people(robot)));
        List<String> rooms = inWindow(() -> texts(robot, window.rooms(robot)));
        String none = Texts.of("quality.unmeasured");
        assertThat(people).contains(Texts.of("quality.nobody-heard"), "–").doesNotContain("Good", "0.0");
        // its 0.0 is the bit rate of somebody who says nothing
        assertThat(rooms).contains(none, "–").doesNotContain("Good");
    }

    @Test
    void theHintsOfRatesAndTheTileSayWhatTheyCount() {
        assertThat(Texts.of("rooms.column.bits")).contains("received plus the copies sent");
        assertThat(Texts.of("rooms.column.rate")).contains("received plus the copies sent");
        assertThat(Texts.of("tile.bits")).contains("in and out");
    }

    private static List<String> texts(FxRobot robot, TableView<?> table) {
        return robot.from((Node) table).lookup(".table-cell").queryAll().stream()
                .flatMap(cell -> robot.from(cell).lookup((Node node) -> node instanceof Labeled).queryAll().stream())
                .map(node -> ((Labeled) node).getText())
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.toList());
    }
}
