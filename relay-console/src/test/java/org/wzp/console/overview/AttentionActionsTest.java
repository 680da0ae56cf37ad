package org.wzp.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.app.FileOpener;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.identity.Identity;

/** What needs the operator has the thing's own action beside it. */
class AttentionActionsTest extends WindowCase {
    /** Until the relay that the new file makes runs, or has failed for it. */
    private void restartedWith(String configuration) throws Exception {
        assertThat(window.address()).isNotNull();
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.RESTART));
        Files.writeString(window.configFile(), configuration);
        CompletableFuture<RelayState> settled = new CompletableFuture<>();
        AutoCloseable listening = window.relay().onEvent(event -> {
            if (event instanceof RelayEvent.StateChanged changed && changed.state() == RelayState.STOPPED) {
                settled.complete(changed.state());
            }
        });
        try (listening) {
            inWindow(() -> {
                window.run(ConsoleAction.RESTART);
                return true;
            });
            assertThat(settled).succeedsWithin(TestWindow.SOON);
        }
        await().atMost(TestWindow.SOON)
                .until(() -> window.relay().snapshot().state() == RelayState.RUNNING
                        || window.relay().snapshot().state() == RelayState.FAILED);
    }

    private void openFilesWith(Path program) {
        window.graph().use(window.graph().desktop().opening(new FileOpener(List.of(program.toString()))));
    }

    private static boolean isThere(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().isPresent();
    }

    private void click(FxRobot robot, String selector) throws Exception {
        soon(() -> isThere(robot, selector));
        // lines come and go and are laid out meanwhile, so that a click at a place may meet something else
        inWindow(() -> {
            robot.lookup(selector).queryAs(ButtonBase.class).fire();
            return true;
        });
    }

    @Test
    void aLineAboutTheConfigurationOpensItsFileAlsoWhenTheRelayDidNotStartForIt(FxRobot robot) throws Exception {
        Path opened = home.resolve("opened");
        Path editor = Files.writeString(
                home.resolve("editor"),
                "#!/bin/sh\nprintf '%s' \"$1\" >" + opened + ".new\nmv " + opened + ".new " + opened + "\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        openFilesWith(editor);
        restartedWith("listen_addr = \"127.0.0.1:0\"\nmax_session = 5\n");
        click(robot, "#open-configuration");
        soon(() -> Files.exists(opened));
        assertThat(opened).hasContent(window.configFile().toString());

        Files.delete(opened);
        restartedWith("listen_addr = \"127.0.0.1:0\"\nmax_sessions =\n");
        soon(() -> isThere(robot, "#try-again"));
        click(robot, "#open-configuration");
        soon(() -> Files.exists(opened));
    }

    @Test
    void aTakenPortLeadsToTheSettingThatNamesIt(FxRobot robot) throws Exception {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            restartedWith("listen_addr = \"127.0.0.1:" + other.getLocalPort() + "\"\n");
            soon(() -> isThere(robot, "#try-again"));
            inWindow(() -> {
                robot.from(robot.lookup("#attention").<Node>query())
                        .lookup((Button button) -> button.getText().endsWith("Settings"))
                        .queryButton()
                        .fire();
                return true;
            });
            soon(() -> isThere(robot, "#find")
                    && robot.lookup("#find").queryAs(TextField.class).getText().equals("listen_addr"));
        }
    }

    @Test
    void whereNothingOpensFilesThePathIsShownAndCopied(FxRobot robot) throws Exception {
        openFilesWith(home.resolve("no-such-program"));
        assertThat(window.address()).isNotNull();
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.OPEN_CONFIGURATION));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.O);
        soon(() -> isThere(robot, "#file-path"));
        assertThat(inWindow(
                        () -> robot.lookup("#file-path").queryAs(Label.class).getText()))
                .isEqualTo(window.configFile().toString());
        click(robot, "#copy-path");
        soon(() -> window.configFile()
                .toString()
                .equals(Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void whenTheRelayIsFullItsLineLeadsToThoseWhoWereTurnedAway(FxRobot robot) throws Exception {
        restartedWith("listen_addr = \"127.0.0.1:0\"\nmax_sessions = 1\n");
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING && isThere(robot, "#attention"));
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        Identity ben = somebody();
        window.isTurnedAway(ben, "Ben", "lobby");
        click(robot, "#who-was-turned-away");
        soon(() -> isThere(robot, "#eventTable"));
        soon(() -> !events(robot).getItems().isEmpty());
        String key = ben.fingerprint().toString().substring(0, 4);
        assertThat(inWindow(() -> events(robot).getItems().stream()
                        .map(Handle::value)
                        .map(Object::toString)
                        .toList()))
                .as("the join and the start are not among them")
                .allMatch(row -> row.contains("TURNED_AWAY") && row.contains(key));
    }

    private static TableView<Handle<Long, Object>> events(FxRobot robot) {
        return robot.lookup("#eventTable").queryTableView();
    }

    @Test
    void theTileOfPeopleLeadsToAllOfThem(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        window.join(somebody(), "Ben", "kitchen", new CompletableFuture<>());
        soon(() -> window.relay().snapshot().traffic().sessions() == 2);
        click(robot, "#people");
        soon(() -> isThere(robot, "#peopleTable"));
        soon(() -> window.people(robot).getItems().stream()
                .map(row -> row.value().alias())
                .sorted()
                .toList()
                .equals(List.of("Anna", "Ben")));
    }
}
