package org.wzp.console.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.Place;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.state.Preferences;
import org.wzp.console.state.UiState;
import org.wzp.console.state.UiState.Choice;
import org.wzp.console.state.UiState.ColumnState;
import org.wzp.console.state.UiState.Frame;
import org.wzp.console.state.UiState.SortState;
import org.wzp.console.state.UiState.TableState;
import org.wzp.console.state.UiStateFile;

/** W12: the window opens as it was left, and whatever is wrong with what it remembers never keeps it from opening. */
@ExtendWith(WindowExtension.class)
class W12RememberedTest {
    private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1600, 1000);

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve(UiStateFile.NAME);
    }

    @Start
    void start(Stage stage) {
        // each test opens its own windows
    }

    private TestWindow open() throws Exception {
        return inWindow(() -> TestWindow.remembering(new Stage(), home, file()));
    }

    private static TableView<?> rooms(TestWindow window) {
        return (TableView<?>) window.stage().getScene().lookup("#roomTable");
    }

    private static String title(TableColumn<?, ?> column) {
        return ((Label) column.getGraphic()).getText();
    }

    @Test
    void aSecondWindowLooksAsTheFirstWasLeft() throws Exception {
        TestWindow first = open();
        inWindow(() -> {
            first.theme().choice().set(ThemeChoice.DARK);
            first.run(Place.ROOMS.action());
            first.stage().getScene().getRoot().applyCss();
            first.stage().getScene().getRoot().layout();
            first.stage().setX(40);
            first.stage().setY(30);
            first.stage().setWidth(1100);
            first.stage().setHeight(700);
            sort(rooms(first));
            hide(first, "kbit/s");
            return true;
        });
        soon(() -> first.stage().getScene().getWidth() == 1100);
        inWindow(() -> {
            ((SplitPane) first.stage().getScene().lookup("#split")).setDividerPositions(0.6);
            return true;
        });
        first.end();
        assertThat(Files.readString(file(), UTF_8)).contains("\"dark\"", "\"rooms\"");

        String split = splitLine();
        TestWindow second = open();
        try {
            assertThat(inWindow(() -> second.theme().choice().get())).isEqualTo(ThemeChoice.DARK);
            soon(() -> second.stage().getScene().lookup("#roomTable") != null);
            assertThat(inWindow(() -> List.of(
                            second.stage().getX(),
                            second.stage().getY(),
                            second.stage().getWidth(),
                            second.stage().getHeight())))
                    .isEqualTo(List.of(40.0, 30.0, 1100.0, 700.0));
            assertThat(inWindow(() -> rooms(second).getSortOrder().stream()
                            .map(column -> title(column) + " " + column.getSortType())
                            .toList()))
                    .containsExactly("People DESCENDING");
            assertThat(inWindow(() -> shown(second))).contains("Room", "Loss %").doesNotContain("kbit/s");
            soon(() -> Math.abs(((SplitPane) second.stage().getScene().lookup("#split")).getDividerPositions()[0] - 0.6)
                    < 0.02);
        } finally {
            second.end();
        }
        assertThat(splitLine())
                .as("what nobody moved has not moved by itself, start after start")
                .isEqualTo(split);
    }

    private String splitLine() throws IOException {
        return Files.readString(file(), UTF_8)
                .lines()
                .filter(line -> line.contains("roomsSplit"))
                .findFirst()
                .orElseThrow();
    }

    private static void hide(TestWindow window, String column) {
        MenuButton choice = (MenuButton) window.stage().getScene().lookup("#roomColumns");
        CheckMenuItem item = choice.getItems().stream()
                .filter(each -> column.equals(each.getText()))
                .map(CheckMenuItem.class::cast)
                .findFirst()
                .orElseThrow();
        item.setSelected(false);
        item.fire();
    }

    private static List<String> shown(TestWindow window) {
        return rooms(window).getVisibleLeafColumns().stream()
                .map(W12RememberedTest::title)
                .toList();
    }

    private static <T> void sort(TableView<T> table) {
        TableColumn<T, ?> people = table.getColumns().stream()
                .filter(column -> title(column).equals("People"))
                .findFirst()
                .orElseThrow();
        people.setSortType(SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(people));
    }

    @Test
    void aSpoiltFileIsReplacedAndTheWindowOpensAsNew() throws Exception {
        for (String spoilt :
                List.of("{", "[]", "{\"roomsSplit\": 7}", "{\"roomsSplit\": 0.5, \"frame\": {\"x\": \"far\"}}", "\0")) {
            Files.writeString(file(), spoilt);
            assertThat(new UiStateFile(file()).load()).as(spoilt).isEqualTo(UiState.NEW);
        }
        TestWindow window = open();
        window.end();
        assertThat(new UiStateFile(file()).load().place()).isEqualTo("overview");
        assertThat(Files.readString(file(), UTF_8)).startsWith("{");
    }

    @Test
    void whatIsWrittenIsRead() {
        UiState state = new UiState(
                Optional.of("light"),
                "access",
                Optional.of(new Frame(-5, 0, 900, 600, true)),
                0.25,
                Map.of(
                        "banTable",
                        new TableState(
                                List.of(new ColumnState("Room", 110.5, Choice.HIDDEN)),
                                List.of(new SortState("Reason", true)))),
                new Preferences(true, 130, 1_000, Optional.of("de"), false, Optional.of("keep"), Set.of("knock")));
        new UiStateFile(file()).save(state);
        assertThat(new UiStateFile(file()).load()).isEqualTo(state);
        assertThat(home).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFolderThatIsNotThereIsNotMadeAndOneThatRefusesIsNoTrouble() throws Exception {
        Path missing = home.resolve("none/" + UiStateFile.NAME);
        new UiStateFile(missing).save(UiState.NEW);
        assertThat(missing.getParent()).doesNotExist();
        Files.createDirectories(file().resolve("a folder in the way"));
        UiStateFile refused = new UiStateFile(file());
        refused.save(UiState.NEW);
        assertThat(refused.load()).isEqualTo(UiState.NEW);
    }

    @Test
    void aWindowThatWasOnAScreenThatIsGoneOpensWhereItCanBeReached() {
        Frame right = new Frame(2000, 100, 1280, 800, false);
        assertThat(right.within(List.of(SCREEN))).isEmpty();
        assertThat(right.within(List.of(SCREEN, new Rectangle2D(1600, 0, 1600, 1000))))
                .contains(right);
        assertThat(new Frame(100, -500, 800, 600, false).within(List.of(SCREEN)))
                .isEmpty();
        assertThat(new Frame(100, 990, 800, 600, false).within(List.of(SCREEN))).isEmpty();
        assertThat(new Frame(0, 0, 3000, 2000, false).within(List.of(SCREEN)))
                .contains(new Frame(0, 0, 1600, 1000, false));
    }
}
