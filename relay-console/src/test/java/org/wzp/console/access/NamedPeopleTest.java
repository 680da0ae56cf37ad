package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Identity;

/** The operator names people, in their card and in the list of people, and the window calls them so. */
class NamedPeopleTest extends WindowCase {
    private static void type(FxRobot robot, String field, String text) throws Exception {
        inWindow(() -> {
            robot.lookup(field).queryAs(TextField.class).setText(text);
            return true;
        });
    }

    private static void press(FxRobot robot, String button) throws Exception {
        soon(() -> robot.lookup(button)
                .tryQuery()
                .filter(node -> !node.isDisabled())
                .isPresent());
        inWindow(() -> {
            robot.lookup(button).queryButton().fire();
            return true;
        });
    }

    /** As soon as it is possible; it may wait for an answer, so nobody waits for it. */
    private void open(ConsoleAction action) {
        soon(() -> window.graph().actions().isEnabled(action));
        Platform.runLater(() -> window.run(action));
    }

    private void choosePerson(FxRobot robot, String name) {
        soon(() -> {
            TableView<Handle<Long, ParticipantStatus>> people =
                    robot.lookup("#peopleTable").queryTableView();
            boolean there = people.getItems().size() == 1
                    && people.getItems().getFirst().value().alias().equals(name);
            if (there) {
                people.getSelectionModel().selectFirst();
            }
            return there;
        });
    }

    private static boolean says(FxRobot robot, String table, String text) {
        return robot.from(robot.lookup(table).<Node>query())
                .lookup((Labeled cell) -> text.equals(cell.getText()))
                .tryQuery()
                .isPresent();
    }

    private static void openPeople(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#byPeople").tryQuery().isPresent());
        inWindow(() -> {
            robot.lookup("#byPeople").queryAs(ToggleButton.class).setSelected(true);
            return true;
        });
    }

    @Test
    void whoIsNamedInTheirCardIsCalledSoInTheTablesTheCardAndTheQuestion(FxRobot robot) throws Exception {
        Identity anna = somebody();
        window.join(anna, "annax", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        choosePerson(robot, "annax");
        open(ConsoleAction.PERSON_CARD);
        press(robot, "#card-name-person");
        soon(() -> robot.lookup("#name-name").tryQuery().isPresent());
        type(robot, "#name-name", "Anna Meier");
        type(robot, "#name-note", "night shift");
        press(robot, "#name-save");
        soon(() -> says(robot, "#peopleTable", "Anna Meier"));
        KnownPerson kept = new KnownPerson(anna.fingerprint().toString(), "Anna Meier", "night shift");
        assertThat(window.relay().snapshot().access().people()).containsExactly(kept);

        choosePerson(robot, "Anna Meier");
        open(ConsoleAction.PERSON_CARD);
        soon(() -> robot.lookup("#card-note").tryQuery().isPresent());
        assertThat(inWindow(
                        () -> robot.lookup("#card-note").queryAs(Label.class).getText()))
                .isEqualTo("night shift");
        assertThat(inWindow(
                        () -> robot.lookup("#card-names").queryAs(Label.class).getText()))
                .isEqualTo("annax");
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#person-card").tryQuery().isEmpty());

        openPeople(robot);
        for (String cell : new String[] {"Anna Meier", "annax", "night shift"}) {
            soon(() -> says(robot, "#bookTable", cell));
        }
        inWindow(() -> {
            window.run(ConsoleAction.UNDO);
            return true;
        });
        soon(() -> window.relay().snapshot().access().people().isEmpty());
        soon(() -> !says(robot, "#bookTable", "Anna Meier"));
    }

    @Test
    void somebodyWhoIsNotHereIsNamedByTheirKeyAndTheNameIsEdited(FxRobot robot) throws Exception {
        window.address();
        Identity ben = somebody();
        openPeople(robot);
        open(ConsoleAction.ADD_PERSON);
        soon(() -> robot.lookup("#name-key").tryQuery().isPresent());
        type(robot, "#name-name", "Ben");
        assertThat(inWindow(() -> robot.lookup("#name-save").queryButton().isDisabled()))
                .as("of nobody")
                .isTrue();
        type(robot, "#name-key", ben.fingerprint().toString());
        press(robot, "#name-save");
        soon(() -> says(robot, "#bookTable", "Ben"));
        inWindow(() -> {
            robot.lookup("#bookTable").queryTableView().getSelectionModel().selectFirst();
            return true;
        });
        open(ConsoleAction.EDIT_PERSON);
        soon(() -> robot.lookup("#name-note").tryQuery().isPresent());
        type(robot, "#name-note", "from the branch");
        press(robot, "#name-save");
        soon(() -> says(robot, "#bookTable", "from the branch"));
        window.join(ben, "bx", "lobby", new CompletableFuture<>());
        soon(() -> window.relay().snapshot().rooms().stream()
                .flatMap(room -> room.participants().stream())
                .anyMatch(person -> person.alias().equals("Ben")));
    }

    @Test
    void somebodyIsPutInAGroupThatTheListOfARoomNames(FxRobot robot) throws Exception {
        window.address();
        Identity ben = somebody();
        openPeople(robot);
        open(ConsoleAction.ADD_PERSON);
        soon(() -> robot.lookup("#name-key").tryQuery().isPresent());
        type(robot, "#name-key", ben.fingerprint().toString());
        type(robot, "#name-groups", "Crew, n!");
        assertThat(inWindow(() -> robot.lookup("#name-save").queryButton().isDisabled()))
                .as("n! is no group")
                .isTrue();
        type(robot, "#name-groups", "Crew, night");
        press(robot, "#name-save");
        soon(() -> says(robot, "#bookTable", "crew, night"));
        assertThat(window.relay()
                        .execute(
                                "test",
                                new SetRoomRule(new RoomRule("studio", RoomPolicy.ALLOW_LIST, List.of("@crew")), false))
                        .toString())
                .contains("Done");
        soon(() -> says(robot, "#bookTable", "studio"));
        window.join(ben, "bx", "studio", new CompletableFuture<>());
        window.isTurnedAway(somebody(), "Cleo", "studio");
    }
}
