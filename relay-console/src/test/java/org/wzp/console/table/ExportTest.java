package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;

/** Ctrl+E over a relay that runs. */
class ExportTest extends WindowCase {
    /** Opens the question with the keyboard, and says where. */
    private void export(FxRobot robot, Path file) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        soon(() -> robot.lookup("#export-file").tryQuery().isPresent());
        inWindow(() -> {
            robot.lookup("#export-file").queryAs(TextField.class).setText(file.toString());
            return true;
        });
    }

    private static String outcome(FxRobot robot) {
        return robot.lookup("#outcome").queryAs(Label.class).getText();
    }

    @Test
    void theTableInUseIsSavedAsCsvWithANameThatCanDoNoHarm(FxRobot robot) throws Exception {
        window.join(somebody(), "=1+1", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "=1+1");
        Path file = home.resolve("people.csv");
        export(robot, file);
        robot.clickOn("#export-save");
        soon(() -> outcome(robot).equals("Saved 1 row to " + file + "."));
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().startsWith("Name,");
        assertThat(Files.readAllLines(file).getLast()).startsWith("'=1+1,");
    }

    @Test
    void theFormatChangesTheEndingAndTheFileIsJson(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        soon(() -> window.rooms(robot).getItems().size() == 1);
        export(robot, home.resolve("rooms.csv"));
        choose(robot, "#export-format", "JSON, for programs");
        robot.clickOn("#export-save");
        Path file = home.resolve("rooms.json");
        soon(() -> outcome(robot).startsWith("Saved 1 row to " + file));
        assertThat(Files.readString(file)).contains("\"Room\" : \"lobby\"");
    }

    @Test
    void aButtonBesideEachFilterExportsItsOwnTable(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        for (String table : List.of("peopleTable", "roomTable")) {
            robot.clickOn("#" + table + "-export");
            soon(() -> robot.lookup("#export-file").tryQuery().isPresent());
            assertThat(inWindow(() -> robot.lookup("#export-file")
                            .queryAs(TextField.class)
                            .getText()))
                    .endsWith("wzp-" + table + ".csv");
            robot.push(KeyCode.ESCAPE);
            soon(() -> robot.lookup("#export-file").tryQuery().isEmpty());
        }
    }

    @Test
    void whatKeepsItFromBeingSavedIsSaidAndNothingIsLeftBehind(FxRobot robot) throws Exception {
        window.openRooms(robot);
        Path file = home.resolve("no-such-folder").resolve("rooms.csv");
        export(robot, file);
        robot.clickOn("#export-save");
        soon(() -> outcome(robot)
                .equals(file + " was not saved: there is no such file or folder. Nothing there has changed."));
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void everyViewWithALiveTableCanBeExported() throws Exception {
        for (Place place : Set.of(Place.ROOMS, Place.ACCESS, Place.CONTENTION, Place.FEDERATION, Place.JOURNAL)) {
            assertThat(inWindow(() -> {
                        window.graph().actions().run(place.action());
                        return window.graph().actions().isEnabled(ConsoleAction.EXPORT);
                    }))
                    .as(place.id())
                    .isTrue();
        }
    }
}
