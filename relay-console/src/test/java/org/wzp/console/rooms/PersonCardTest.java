package org.wzp.console.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.Talker;
import org.wzp.console.WindowCase;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** The person card, bans from the row, many people at once and the people of all rooms, with real clients. */
class PersonCardTest extends WindowCase {
    private final List<Talker> talkers = new ArrayList<>();

    @AfterEach
    void endTalking() {
        talkers.forEach(Talker::close);
    }

    private RelayClient join(Identity who, String alias, String room) throws Exception {
        return window.join(who, alias, room, new CompletableFuture<>());
    }

    /** Wherever the button is by now: a question grows with what it says. */
    private static void press(FxRobot robot, String button) throws Exception {
        inWindow(() -> {
            robot.lookup(button).queryButton().fire();
            return true;
        });
    }

    private static String value(FxRobot robot, String fact) {
        return robot.lookup("#card-" + fact).queryAs(Label.class).getText();
    }

    private static void soonSays(FxRobot robot, String fact, String pattern) {
        soon(() -> value(robot, fact).matches(pattern));
    }

    private void openCard(FxRobot robot, String alias) throws Exception {
        window.openRooms(robot);
        window.selectPerson(robot, alias);
        robot.push(KeyCode.ENTER);
        soon(() -> robot.lookup("#person-card").tryQuery().isPresent());
    }

    @Test
    void theCardTellsAllThatIsKnownAndStaysTrue(FxRobot robot) throws Exception {
        Identity anna = somebody();
        RelayClient first = join(anna, "Anna", "lobby");
        soon(() -> window.relay().snapshot().rooms().size() == 1);
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        soon(() -> window.people(robot).getItems().size() == 1);
        first.leave();
        RelayClient again = join(anna, "Anna from home", "lobby");
        Identity ben = somebody();
        join(ben, "Ben", "lobby");
        talkers.add(new Talker(again));
        window.relay()
                .execute("test", new AllowInRoom("lobby", anna.fingerprint().toString()));

        openCard(robot, "Anna from home");
        assertThat(inWindow(() -> value(robot, "key")))
                .isEqualTo(anna.fingerprint().toString());
        assertThat(inWindow(() -> value(robot, "names"))).isEqualTo("Anna");
        soonSays(robot, "room", "lobby, for .* s \\(since .*\\)");
        soonSays(robot, "address", "127\\.0\\.0\\.1:\\d+, QUIC");
        assertThat(inWindow(() -> value(robot, "shared")))
                .isEqualTo("Ben (" + ben.fingerprint().toString().substring(0, 9) + ")");
        soonSays(robot, "speaking", "speaking · spoke for [1-9]\\d* of the last 60 s");
        soonSays(robot, "codec", "Opus24k");
        soonSays(robot, "tier", "Good, until their client reports");
        soonSays(robot, "loss-from", "0\\.0 %: 0 packets never came");
        soonSays(robot, "rtt", "[\\d.,]+ ms by QUIC, – ms as reported");
        soonSays(robot, "in", "[1-9]\\d* packets/s; [\\d,]+ in all, [\\d,]+ kB; 0 beyond the limit");
        soonSays(robot, "dropped", "nothing");
        soonSays(robot, "rules", "lobby: on its allow-list \\(Everyone\\)");
        soonSays(robot, "bans", "none");
        press(robot, "#card-copy");
        assertThat(inWindow(() -> Clipboard.getSystemClipboard().getString()))
                .startsWith("Anna from home (" + anna.fingerprint().toString().substring(0, 9) + ")\nKey: ")
                .contains("\nCodec: Opus24k\n");
        again.leave();
        soonSays(robot, "room", "has left lobby");
        assertThat(inWindow(
                        () -> robot.lookup("#card-kick").queryAs(Button.class).isDisabled()))
                .as("nobody is left to be removed")
                .isTrue();
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#person-card").tryQuery().isEmpty());
    }

