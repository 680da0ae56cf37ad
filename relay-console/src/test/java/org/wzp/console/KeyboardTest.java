package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.transport.ConnectionHandler;

/** Keys alone, no mouse: each view is opened, walked and used, with a real client that sees what is done. */
class KeyboardTest extends WindowCase {
    /** More than any view has to offer. */
    private static final int MOST_TABS = 200;

    private static final String NOBODY = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    /** Goes from control to control until the one with this id has the focus. */
    private static void tabTo(FxRobot robot, Stage stage, String id) throws Exception {
        for (int tabs = 0; tabs < MOST_TABS && !id.equals(focused(stage)); tabs++) {
            robot.push(KeyCode.TAB);
        }
        assertThat(focused(stage)).isEqualTo(id);
    }

    private void tabTo(FxRobot robot, String id) throws Exception {
        tabTo(robot, window.stage(), id);
    }

    private static String focused(Stage stage) throws Exception {
        return inWindow(() -> Optional.ofNullable(stage.getScene().getFocusOwner())
                .map(Node::getId)
                .orElse(""));
    }

    private Optional<Stage> question() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(shown -> shown != window.stage() && shown.isShowing())
                .findFirst();
    }

    /** Waits until a question is open and its field, or its first button, can be typed into. */
    private Stage asked(String first) throws Exception {
        soon(() -> question()
                .map(stage -> stage.getScene().getFocusOwner())
                .filter(node -> first.isEmpty() || first.equals(node.getId()))
                .isPresent());
        return inWindow(() -> question().orElseThrow());
    }

    /** The same for a question that begins on Cancel; it comes there only once it is shown. */
    private Stage askedOnCancel() throws Exception {
        soon(() -> question()
                .map(stage -> stage.getScene().getFocusOwner())
                .filter(node -> node instanceof Button button && button.isCancelButton())
                .isPresent());
        return inWindow(() -> question().orElseThrow());
    }

    private void isAnswered() throws Exception {
        soon(() -> question().isEmpty());
    }

    private void firstRow(FxRobot robot, String table) throws Exception {
        soon(() -> window.stage().getScene().lookup("#" + table) instanceof TableView<?> rows
                && !rows.getItems().isEmpty());
        tabTo(robot, table);
        robot.push(KeyCode.HOME);
        soon(() -> !((TableView<?>) window.stage().getScene().lookup("#" + table))
                .getSelectionModel()
                .isEmpty());
    }

    private Optional<RoomStatus> lobby() {
        return window.relay().snapshot().rooms().stream()
                .filter(room -> room.name().equals("lobby"))
                .findFirst();
    }

    private boolean isSeen(String query) {
        Node node = window.stage().getScene().lookup(query);
        return node != null && node.isVisible();
    }

    @Test
    void somebodyIsLookedAtAndRemovedAndARoomIsLockedAndOpenedAgain(FxRobot robot) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        window.join(somebody(), "Anna", "lobby", ended);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        firstRow(robot, "roomTable");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        soon(() ->
                lobby().filter(room -> room.policy() == RoomPolicy.ALLOW_LIST).isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> lobby().filter(room -> room.policy() == RoomPolicy.OPEN).isPresent());

        firstRow(robot, "peopleTable");
        robot.push(KeyCode.ENTER);
        asked("");
        robot.push(KeyCode.ESCAPE);
        isAnswered();
        robot.push(KeyCode.DELETE);
        asked("kick-reason");
        robot.write("too loud");
        robot.push(KeyCode.ENTER);
        isAnswered();
        soon(ended::isDone);
    }

    @Test
    void aBanIsAddedAndUndoneAndARoomIsSharedAndNoLonger(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> isSeen("#banTable"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        Stage ban = asked("ban-target");
        robot.write(NOBODY);
        tabTo(robot, ban, "ban-confirm");
        robot.push(KeyCode.SPACE);
        isAnswered();
        soon(() -> window.relay().snapshot().access().bans().stream()
                .anyMatch(one -> one.target() instanceof BanTarget.Identity));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> window.relay().snapshot().access().bans().isEmpty());

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        soon(() -> isSeen("#sharedTable"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.G);
        asked("share-room");
        robot.write("lobby");
        robot.push(KeyCode.ENTER);
        isAnswered();
        soon(() -> window.relay().snapshot().federation().rooms().size() == 1);
        firstRow(robot, "sharedTable");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.U);
        soon(() -> window.relay().snapshot().federation().rooms().isEmpty());
    }

    @Test
    void figuresAreFoldedOutTheJournalStandsStillAndASettingIsChanged(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        soon(() -> isSeen("#developers"));
        tabTo(robot, "developers");
        robot.push(KeyCode.SPACE);
        soon(() -> ((TitledPane) window.stage().getScene().lookup("#developers")).isExpanded());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        soon(() ->
                !((Label) window.stage().getScene().lookup("#since")).getText().contains("the start"));

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        soon(() -> isSeen("#tabs"));
        tabTo(robot, "tabs");
        robot.push(KeyCode.RIGHT);
        soon(() -> ((TabPane) window.stage().getScene().lookup("#tabs"))
                        .getSelectionModel()
                        .getSelectedIndex()
                == 1);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        soon(() -> isSeen("#setting-max_sessions"));
        tabTo(robot, "setting-max_sessions");
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("250");
        soon(() -> ((TextField) window.stage().getScene().lookup("#setting-max_sessions"))
                .getText()
                .equals("250"));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.S);
        soon(() -> Files.exists(window.home().resolve("console.toml"))
                && Files.readString(window.home().resolve("console.toml")).contains("max_sessions = 250"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        soon(() -> isSeen("#auditTable"));
        firstRow(robot, "auditTable");
    }

    @Test
    void theWindowIsSearchedThePastIsLookedAtAndTheRelayIsStoppedAndStarted(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        asked("palette-text");
        robot.write("rooms");
        soon(() -> question()
                .map(stage -> (TextField) stage.getScene().lookup("#palette-text"))
                .filter(field -> field.getText().equals("rooms"))
                .isPresent());
        robot.push(KeyCode.ENTER);
        isAnswered();
        soon(() -> isSeen("#roomTable"));
        robot.push(KeyCode.CONTROL, KeyCode.P);
        soon(() -> ((ToggleButton) window.stage().getScene().lookup("#everybody")).isSelected());
        robot.push(KeyCode.CONTROL, KeyCode.P);

        robot.push(KeyCode.CONTROL, KeyCode.J);
        soon(() -> isSeen("#timeBar"));
        tabTo(robot, "backToNow");
        robot.push(KeyCode.SPACE);
        soon(() -> !isSeen("#timeBar"));

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        Stage stop = askedOnCancel();
        tabTo(robot, stop, "confirm");
        robot.push(KeyCode.SPACE);
        isAnswered();
        soon(() -> window.relay().snapshot().state() == RelayState.STOPPED);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING);
    }
}
