package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** W1 and W3 with the real relay and real clients: six come at once, and the one who was selected is the one who is removed. */
class W1RealClientsTest extends WindowCase {
    @Test
    void sixWhoComeAtOnceOnBothSidesChangeNothing(FxRobot robot) throws Exception {
        CompletableFuture<CloseInfo> removed = new CompletableFuture<>();
        Identity chosen = somebody();
        window.join(chosen, "load-2b", "solo2-0", removed);
        window.openRooms(robot);
        window.selectPerson(robot, "load-2b");

        List<CompletableFuture<CloseInfo>> others = new ArrayList<>();
        List<CompletableFuture<RelayClient>> coming = new ArrayList<>();
        for (String name : List.of("load-0", "load-1", "load-2", "load-3", "load-4", "load-5")) {
            CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
            others.add(ended);
            coming.add(window.tryToJoin(somebody(), name, "solo2-0", ended));
        }
        for (CompletableFuture<RelayClient> client : coming) {
            client.get(60, TimeUnit.SECONDS);
        }
        soon(() -> window.people(robot).getItems().size() == 7);
        assertThat(inWindow(() -> window.people(robot).getSelectionModel().getSelectedItems().stream()
                        .map(row -> row.value().fingerprint())
                        .toList()))
                .containsExactly(chosen.fingerprint().toString());
        assertThat(inWindow(() -> robot.lookup("#kick").queryButton().getText()))
                .contains("load-2b");

        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        assertThat(inWindow(() -> robot.lookup("#kick-confirm").queryButton().getText()))
                .contains("load-2b");
        robot.clickOn("#kick-confirm");
        removed.get(60, TimeUnit.SECONDS);
        soon(() -> window.people(robot).getItems().size() == 6);
        assertThat(inWindow(() -> window.people(robot).getSelectionModel().getSelectedItems()))
                .isEmpty();
        robot.push(KeyCode.DELETE);
        robot.push(KeyCode.ENTER);
        assertThat(others).noneMatch(CompletableFuture::isDone);
        assertThat(window.relay().snapshot().rooms().getFirst().participants()).hasSize(6);
    }
}
