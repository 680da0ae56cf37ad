package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.shell.PaletteViewModel.Entry;
import org.wzp.relay.api.RelayState;

/** Ctrl+K, with the keyboard alone: actions, views, rooms, people and settings. */
class PaletteTest extends WindowCase {
    private void ask(FxRobot robot, String text) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        soon(() -> robot.lookup("#palette-text")
                .tryQueryAs(TextField.class)
                .filter(TextField::isFocused)
                .isPresent());
        robot.write(text);
        soon(() ->
                robot.lookup("#palette-text").queryAs(TextField.class).getText().equals(text));
    }

    private static Entry first(FxRobot robot) {
        ListView<?> list = robot.lookup("#palette-list").queryAs(ListView.class);
        return (Entry) list.getItems().getFirst();
    }

    private void go(FxRobot robot) {
        robot.push(KeyCode.ENTER);
    }

    @Test
    void aFewLettersLeadToAViewASettingARoomAndAPerson(FxRobot robot) throws Exception {
        window.join(somebody(), "Annabel", "quiet-corner", new CompletableFuture<>());
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        ask(robot, "fede");
        go(robot);
        soon(() -> robot.lookup("#peerTable").tryQuery().isPresent());
        ask(robot, "maxse");
        soon(() -> first(robot).name().equals("People at one time (max_sessions)"));
        go(robot);
        soon(() -> robot.lookup("#find")
                .tryQueryAs(TextField.class)
                .filter(find -> find.getText().equals("max_sessions"))
                .isPresent());
        soon(() -> robot.lookup("#setting-loops").tryQuery().stream()
                .noneMatch(field -> field.getParent().getParent().isVisible()));
        ask(robot, "quico");
        soon(() -> first(robot).kind().equals("room, 1 person"));
        go(robot);
        soon(() -> window.rooms(robot).getSelectionModel().getSelectedItem() != null);
        ask(robot, "annab");
        soon(() -> first(robot).kind().equals("in quiet-corner"));
        go(robot);
        soon(() -> window.people(robot).getSelectionModel().getSelectedItem() != null);
    }

    @Test
    void whatHurtsAsksAsAlways(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        ask(robot, "start or stop");
        go(robot);
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        assertThat(window.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#confirm").tryQuery().isEmpty());
    }

    @Test
    void theBestFitIsFirstAndWhatLacksALetterIsOut() {
        List<Entry> all = List.of(
                new Entry("media_max_age_ms", "", "", () -> {}),
                new Entry("max_sessions", "", "", () -> {}),
                new Entry("Rooms", "", "", () -> {}));
        PaletteViewModel model = new PaletteViewModel(() -> all);
        assertThat(model.found().get()).isEqualTo(all);
        model.typed().set("ma s");
        assertThat(model.found().get()).extracting(Entry::name).containsExactly("max_sessions", "media_max_age_ms");
        model.typed().set("roomz");
        assertThat(model.found().get()).isEmpty();
    }
}
