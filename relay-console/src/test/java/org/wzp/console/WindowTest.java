package org.wzp.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler;

/** What only a window can show: real clients, the real relay, real clicks and keys. */
class WindowTest extends WindowCase {
    @Test
    void theRelayStartsWithTheWindowAndAClientThatJoinsIsSeen(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        soon(() -> window.rooms(robot).getItems().size() == 1
                && window.people(robot).getItems().size() == 1);
        assertThat(inWindow(
                        () -> window.rooms(robot).getItems().getFirst().value().name()))
                .isEqualTo("lobby");
        assertThat(inWindow(
                        () -> window.people(robot).getItems().getFirst().value().alias()))
                .isEqualTo("Anna");
        assertThat(inWindow(() -> robot.lookup("#state").queryAs(Label.class).getText()))
                .isEqualTo("Running");
        assertThat(inWindow(() -> robot.lookup("#power").queryAs(Button.class).getText()))
                .isEqualTo("Stop relay (disconnects 1 person)");
    }

    @Test
    void anArrowInTheNavigationLeadsToTheViewThatItMarks(FxRobot robot) throws Exception {
        inWindow(() -> {
            robot.lookup("#go-overview").query().requestFocus();
            return true;
        });
        robot.push(KeyCode.DOWN);
        soon(() -> robot.lookup("#go-rooms").queryAs(ToggleButton.class).isSelected()
                && robot.lookup("#roomTable").tryQuery().isPresent());
        robot.push(KeyCode.DOWN);
        soon(() -> robot.lookup("#go-access").queryAs(ToggleButton.class).isSelected()
                && robot.lookup("#banTable").tryQuery().isPresent()
                && robot.lookup("#roomTable").tryQuery().isEmpty());
    }

