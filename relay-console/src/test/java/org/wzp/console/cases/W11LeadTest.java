package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Subject;

/** W11: a line about somebody leads to that person in that room, also when a filter hides the room. */
@ExtendWith(WindowExtension.class)
class W11LeadTest {
    @TempDir
    private Path home;

    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        window = new TestWindow(stage, home);
        window.graph().rehearse(Optional.of(new RehearsalSize(3, 5)), 1);
        window.started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private Set<Subject> subjects() {
        return window.relay().snapshot().attention().stream()
                .map(Attention::subject)
                .collect(Collectors.toSet());
    }

    private Optional<Subject> subject() {
        return window.relay().snapshot().attention().stream()
                .map(Attention::subject)
                .filter(Subject.Person.class::isInstance)
                .findFirst();
    }

    @Test
    void theButtonOfALineSelectsItsRoomAndItsPerson(FxRobot robot) throws Exception {
        // what callers report moves a room below Good after some seconds
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> subject().isPresent());
        window.openRooms(robot);
        robot.clickOn(".filter-field").write("nothing is called so");
        soon(() -> window.rooms(robot).getItems().isEmpty());
        robot.clickOn("#go-overview");
        soon(() -> link(robot).isPresent());
        // lines come and go with what callers report, so that a click may meet another one
        Set<Subject> possible = new HashSet<>(subjects());
        String text = inWindow(() -> {
            Button button = link(robot).orElseThrow();
            button.fire();
            return button.getText();
        });
        possible.addAll(subjects());

        soon(() -> window.rooms(robot).getSelectionModel().getSelectedItems().size() == 1);
        Handle<String, ?> room =
                inWindow(() -> window.rooms(robot).getSelectionModel().getSelectedItem());
        Set<Long> people = inWindow(() -> window.people(robot).getSelectionModel().getSelectedItems().stream()
                .map(Handle::key)
                .collect(Collectors.toSet()));
        Subject.Person meant = possible.stream()
                .filter(Subject.Person.class::isInstance)
                .map(Subject.Person.class::cast)
                .filter(person ->
                        text.equals("Show " + person.name()) && person.room().equals(room.key()))
                .findFirst()
                .orElseThrow();
        assertThat(people).isEqualTo(Set.of(meant.id()));
    }

    private Optional<Button> link(FxRobot robot) {
        return subject().map(Subject.Person.class::cast).flatMap(person -> robot.from(
                        robot.lookup("#attention").<Node>query())
                .lookup((Button button) -> button.getText().equals("Show " + person.name()))
                .tryQuery());
    }
}