    @Test
    void aDoubleClickOpensItAndItsButtonActsOnThePersonOnIt(FxRobot robot) throws Exception {
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.join(somebody(), "Anna", "lobby", ended);
        join(somebody(), "Ben", "lobby");
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        robot.doubleClickOn(
                inWindow(() -> robot.from(window.people(robot)).lookup("Anna").<Node>query()));
        soon(() -> robot.lookup("#person-card").tryQuery().isPresent());
        press(robot, "#card-kick");
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        press(robot, "#kick-confirm");
        assertThat(ended.get(60, TimeUnit.SECONDS).byPeer()).isTrue();
        soon(() -> window.people(robot).getItems().size() == 1);
    }

    // ---- bans from the row -----------------------------------------------------------------------------------------

    private void askToBan(FxRobot robot, String alias) throws Exception {
        window.openRooms(robot);
        window.selectPerson(robot, alias);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        soon(() -> robot.lookup("#row-ban-confirm").tryQuery().isPresent());
    }

    private static String outcome(FxRobot robot) throws Exception {
        return inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText());
    }

    private List<Ban> bans() {
        return window.relay().snapshot().access().bans();
    }

    @Test
    void aBanOfTheKeyKeepsThePersonOutOfTheRelay(FxRobot robot) throws Exception {
        Identity anna = somebody();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        window.join(anna, "Anna", "lobby", ended);
        join(somebody(), "Ben", "lobby");
        askToBan(robot, "Anna");
        String named = "Anna (" + anna.fingerprint().toString().substring(0, 9) + ")";
        assertThat(outcome(robot))
                .isEqualTo(named + " can’t join any room of this relay for 1 hour. " + named
                        + " will be disconnected now.");
        robot.clickOn("#row-ban-reason").write("noise");
        press(robot, "#row-ban-confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> bans().size() == 1);
        assertThat(bans().getFirst().target())
                .isEqualTo(new BanTarget.Identity(anna.fingerprint().toString()));
        assertThat(bans().getFirst().reason()).isEqualTo("noise");
        assertThat(bans().getFirst().room()).isEmpty();
        assertThat(bans().getFirst().until()).isPresent();
        window.isTurnedAway(anna, "Anna", "kitchen");
        assertThat(inWindow(() -> window.people(robot).getSelectionModel().getSelectedItems()))
                .as("nothing is selected afterwards")
                .isEmpty();
    }

    @Test
    void aBanOfARangeNamesWhomElseItMeetsAndIsForTheRoomAlone(FxRobot robot) throws Exception {
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        join(somebody(), "Anna", "lobby");
        window.join(somebody(), "Ben", "lobby", ended);
        askToBan(robot, "Anna");
        choose(robot, "#row-ban-by", "a range of addresses");
        robot.clickOn("#row-ban-only-room");
        choose(robot, "#term-choice", "for good");
        assertThat(outcome(robot)).startsWith("Nobody at 127.0.0.0/24 can join lobby for good. Anna (");
        assertThat(inWindow(() ->
                        robot.lookup("#row-ban-confirm").queryAs(Button.class).getText()))
                .isEqualTo("Ban Anna and 1 other");
        inWindow(() -> {
            robot.lookup("#row-ban-prefix").queryAs(TextField.class).setText("127.0.0.0/");
            return true;
        });
        assertThat(inWindow(() -> robot.lookup("#row-ban-confirm").query().isDisabled()))
                .isTrue();
        inWindow(() -> {
            robot.lookup("#row-ban-prefix").queryAs(TextField.class).setText("127.0.0.0/8");
            return true;
        });
        press(robot, "#row-ban-confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> bans().size() == 1);
        assertThat(bans().getFirst().target()).isEqualTo(BanTarget.Prefix.of("127.0.0.0/8"));
        assertThat(bans().getFirst().room()).contains("lobby");
        assertThat(bans().getFirst().until()).isEmpty();
        window.isTurnedAway(somebody(), "Cleo", "lobby");
        join(somebody(), "Dora", "kitchen");
    }

    // ---- many at once, and the people of all rooms ------------------------------------------------------------------

    private void chooseEverybody(FxRobot robot, int count) throws Exception {
        window.openRooms(robot);
        robot.push(KeyCode.CONTROL, KeyCode.P);
        soon(() -> window.people(robot).getItems().size() == count);
        robot.clickOn(window.people(robot)).push(KeyCode.CONTROL, KeyCode.A);
        soon(() -> window.people(robot).getSelectionModel().getSelectedItems().size() == count);
    }

    @Test
    void peopleOfAllRoomsAreShownWithTheirRoomAndRemovedWithOneQuestion(FxRobot robot) throws Exception {
        CompletableFuture<CloseInfo> anna = new CompletableFuture<>();
        CompletableFuture<CloseInfo> ben = new CompletableFuture<>();
        window.join(somebody(), "Anna", "lobby", anna);
        window.join(somebody(), "Ben", "attic", ben);
        chooseEverybody(robot, 2);
        assertThat(inWindow(() -> window.people(robot).getVisibleLeafColumns().stream()
                        .map(column -> ((Label) column.getGraphic()).getText())
                        .toList()))
                .contains("Room");
        assertThat(inWindow(() -> robot.lookup("#roomTable").tryQuery())).isEmpty();
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        choose(robot, "#removal-scope", "this room");
        assertThat(outcome(robot)).contains("2 rooms");
        press(robot, "#kick-confirm");
        anna.get(60, TimeUnit.SECONDS);
        ben.get(60, TimeUnit.SECONDS);
        soon(() -> bans().size() == 2);
        assertThat(bans().stream().flatMap(ban -> ban.room().stream())).containsExactlyInAnyOrder("lobby", "attic");
        robot.push(KeyCode.CONTROL, KeyCode.P);
        soon(() -> robot.lookup("#roomTable").tryQuery().isPresent());
        assertThat(inWindow(() ->
                        robot.lookup("#byRoom").queryAs(ToggleButton.class).isSelected()))
                .isTrue();
    }

    @Test
    void severalAreAllowedWithOneQuestionThatNamesThem(FxRobot robot) throws Exception {
        Identity anna = somebody();
        Identity ben = somebody();
        join(anna, "Anna", "lobby");
        join(ben, "Ben", "attic");
        chooseEverybody(robot, 2);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        assertThat(inWindow(() ->
                        robot.lookup(".question .label").queryAs(Label.class).getText()))
                .contains("Anna (" + anna.fingerprint().toString().substring(0, 9) + ")")
                .contains("Ben (" + ben.fingerprint().toString().substring(0, 9) + ")");
        press(robot, "#confirm");
        soon(() -> window.relay().snapshot().access().rules().stream()
                .map(RoomRule::room)
                .toList()
                .containsAll(List.of("lobby", "attic")));
        soon(() -> listed(robot) == 2);
    }

    private long listed(FxRobot robot) {
        return window.people(robot).lookupAll(".table-cell").stream()
                .filter(cell -> cell instanceof TableCell<?, ?> shown && "on list".equals(shown.getText()))
                .count();
    }

    @Test
    void bothTablesBeginWithTheWorst(FxRobot robot) throws Exception {
        join(somebody(), "Anna", "lobby");
        window.openRooms(robot);
        soon(() -> window.rooms(robot).getItems().size() == 1);
        inWindow(() -> {
            for (var order : List.of(
                    window.rooms(robot).getSortOrder(), window.people(robot).getSortOrder())) {
                assertThat(order).hasSize(1).allSatisfy(column -> {
                    assertThat(((Label) column.getGraphic()).getText()).isEqualTo("Quality");
                    assertThat(column.getSortType()).isEqualTo(TableColumn.SortType.ASCENDING);
                });
            }
            return true;
        });
    }
}
