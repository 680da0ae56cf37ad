package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.transport.ConnectionHandler;

/**
 * What the disk does to a relay, as its operator sees it: a sentence that says what to do, and nothing lost. All of it also works
 * for root, whom permissions don't stop.
 */
@ExtendWith(WindowExtension.class)
class TroubleTest {
    @TempDir
    private Path folder;

    private Path home;
    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        home = folder.resolve("home");
        window = new TestWindow(stage, home, folder.resolve("relay.toml"));
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private void startRelay() throws Exception {
        inWindow(window::started);
    }

    private boolean attention(FxRobot robot, String... words) {
        return robot.from(robot.lookup("#attention").<Node>query())
                .lookup((Label label) -> {
                    for (String word : words) {
                        if (!label.getText().contains(word)) {
                            return false;
                        }
                    }
                    return true;
                })
                .tryQuery()
                .isPresent();
    }

    private void runsAfterTryingAgain(FxRobot robot) {
        robot.clickOn("#try-again");
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING);
    }

    @Test
    void aFileWhereTheHomeBelongsIsSaidAndKept(FxRobot robot) throws Exception {
        Files.writeString(home, "somebody's letter");
        startRelay();
        soon(() -> attention(robot, home.toString(), "a directory is needed there", "--home"));
        assertThat(Files.readString(home)).isEqualTo("somebody's letter");
        Files.delete(home);
        runsAfterTryingAgain(robot);
    }

    @Test
    void anIdentityThatCanNotBeReadIsSaidAndNeverReplaced(FxRobot robot) throws Exception {
        Path identity = Files.createDirectories(home.resolve("relay-identity"));
        startRelay();
        soon(() -> attention(robot, "The identity file " + identity, "can't be read", "not replaced"));
        assertThat(identity).isEmptyDirectory();
        Files.delete(identity);
        runsAfterTryingAgain(robot);
    }

    @Test
    void anIdentityThatIsNoneIsSaidAndNeverReplaced(FxRobot robot) throws Exception {
        Path identity = Files.createDirectories(home).resolve("relay-identity");
        Files.writeString(identity, "half of a see");
        startRelay();
        soon(() -> attention(robot, identity.toString(), "64 hex digits", "Restore it from a backup"));
        assertThat(Files.readString(identity)).isEqualTo("half of a see");
    }

    @Test
    void rulesThatCanNotBeWrittenStayAsTheyWereAndTheOperatorIsTold(FxRobot robot) throws Exception {
        startRelay();
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        // a folder that isn't empty where the temporary belongs, as a disk that refuses
        Path obstacle = Files.createDirectories(home.resolve("console.toml.tmp/obstacle"));
        choose(robot, "#policy", "#policy-closed");
        soon(() -> robot.lookup("#notice").tryQuery().isPresent());
        assertThat(inWindow(
                        () -> robot.lookup("#notice-text").queryAs(Label.class).getText()))
                .contains("Nothing was changed, because", "Move the folder away, then try again");
        assertThat(window.relay().snapshot().rooms().getFirst().policy()).isEqualTo(RoomPolicy.OPEN);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        soon(() -> attention(robot, "Nothing was changed, because", "console.toml"));

        Files.delete(obstacle);
        Files.delete(home.resolve("console.toml.tmp"));
        window.openRooms(robot);
        choose(robot, "#policy", "#policy-closed");
        soon(() -> window.relay().snapshot().rooms().getFirst().policy() == RoomPolicy.CLOSED);
        soon(() -> window.relay().snapshot().attention().isEmpty());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void aFullDiskUnderTheAuditLogIsToldWhileWhatWasAskedForIsDone(FxRobot robot) throws Exception {
        startRelay();
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", ended);
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.clickOn("#allow");
        Path log = home.resolve("audit.jsonl");
        soon(() -> Files.exists(log) && Files.readAllLines(log).size() == 2);
        Path aside = Files.move(log, home.resolve("aside"));
        Files.createSymbolicLink(log, Path.of("/dev/full"));
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        robot.clickOn("#kick-confirm");
        ended.get(60, TimeUnit.SECONDS);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        soon(() -> attention(robot, "The audit log could not be written", "the disk is full"));

        Files.delete(log);
        Files.move(aside, log);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> Files.readAllLines(log).size() == 4);
        assertThat(AuditCheck.of(log, Optional.empty()).findings()).isEmpty();
        soon(() -> window.relay().snapshot().attention().isEmpty());
    }

    @Test
    void bansStayVisibleWhileTheRelayIsStoppedAndCanBeLifted(FxRobot robot) throws Exception {
        startRelay();
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        choose(robot, "#removal-scope", "this room");
        robot.clickOn("#kick-confirm");
        soon(() -> window.relay().snapshot().access().bans().size() == 1);
        soon(() -> robot.lookup("#power").queryButton().getText().equals("Stop relay"));
        robot.clickOn("#power");
        soon(() -> window.relay().snapshot().state() == RelayState.STOPPED);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#banTable").queryTableView().getItems().size() == 1);
        assertThat(inWindow(() -> robot.lookup("#remark").queryAs(Label.class).getText()))
                .contains("counts from its next start");
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#banTable").<Node>query())
                .lookup("Anna (" + anna.fingerprint().toString().substring(0, 9) + ")")
                .<Node>query()));
        robot.clickOn("#lift");
        soon(() -> robot.lookup("#banTable").queryTableView().getItems().isEmpty());
        robot.clickOn("#power");
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
    }

    @Test
    void aClosedRoomThatIsEmptyIsOpenedAgainFromItsRule(FxRobot robot) throws Exception {
        startRelay();
        var anna = window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        choose(robot, "#policy", "#policy-closed");
        soon(() -> window.relay().snapshot().access().rules().size() == 1);
        anna.leave();
        soon(() -> window.rooms(robot).getItems().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#ruleTable").queryTableView().getItems().size() == 1);
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#ruleTable").<Node>query())
                .lookup("lobby")
                .<Node>query()));
        choose(robot, "#rulePolicy", "#rule-open");
        soon(() -> robot.lookup("#ruleTable").queryTableView().getItems().isEmpty());
        window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
    }
}
