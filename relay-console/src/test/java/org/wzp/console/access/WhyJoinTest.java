package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.identity.Identity;

/** Why can … join …? asked in the window, and the same tried by real clients. */
class WhyJoinTest extends WindowCase {
    private final Identity anna = somebody();

    @BeforeEach
    void running() {
        window.address();
    }

    /** By keys alone: the view, the question; the first field has the focus. */
    private void ask(FxRobot robot, String who, String room) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> inWindow(() -> robot.lookup("#whyJoin").tryQuery().isPresent()));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.J);
        soon(() -> inWindow(() ->
                robot.lookup("#entry-who").tryQuery().filter(Node::isFocused).isPresent()));
        type(robot, "#entry-who", who);
        type(robot, "#entry-room", room);
    }

    private static void type(FxRobot robot, String field, String text) throws Exception {
        inWindow(() -> {
            robot.lookup(field).queryAs(TextField.class).setText(text);
            return true;
        });
    }

    private static void soonSays(FxRobot robot, String start, String part) {
        soon(() -> inWindow(() -> {
            String said = robot.lookup("#outcome").queryAs(Label.class).getText();
            return said.startsWith(start) && said.contains(part);
        }));
    }

    private String fingerprint() {
        return anna.fingerprint().toString();
    }

    private String brief() {
        return fingerprint().substring(0, 9);
    }

    @Test
    void theRuleThatDecidesIsToldWithWhoChangedItAndTheAnswerFollowsTheRules(FxRobot robot) throws Exception {
        ask(robot, fingerprint(), "Staff");
        soonSays(robot, brief() + " can join staff: it is open to everyone.", "");

        window.relay().execute("Olga", new SetRoomPolicy("staff", RoomPolicy.ALLOW_LIST));
        soonSays(
                robot,
                brief() + " can’t join staff: only people on its allow-list can, and they are not on it.",
                "The audit log’s last change of this rule: by Olga, ");
        window.isTurnedAway(anna, "Anna", "staff");

        window.relay().execute("Pavel", new AllowInRoom("staff", fingerprint()));
        soonSays(robot, brief() + " can join staff: they are on its allow-list", "by Pavel, ");
        window.join(anna, "Anna", "staff", new CompletableFuture<>());
        soonSays(robot, "Anna (" + brief() + ") can join staff", "");
        robot.push(KeyCode.ESCAPE);
        soon(() -> inWindow(() -> robot.lookup("#entry-who").tryQuery().isEmpty()));
    }

    @Test
    void somebodyInsideIsFoundByNameAndABanOfTheirAddressIsNamedWithItsIssuer(FxRobot robot) throws Exception {
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        soon(() -> window.relay().snapshot().rooms().size() == 1);
        window.relay()
                .execute(
                        "Olga",
                        new AddBan(BanTarget.Prefix.of("127.0.0.1/32"), Optional.of("kitchen"), "", Optional.empty()));
        ask(robot, "anna", "kitchen");
        soonSays(
                robot,
                "Anna (" + brief() + ") can’t join kitchen: a ban on 127.0.0.1",
                "(kitchen, until: for good). It was issued by Olga, ");
        window.isTurnedAway(somebody(), "Ben", "kitchen");
        type(robot, "#entry-who", somebody().fingerprint().toString());
        soonSays(robot, "", "They are not here, so bans of addresses are left out of this.");
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void whatIsMissingOrNoNameIsSaid(FxRobot robot) throws Exception {
        ask(robot, "", "");
        soonSays(robot, "Say who, and which room.", "");
        type(robot, "#entry-who", fingerprint());
        type(robot, "#entry-room", "no room");
        soonSays(robot, "\"no room\" is no room name.", "");
        window.relay().stop();
        type(robot, "#entry-room", "lobby");
        soonSays(robot, brief() + " can join lobby: it is open to everyone.", "");
        assertThat(inWindow(() -> robot.lookup("#entry-who").<Node>query().getAccessibleText()))
                .isEqualTo("Who");
        robot.push(KeyCode.ESCAPE);
    }
}
