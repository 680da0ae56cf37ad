package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.seen;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.text.Privacy;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** What closing the window does, to a client who is really connected; and what the window tells unasked. */
class ClosingTest extends WindowCase {
    private final CompletableFuture<CloseInfo> ended = new CompletableFuture<>();

    /** A desktop that has a place for programs without a window, as the one that runs the tests has none. */
    private static final class OpenTray implements Tray {
        private final AtomicReference<@Nullable Entry> inIt = new AtomicReference<>();
        private final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public boolean enter(Entry entry) {
            inIt.set(entry);
            return true;
        }

        @Override
        public void say(String text) {
            said.add(text);
        }

        @Override
        public void leave() {
            inIt.set(null);
        }
    }

    private void annaIsThere(FxRobot robot) throws Exception {
        RelayClient anna = window.join(somebody(), "Anna", "lobby", ended);
        assertThat(anna).isNotNull();
        soon(() -> robot.lookup("#power").queryAs(Button.class).getText().contains("1 person"));
    }

    private void choose(WhenClosed choice) throws Exception {
        inWindow(() -> {
            window.graph().preferences().whenClosed().set(choice);
            return true;
        });
    }

    /** As the desktop does; later, because a question may follow that is answered meanwhile. */
    private void close() {
        Platform.runLater(
                () -> window.stage().fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    private static boolean isThere(FxRobot robot, String selector) {
        return seen(() -> robot.lookup(selector).tryQuery().isPresent());
    }

    private void press(FxRobot robot, String selector) throws Exception {
        soon(() -> isThere(robot, selector));
        robot.clickOn(inWindow(() -> robot.lookup(selector).<Node>query()));
    }

    private void annaIsStillThere() {
        assertThat(window.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
        assertThat(window.relay().snapshot().traffic().sessions()).isEqualTo(1);
        assertThat(ended).isNotDone();
    }

    @Test
    void endingWithoutAskingClosesTheWindowAtOnceAndWithItTheRelay(FxRobot robot) throws Exception {
        annaIsThere(robot);
        choose(WhenClosed.END);
        assertThat(inWindow(() -> {
                    var request = new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST);
                    window.stage().getOnCloseRequest().handle(request);
                    return request.isConsumed();
                }))
                .as("nothing keeps the window from closing")
                .isFalse();
        assertThat(isThere(robot, "#confirm")).isFalse();
        // what the program does once its window has gone
        window.graph().close();
        assertThat(ended).succeedsWithin(TestWindow.SOON);
    }

    /** Minimising itself is not tried: without a window manager, as here, no window comes back from that. */
    @Test
    void keepingItRunningWithoutATrayIsSaidAndMinimisingIsOffered(FxRobot robot) throws Exception {
        annaIsThere(robot);
        choose(WhenClosed.KEEP);
        close();
        soon(() -> isThere(robot, "#confirm"));
        assertThat(inWindow(() -> robot.lookup("#confirm").queryAs(Button.class).getText()))
                .isEqualTo("Minimise");
        robot.push(KeyCode.ESCAPE);
        soon(() -> !isThere(robot, "#confirm"));
        assertThat(inWindow(() -> window.stage().isShowing())).isTrue();
        annaIsStillThere();
    }

    @Test
    void theQuestionOffersToKeepItRunningAndInTheTrayItComesBackAsItWas(FxRobot robot) throws Exception {
        OpenTray tray = new OpenTray();
        window.graph().use(window.graph().desktop().goingTo(tray));
        annaIsThere(robot);
        close();
        press(robot, "#stop-keep");
        press(robot, "#confirm");
        soon(() -> !window.stage().isShowing());
        Tray.Entry entry = Optional.ofNullable(tray.inIt.get()).orElseThrow();
        annaIsStillThere();
        assertThat(window.relay().execute("test", new SetRoomPolicy("kitchen", RoomPolicy.ALLOW_LIST)))
                .isInstanceOf(Outcome.Done.class);
        window.isTurnedAway(somebody(), "Ben", "kitchen");
        await().atMost(TestWindow.SOON)
                .untilAsserted(
                        () -> assertThat(tray.said).singleElement().asString().contains("Ben", "kitchen"));

        entry.open().run();
        soon(() -> window.stage().isShowing());
        await().atMost(TestWindow.SOON).until(() -> tray.inIt.get() == null);
        hide(false);
        soon(() -> !told().isEmpty());
        hide(true);
        soon(() -> told().isEmpty());

        choose(WhenClosed.KEEP);
        close();
        soon(() -> !window.stage().isShowing());
        entry.quit().run();
        soon(() -> window.stage().isShowing() && isThere(robot, "#confirm"));
        press(robot, "#confirm");
        soon(() -> !window.stage().isShowing());
    }

    private void hide(boolean hidden) throws Exception {
        inWindow(() -> {
            window.graph().preferences().hidden().set(hidden);
            return true;
        });
    }

    /** The texts of the window that are drawn and tell an address or a fingerprint. */
    private List<String> told() {
        return window.stage().getScene().getRoot().lookupAll(".text").stream()
                .filter(node -> node instanceof Text && node.getOpacity() > 0)
                .map(node -> ((Text) node).getText())
                .filter(Privacy::tells)
                .toList();
    }

    @Test
    void whoIsNotOnTheListIsToldOfInEveryViewAndLeadsToTheJournalUnlessThatIsSwitchedOff(FxRobot robot)
            throws Exception {
        assertThat(window.address()).isNotNull();
        assertThat(window.relay().execute("test", new SetRoomPolicy("lobby", RoomPolicy.ALLOW_LIST)))
                .isInstanceOf(Outcome.Done.class);
        inWindow(() -> {
            window.run(ConsoleAction.GO_SETTINGS);
            return true;
        });
        soon(() -> isThere(robot, "#tell-turned-away"));
        inWindow(() -> {
            robot.lookup("#tell-turned-away").queryAs(CheckBox.class).fire();
            return true;
        });
        Identity ben = somebody();
        window.isTurnedAway(ben, "Ben", "lobby");
        soon(() -> robot.lookup("#event").queryAs(Label.class).getText().contains("Ben"));
        assertThat(isThere(robot, "#notice")).as("it is switched off").isFalse();

        inWindow(() -> {
            robot.lookup("#tell-turned-away").queryAs(CheckBox.class).fire();
            return true;
        });
        window.isTurnedAway(ben, "Ben", "lobby");
        press(robot, "#notice-show");
        soon(() -> isThere(robot, "#eventTable"));
        assertThat(isThere(robot, "#notice")).isFalse();
    }
}
