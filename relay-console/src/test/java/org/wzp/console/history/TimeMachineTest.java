package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Polyline;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.wzp.console.Talker;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.table.Handle;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;

/** A real relay, a real client, and a window that looks back at them. */
class TimeMachineTest extends WindowCase {
    private TimeMachineViewModel machine() {
        return window.graph().timeMachine();
    }

    private String text(FxRobot robot, String selector) throws Exception {
        return inWindow(() -> robot.lookup(selector).<Labeled>query().getText());
    }

    /** Anna is there for some seconds of the hour, then gone. Returns one of those seconds. */
    private long annaWasHere(FxRobot robot) throws Exception {
        Identity anna = somebody();
        RelayClient client = window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("1"));
        long second = window.relay().snapshot().at().getEpochSecond() + 1;
        soon(() -> window.relay().snapshot().at().getEpochSecond() > second + 1);
        client.leave();
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("0"));
        return second;
    }

    private static List<String> events(FxRobot robot) {
        return robot.lookup("#events").<VBox>query().getChildren().stream()
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    private void look(long second) throws Exception {
        inWindow(() -> {
            machine().look(second);
            return true;
        });
    }

    @Test
    void everyViewShowsTheMomentAndNothingCanBeDoneInIt(FxRobot robot) throws Exception {
        long second = annaWasHere(robot);
        robot.push(KeyCode.CONTROL, KeyCode.J);
        soon(() -> robot.lookup("#timeBar").query().isVisible());
        look(second);
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("1"));
        assertThat(inWindow(() -> events(robot)))
                .as("of what happened later nothing is shown")
                .first()
                .asString()
                .endsWith("Anna joined lobby");
        assertThat(text(robot, "#pastSentence")).startsWith("You look at ").endsWith(" ago");
        window.openRooms(robot);
        soon(() -> window.rooms(robot).getItems().size() == 1);
        assertThat(inWindow(() -> window.graph().actions().isEnabled(ConsoleAction.START_OR_STOP)))
                .isFalse();
        inWindow(() -> {
            window.rooms(robot).getSelectionModel().selectFirst();
            return true;
        });
        assertThat(inWindow(() -> window.graph().actions().isEnabled(ConsoleAction.CLOSE_ROOM)))
                .isFalse();
        assertThat(inWindow(() -> robot.lookup("#policy").query().isDisabled()))
                .as("who may join is not changed in the past")
                .isTrue();

        inWindow(() -> {
            window.run(ConsoleAction.GO_OVERVIEW);
            return true;
        });
        robot.clickOn("#backToNow");
        soon(() -> events(robot).getFirst().endsWith("Anna left lobby"));
        window.openRooms(robot);
        soon(() -> window.rooms(robot).getItems().isEmpty());
        soon(() -> !robot.lookup("#timeBar").query().isVisible());
        assertThat(inWindow(() -> window.graph().actions().isEnabled(ConsoleAction.START_OR_STOP)))
                .isTrue();
    }

    @Test
    void aSavedHourIsShownInTheSameWay(FxRobot robot) throws Exception {
        long second = annaWasHere(robot);
        Path file = home.resolve("saved" + HistoryFile.ENDING);
        inWindow(() -> {
            machine().save(file);
            return true;
        });
        soon(() -> robot.lookup("#pastMessage").<Label>query().getText().startsWith("Saved "));
        assertThat(Files.size(file)).isPositive();

        inWindow(() -> {
            machine().open(file);
            return true;
        });
        soon(() -> robot.lookup("#pastSentence").<Label>query().getText().startsWith("saved" + HistoryFile.ENDING));
        look(second);
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("1"));
        assertThat(inWindow(() -> robot.lookup("#power").<Button>query().isDisabled()))
                .as("what is shown is no relay that could be stopped")
                .isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.B);
        soon(() -> !machine().lookingBack().get());
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("0"));
    }

    @Test
    void statusBarJournalAndTheMinuteOfAPersonFollowTheMoment(FxRobot robot) throws Exception {
        long second = annaTalkedHere(robot);
        look(second);
        soon(() -> robot.lookup("#event").<Labeled>query().getText().endsWith("Anna joined lobby"));
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.push(KeyCode.CONTROL, KeyCode.I);
        soon(() -> robot.lookup("#person-card").tryQuery().isPresent());
        assertThat(inWindow(() -> isDrawn(robot)))
                .as("her minute before the moment")
                .isTrue();
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#person-card").tryQuery().isEmpty());
        inWindow(() -> {
            window.run(ConsoleAction.GO_JOURNAL);
            return true;
        });
        soon(() -> sentences(robot).stream().anyMatch(told -> told.contains("Anna joined lobby")));
        assertThat(inWindow(() -> sentences(robot)))
                .as("of what happened later nothing is shown")
                .noneMatch(told -> told.contains("left lobby"));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.B);
        soon(() -> sentences(robot).stream().anyMatch(told -> told.contains("Anna left lobby")));
        soon(() -> robot.lookup("#event").<Labeled>query().getText().endsWith("Anna left lobby"));
    }

    private static List<String> sentences(FxRobot robot) {
        TableView<Handle<Long, Object>> events = robot.lookup("#eventTable").queryTableView();
        return events.getItems().stream().map(row -> row.value().toString()).toList();
    }

    /** Whether a line of the card goes up and down. */
    private static boolean isDrawn(FxRobot robot) {
        return robot
                .from(robot.lookup("#person-card").<Node>query())
                .lookup(".sparkline-line")
                .queryAllAs(Polyline.class)
                .stream()
                .anyMatch(line -> IntStream.range(0, line.getPoints().size() / 2)
                                .mapToObj(i -> line.getPoints().get(2 * i + 1))
                                .distinct()
                                .count()
                        > 1);
    }

    /** She has talked before that second, and has gone since. */
    private long annaTalkedHere(FxRobot robot) throws Exception {
        RelayClient anna = window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        try (Talker talker = new Talker(anna)) {
            assertThat(talker).isNotNull();
            await().atMost(TestWindow.SOON).until(() -> window.relay().snapshot().rooms().stream()
                    .flatMap(room -> room.participants().stream())
                    .anyMatch(person -> person.inPerSecond() > 10));
            long second = window.relay().snapshot().at().getEpochSecond() + 1;
            await().atMost(TestWindow.SOON)
                    .until(() -> window.relay().snapshot().at().getEpochSecond() > second + 1);
            anna.leave();
            soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("0"));
            return second;
        }
    }

    @Test
    void aMarkedSliceIsSavedAloneAndAnotherConsoleShowsIt(FxRobot robot) throws Exception {
        long second = annaWasHere(robot);
        look(second);
        soon(() -> robot.lookup("#timeSlider").<Slider>query().getValue() == second);
        robot.clickOn("#markStart");
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.U);
        soon(() -> robot.lookup("#pastMarked").<Label>query().getText().startsWith("Marked: "));
        Path file = home.resolve("slice" + HistoryFile.ENDING);
        inWindow(() -> {
            machine().save(file);
            return true;
        });
        soon(() -> robot.lookup("#pastMessage").<Label>query().getText().startsWith("Saved 1 second to slice"));
        robot.clickOn("#clearMarks");
        soon(() -> !robot.lookup("#pastMarked").<Label>query().getParent().isVisible());

        window.end();
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        var _ = FxToolkit.setupStage(stage -> {
            try {
                window = new TestWindow(stage, elsewhere);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        inWindow(() -> {
            window.graph().open(file);
            return true;
        });
        soon(() -> robot.lookup("#pastSentence").<Label>query().getText().startsWith("slice" + HistoryFile.ENDING));
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("1"));
        Slider slider = inWindow(() -> robot.lookup("#timeSlider").<Slider>query());
        assertThat(inWindow(slider::getMin)).isEqualTo(second);
        assertThat(inWindow(slider::getValue)).isEqualTo(second);
    }

    @Test
    void tilesLeadToWhatTheyCount(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("1"));
        robot.clickOn("#rooms");
        soon(() -> robot.lookup("#roomTable").tryQuery().isPresent());
    }

    @Test
    void theSlidersKeysGoSecondBySecond(FxRobot robot) throws Exception {
        long second = annaWasHere(robot);
        look(second);
        soon(() -> robot.lookup("#timeSlider").<Slider>query().getValue() == second);
        inWindow(() -> {
            robot.lookup("#timeSlider").query().requestFocus();
            return true;
        });
        robot.push(KeyCode.RIGHT);
        soon(() -> robot.lookup("#timeSlider").<Slider>query().getValue() == second + 1);
        // the hour has a second without her by now
        long gone = window.relay().snapshot().at().getEpochSecond();
        soon(() -> window.relay().snapshot().at().getEpochSecond() > gone + 1);
        robot.push(KeyCode.PAGE_UP);
        soon(() -> robot.lookup("#people").<Labeled>query().getText().equals("0"));
    }

    @Test
    void theHealthLetterIsWrittenWithoutAddresses(FxRobot robot) throws Exception {
        annaWasHere(robot);
        Path file = home.resolve("letter.html");
        inWindow(() -> {
            window.graph().letter().save(file, false);
            return true;
        });
        soon(() -> robot.lookup("#pastMessage")
                .<Label>query()
                .getText()
                .equals("Wrote letter.html. Addresses and fingerprints are left out."));
        assertThat(Files.readString(file))
                .contains("Health of this relay", "operator commands", "quic-loop-", "SHA-256 of its configuration")
                .doesNotContain("127.0.0.1", "<script");
    }

    @Test
    void aFileThatIsNoneIsRefusedInASentence(FxRobot robot) throws Exception {
        Path file = Files.writeString(home.resolve("x.zip"), "hello");
        inWindow(() -> {
            machine().open(file);
            return true;
        });
        soon(() -> robot.lookup("#pastMessage")
                .<Label>query()
                .getText()
                .equals("x.zip can’t be opened. It is not a file that a console has saved."));
        assertThat(inWindow(() -> machine().lookingBack().get())).isFalse();
    }
}