    @Test
    void aKickNamesThePersonPutsThemOutAndKeepsThemOut(FxRobot robot) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", ended);
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        assertThat(inWindow(() ->
                        robot.lookup("#kick-confirm").queryAs(Button.class).getText()))
                .isEqualTo("Remove Anna");
        robot.clickOn("#kick-reason").write("too loud");
        choose(robot, "#removal-scope", "this room");
        robot.clickOn("#kick-confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> window.people(robot).getItems().stream()
                .noneMatch(h -> h.value().alias().equals("Anna")));
        soon(() -> robot.lookup("#notice").tryQuery().isPresent());
        window.isTurnedAway(anna, "Anna", "lobby");
        assertThat(Files.readString(home.resolve("audit.jsonl"), UTF_8)).contains("too loud");
    }

    @Test
    void aClosedRoomTurnsNewcomersAwayUntilUndoOpensItAgain(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        choose(robot, "#policy", "#policy-closed");
        soon(() -> window.rooms(robot).getItems().getFirst().value().policy() == RoomPolicy.CLOSED);
        window.isTurnedAway(somebody(), "Ben", "lobby");
        soon(() -> !robot.lookup("#undo").queryButton().isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> window.rooms(robot).getItems().getFirst().value().policy() == RoomPolicy.OPEN);
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        soon(() -> window.people(robot).getItems().size() == 2);
    }

    @Test
    void whoIsAllowedMayEnterARoomWithAnAllowList(FxRobot robot) throws Exception {
        Identity anna = somebody();
        RelayClient first = window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.clickOn("#allow");
        soon(() -> window.relay().snapshot().access().rules().stream()
                .anyMatch(rule -> rule.allowed().contains(anna.fingerprint().toString())));
        choose(robot, "#policy", "#policy-allow-list");
        soon(() -> window.rooms(robot).getItems().stream()
                .anyMatch(room -> room.value().policy() == RoomPolicy.ALLOW_LIST));
        first.leave();
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        window.isTurnedAway(somebody(), "Cleo", "lobby");
    }

    @Test
    void stoppingAsksByNumberAndStartsAgain(FxRobot robot) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        window.join(somebody(), "Anna", "lobby", ended);
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        robot.clickOn("#power");
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        robot.clickOn("#confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> robot.lookup("#power").queryButton().getText().equals("Start relay")
                && !robot.lookup("#power").queryButton().isDisabled());
        robot.clickOn("#power");
        soon(() -> robot.lookup("#state").queryAs(Label.class).getText().equals("Running"));
    }

    @Test
    void aTakenPortIsSaidInASentenceAndTryAgainWorksOnceItIsFree(FxRobot robot) throws Exception {
        window.address();
        window.relay().stop();
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            Files.writeString(window.configFile(), "listen_addr = \"127.0.0.1:" + other.getLocalPort() + "\"\n");
            soon(() -> robot.lookup("#power").queryButton().getText().equals("Start relay"));
            robot.clickOn("#power");
            soon(() -> robot.lookup("#state").queryAs(Label.class).getText().equals("Failed"));
            soon(() -> robot.from(robot.lookup("#attention").<Node>query())
                    .lookup((Label label) -> label.getText().contains("is taken by another program"))
                    .tryQuery()
                    .isPresent());
        }
        robot.clickOn("#try-again");
        soon(() -> robot.lookup("#state").queryAs(Label.class).getText().equals("Running"));
    }

    @Test
    void aMistakeInTheConfigurationIsToldInTheWindow(FxRobot robot) throws Exception {
        window.address();
        window.relay().stop();
        Files.writeString(window.configFile(), "listen_addr = 12\n");
        soon(() -> robot.lookup("#power").queryButton().getText().equals("Start relay"));
        robot.clickOn("#power");
        soon(() -> robot.from(robot.lookup("#attention").<Node>query())
                .lookup((Label label) -> label.getText().contains("relay.toml"))
                .tryQuery()
                .isPresent());
    }

    @Test
    void selectionSurvivesRefreshes(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Ben");
        long epoch = window.relay().snapshot().epoch();
        window.join(somebody(), "Aaron", "lobby", new CompletableFuture<>());
        soon(() -> window.people(robot).getItems().size() == 3
                && window.relay().snapshot().epoch() > epoch + 8);
        assertThat(inWindow(() -> window.people(robot)
                        .getSelectionModel()
                        .getSelectedItem()
                        .value()
                        .alias()))
                .isEqualTo("Ben");
        assertThat(inWindow(() -> window.people(robot).getItems().stream()
                        .map(h -> h.value().alias())
                        .toList()))
                .containsExactly("Aaron", "Anna", "Ben");
    }

    @Test
    void selectedRowsAreCopiedAsTabSeparatedText(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.push(KeyCode.CONTROL, KeyCode.C);
        String copied = inWindow(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).startsWith("Name\tRoom\tSpeaking\t").contains("\nAnna\tlobby\tsilent\t");
    }

    @Test
    void f1OpensTheSheetOfShortcutsWithEveryActionAndEscClosesIt(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.F1);
        soon(() -> robot.lookup(".shortcut-sheet").tryQuery().isPresent());
        List<String> words = inWindow(() ->
                robot
                        .from(robot.lookup(".shortcut-sheet").<Node>query())
                        .lookup(".label")
                        .queryAllAs(Label.class)
                        .stream()
                        .map(Label::getText)
                        .toList());
        for (ConsoleAction action : ConsoleAction.values()) {
            assertThat(words).contains(action.text(), action.keys());
        }
        assertThat(words).contains("Esc", Texts.of("shortcuts.esc"));
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup(".shortcut-sheet").tryQuery().isEmpty());
        assertThat(inWindow(() -> window.stage().isShowing())).isTrue();
    }

    @Test
    void theThemeSwitchesBetweenLightAndDark(FxRobot robot) throws Exception {
        assertThat(inWindow(Application::getUserAgentStylesheet)).contains("light");
        robot.clickOn("#themeButton");
        assertThat(inWindow(Application::getUserAgentStylesheet)).contains("dark");
    }

    @Test
    void everythingThatTakesTheFocusHasANameForScreenReaders(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        List<String> nameless = new ArrayList<>();
        int seen = 0;
        for (Place place : Place.values()) {
            inWindow(() -> {
                window.graph().actions().run(place.action());
                window.stage().getScene().getRoot().applyCss();
                return true;
            });
            WaitForAsyncUtils.waitForFxEvents();
            List<Node> focusable =
                    inWindow(() -> focusable(window.stage().getScene().getRoot()));
            seen += focusable.size();
            for (Node node : focusable) {
                if (inWindow(() -> nameOf(node)).isBlank()) {
                    nameless.add(place + ": " + node);
                }
            }
        }
        assertThat(seen).isGreaterThan(40);
        assertThat(nameless).isEmpty();
    }

    private static List<Node> focusable(Parent parent) {
        List<Node> found = new ArrayList<>();
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (node instanceof Control && node.isFocusTraversable()) {
                found.add(node);
            }
            if (node instanceof Parent inner) {
                found.addAll(focusable(inner));
            }
        }
        return found;
    }

    private static String nameOf(Node node) {
        Object spoken = node.getAccessibleText() != null
                ? node.getAccessibleText()
                : node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        return spoken == null ? "" : spoken.toString();
    }
}
