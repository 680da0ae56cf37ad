package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.Snapshots;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.cases.MadeWindow.Table;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.rooms.RemovalDraft;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;

/** W13: a question about a crowd fits on the screen, its buttons in sight. */
@ExtendWith(WindowExtension.class)
class W13CrowdQuestionTest {
    private MadeWindow window;

    @Start
    void start(Stage stage) {
        window = new MadeWindow(stage);
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private static List<ParticipantStatus> people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Snapshots.person(number, "Person " + number))
                .toList();
    }

    private static RemovalDraft draft(int count) {
        List<ParticipantStatus> people = people(count);
        return new RemovalDraft(
                people,
                Snapshots.room("lobby"),
                new SimpleObjectProperty<>(Snapshots.running(
                        1, Snapshots.NOON, Snapshots.room("lobby", people.toArray(ParticipantStatus[]::new)))),
                ZoneOffset.UTC);
    }

    @Test
    void eightyNamesAreTenAndSeventyMore() {
        assertThat(draft(80).names().lines()).hasSize(11).last().isEqualTo("and 70 more");
        assertThat(draft(11).names().lines()).hasSize(11).noneMatch(line -> line.contains("more"));
        assertThat(draft(80).commands()).singleElement().satisfies(command -> assertThat(
                        ((Kick) command).participants())
                .hasSize(80));
    }

    @Test
    void theQuestionAboutEightyPeopleIsWithinTheScreenWithItsButtons(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.show(IntStream.rangeClosed(1, 80).boxed().collect(Collectors.toSet()));
            window.choose(Table.ROOMS, "lobby");
            window.table(Table.PEOPLE).getSelectionModel().selectAll();
            return true;
        });
        Platform.runLater(() -> window.actions.run(ConsoleAction.KICK));
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        fits(robot, "#kick-confirm");
    }

    @Test
    void aQuestionOfAHundredLinesScrollsAndKeepsItsButtonsInSight(FxRobot robot) throws Exception {
        String text = IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        Questions questions = new Questions(window::stage, System::nanoTime);
        Platform.runLater(
                () -> questions.confirmed("Long", new SimpleStringProperty(text), new SimpleStringProperty("Do it")));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        fits(robot, "#confirm");
    }

    @Test
    void aShortQuestionShowsAllOfItselfWithoutScrolling(FxRobot robot) throws Exception {
        inWindow(() -> {
            window.show(Set.of(1, 2, 3));
            window.choose(Table.ROOMS, "lobby");
            window.choose(Table.PEOPLE, 2L);
            return true;
        });
        for (ConsoleAction question : List.of(ConsoleAction.KICK, ConsoleAction.CLOSE_ROOM)) {
            Platform.runLater(() -> window.actions.run(question));
            soon(() -> robot.lookup(".fitting-scroll").tryQuery().isPresent());
            soon(() -> robot.lookup(".fitting-scroll")
                            .<Node>query()
                            .getScene()
                            .getWindow()
                            .getHeight()
                    > 0);
            inWindow(() -> {
                ScrollPane scroll =
                        inWindow(() -> robot.lookup(".fitting-scroll").query());
                scroll.getScene().getRoot().layout();
                assertThat(scroll.getContent().getLayoutBounds().getHeight())
                        .as(question.text())
                        .isLessThanOrEqualTo(scroll.getViewportBounds().getHeight() + 0.5);
                window.dialogs().forEach(Window::hide);
                return true;
            });
        }
    }

    @Test
    void aQuestionCanBeMadeLarger(FxRobot robot) throws Exception {
        // also what keeps a window manager from giving the first one of a run no more than its least height
        Questions questions = new Questions(window::stage, System::nanoTime);
        Platform.runLater(() ->
                questions.confirmed("Short", new SimpleStringProperty("Text"), new SimpleStringProperty("Do it")));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        assertThat(inWindow(() -> ((Stage) window.dialogs().getFirst()).isResizable()))
                .isTrue();
    }

    @Test
    void aQuestionGrowsWithWhatItSays(FxRobot robot) throws Exception {
        SimpleStringProperty text = new SimpleStringProperty("Short");
        Questions questions = new Questions(window::stage, System::nanoTime);
        Platform.runLater(() -> questions.confirmed("Grows", text, new SimpleStringProperty("Do it")));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        soon(() -> window.dialogs().getFirst().getHeight() > 0);
        String longer = IntStream.range(0, 12).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        inWindow(() -> {
            text.set(longer);
            return true;
        });
        ScrollPane scroll = inWindow(() -> robot.lookup(".fitting-scroll").query());
        soon(() -> scroll.getContent().getLayoutBounds().getHeight() > 150
                && scroll.getContent().getLayoutBounds().getHeight()
                        <= scroll.getViewportBounds().getHeight() + 0.5);
        fits(robot, "#confirm");
    }

    @Test
    void aNoticeOfEightySentencesSaysTheFirstOnes() {
        CommandRunner.Report report = new CommandRunner.Report(
                IntStream.range(0, 80)
                        .mapToObj(number ->
                                (Outcome) new Outcome.NothingToDo(new AlreadySo.NobodyInside("room-" + number)))
                        .toList(),
                false,
                false);
        assertThat(report.text().lines().count()).isEqualTo(11);
        assertThat(report.text()).endsWith("more");
    }

    private void fits(FxRobot robot, String button) throws Exception {
        soon(() -> robot.lookup(button).<Node>query().getScene().getWindow().getHeight() > 0);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Window question = inWindow(() -> window.dialogs().getFirst());
        double top = inWindow(question::getY);
        double bottom = inWindow(() -> question.getY() + question.getHeight());
        assertThat(top).isGreaterThanOrEqualTo(screen.getMinY());
        assertThat(bottom).isLessThanOrEqualTo(screen.getMaxY());
        Bounds place = inWindow(() -> {
            question.getScene().getRoot().applyCss();
            question.getScene().getRoot().layout();
            Node node = robot.lookup(button).query();
            return node.localToScreen(node.getBoundsInLocal());
        });
        assertThat(place.getMaxY()).isLessThanOrEqualTo(screen.getMaxY());
        assertThat(place.getMinY()).isGreaterThanOrEqualTo(top);
        assertThat(place.getMaxY()).isLessThanOrEqualTo(bottom);
    }
}
