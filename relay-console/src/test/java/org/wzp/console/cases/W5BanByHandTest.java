package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.choose;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** W5: a ban by hand, of an identity, an address or a range, from one room or the relay, and lifted again. */
class W5BanByHandTest extends WindowCase {
    @BeforeEach
    void running() {
        window.address();
    }

    private List<Ban> bans() {
        return window.relay().snapshot().access().bans();
    }

    private void ask(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#addBan").tryQuery().isPresent());
        robot.clickOn("#addBan");
        soon(() -> robot.lookup("#ban-confirm").tryQuery().isPresent());
    }

    private void type(FxRobot robot, String field, String text) throws Exception {
        inWindow(() -> {
            robot.lookup(field).queryAs(TextField.class).setText(text);
            return true;
        });
    }

    private static String outcome(FxRobot robot) throws Exception {
        return inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText());
    }

    private static boolean possible(FxRobot robot) throws Exception {
        return inWindow(() -> !robot.lookup("#ban-confirm").<Node>query().isDisabled());
    }

    private boolean rowSays(FxRobot robot, String text) {
        return robot.from(robot.lookup("#banTable").<Node>query())
                .lookup((Labeled cell) -> text.equals(cell.getText()))
                .tryQuery()
                .isPresent();
    }

    @Test
    void bansAreSortedByTheirMomentsNotByTheLettersOfThem(FxRobot robot) throws Exception {
        for (String until : List.of("2098-12-01T12:00:00Z", "2098-11-25T12:00:00Z", "2099-01-03T12:00:00Z")) {
            window.relay()
                    .execute(
                            "test",
                            new AddBan(
                                    new BanTarget.Identity(
                                            somebody().fingerprint().toString()),
                                    Optional.empty(),
                                    "",
                                    new KeepOut.Until(Instant.parse(until))));
        }
        window.relay()
                .execute(
                        "test",
                        new AddBan(BanTarget.Prefix.around("10.0.0.1"), Optional.empty(), "", new KeepOut.ForGood()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#banTable").tryQueryAs(TableView.class).isPresent());
        for (String column : List.of("Until", "Ends in")) {
            assertThat(sortedBy(robot, column)).as(column).containsExactly(2L, 1L, 3L, 4L);
        }
        assertThat(sortedBy(robot, "Since")).containsExactly(1L, 2L, 3L, 4L);
    }

    @SuppressWarnings("unchecked")
    private static List<Long> sortedBy(FxRobot robot, String column) throws Exception {
        TableView<Handle<Long, Ban>> table =
                inWindow(() -> robot.lookup("#banTable").queryAs(TableView.class));
        soon(() -> table.getItems().size() == 4);
        return inWindow(() -> {
            table.getSortOrder()
                    .setAll(table.getColumns().stream()
                            .filter(found ->
                                    ((Label) found.getGraphic()).getText().equals(column))
                            .toList());
            return table.getItems().stream().map(Handle::key).toList();
        });
    }

    @Test
    void somebodyAbsentIsBannedFromTheRelayAndTheBanIsLifted(FxRobot robot) throws Exception {
        Identity anna = somebody();
        String fingerprint = anna.fingerprint().toString();
        ask(robot);
        assertThat(inWindow(() -> robot.lookup("#ban-target").<Node>query().isFocused()))
                .isTrue();
        assertThat(possible(robot)).isFalse();
        robot.write(fingerprint.toUpperCase(Locale.ROOT));
        choose(robot, "#term-choice", "for good");
        type(robot, "#ban-reason", "spam");
        assertThat(outcome(robot))
                .isEqualTo(fingerprint.substring(0, 9)
                        + " can’t join any room of this relay for good. Nobody is disconnected by it now.");
        robot.clickOn("#ban-confirm");
        soon(() -> bans().size() == 1);
        assertThat(bans().getFirst().target()).isEqualTo(new BanTarget.Identity(fingerprint));
        assertThat(bans().getFirst().until()).isEmpty();
        window.isTurnedAway(anna, "Anna", "lobby");

        String user = System.getProperty("user.name");
        for (String cell : List.of(
                fingerprint.substring(0, 9), "whole relay", "spam", user + " at this console", "for good", "1")) {
            await(cell).atMost(TestWindow.SOON).until(() -> inWindow(() -> rowSays(robot, cell)));
        }
        assertThat(inWindow(() -> robot.lookup("#banTable").<TableView<?>>query().getVisibleLeafColumns().stream()
                        .map(column -> ((Labeled) column.getGraphic()).getText())
                        .toList()))
                .contains("Who", "Where", "Reason", "By", "Since", "Until");

        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#banTable").<Node>query())
                .lookup("spam")
                .<Node>query()));
        robot.clickOn("#lift");
        soon(() -> bans().isEmpty());
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
    }

    @Test
    void anAddressIsBannedFromOneRoomAndWhoIsThereIsNamedAndDisconnected(FxRobot robot) throws Exception {
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", ended);
        soon(() -> window.relay().snapshot().rooms().size() == 1);
        ask(robot);
        choose(robot, "#ban-kind", "one address");
        type(robot, "#ban-target", "127.0.0.1");
        choose(robot, "#ban-scope", "one room");
        assertThat(outcome(robot)).isEqualTo("Say from which room.");
        assertThat(possible(robot)).isFalse();
        type(robot, "#ban-room", "no room");
        assertThat(outcome(robot)).contains("is no room name");
        type(robot, "#ban-room", "Lobby");
        String brief = "Anna (" + anna.fingerprint().toString().substring(0, 9) + ")";
        soon(() -> outcome(robot)
                .equals("Nobody at 127.0.0.1 can join lobby for 1 hour. " + brief + " will be disconnected now."));
        robot.clickOn("#ban-confirm");
        ended.get(60, TimeUnit.SECONDS);
        soon(() -> bans().size() == 1);
        assertThat(bans().getFirst().target()).isEqualTo(BanTarget.Prefix.of("127.0.0.1/32"));
        assertThat(bans().getFirst().room()).isEqualTo(Optional.of("lobby"));
        window.isTurnedAway(somebody(), "Ben", "lobby");
        window.join(somebody(), "Ben", "kitchen", new CompletableFuture<>());
    }

    @Test
    void whatIsNoAddressCantBeConfirmedAndAnIpv6AddressMeansItsSite(FxRobot robot) throws Exception {
        ask(robot);
        choose(robot, "#ban-kind", "one address");
        for (String wrong : List.of("10/8", "1.2.3", "example.org", "1.2.3.4/+24", "10.0.0.0/8")) {
            type(robot, "#ban-target", wrong);
            assertThat(possible(robot)).as(wrong).isFalse();
            assertThat(outcome(robot)).as(wrong).startsWith("That is no address.");
        }
        type(robot, "#ban-target", "2001:db8:1:2:3::4");
        assertThat(outcome(robot)).startsWith("Nobody at 2001:db8:1:2::/64 can join any room");
        choose(robot, "#ban-kind", "a range of addresses");
        type(robot, "#ban-target", "10.1.2.3/8");
        assertThat(outcome(robot)).startsWith("Nobody at 10.0.0.0/8 can join any room of this relay for 1 hour.");
        robot.clickOn("#ban-confirm");
        soon(() -> bans().size() == 1);
        soon(() -> rowSays(robot, "10.0.0.0/8"));
    }

    @Test
    void whatIsNoFingerprintCantBeConfirmedSoThatNothingTypedIsLost(FxRobot robot) throws Exception {
        ask(robot);
        type(robot, "#ban-reason", "shouting");
        type(robot, "#ban-target", "518e:b935");
        assertThat(outcome(robot)).startsWith("That is no fingerprint.");
        assertThat(possible(robot)).isFalse();
        type(robot, "#ban-target", somebody().fingerprint().toString());
        assertThat(possible(robot)).isTrue();
    }

    @Test
    void aBanIsExtendedAndItsReasonEditedAndBothAreTakenBack(FxRobot robot) throws Exception {
        Identity anna = somebody();
        window.relay()
                .execute(
                        "test",
                        new AddBan(
                                new BanTarget.Identity(anna.fingerprint().toString()),
                                Optional.of("lobby"),
                                "spam",
                                new KeepOut.Until(Instant.parse("2099-01-03T12:00:00Z"))));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> robot.lookup("#banTable").tryQuery().isPresent() && rowSays(robot, "spam"));
        Ban before = bans().getFirst();
        robot.clickOn(inWindow(() -> robot.from(robot.lookup("#banTable").<Node>query())
                .lookup("spam")
                .<Node>query()));
        robot.clickOn("#editBan");
        soon(() -> robot.lookup("#ban-confirm").tryQuery().isPresent());
        type(robot, "#ban-reason", "spam, again");
        choose(robot, "#ban-scope", "the whole relay");
        choose(robot, "#term-choice", "for good");
        assertThat(outcome(robot)).contains("can’t join any room of this relay for good.");
        robot.clickOn("#ban-confirm");
        soon(() -> rowSays(robot, "spam, again"));
        assertThat(bans())
                .containsExactly(new Ban(
                        before.id(),
                        before.target(),
                        Optional.empty(),
                        "spam, again",
                        "test",
                        before.issued(),
                        Optional.empty(),
                        0));
        window.isTurnedAway(anna, "Anna", "kitchen");
        inWindow(() -> {
            window.run(ConsoleAction.UNDO);
            return true;
        });
        soon(() -> bans().getFirst().reason().equals("spam"));
        assertThat(bans().getFirst().until()).isEqualTo(before.until());
        assertThat(bans().getFirst().hits()).isPositive();
        window.join(anna, "Anna", "kitchen", new CompletableFuture<>());
    }

    @Test
    void bansAreAddedWhileTheRelayIsStopped(FxRobot robot) throws Exception {
        Identity anna = somebody();
        window.relay().stop();
        soon(() -> window.relay().snapshot().state() == RelayState.STOPPED);
        ask(robot);
        type(robot, "#ban-target", anna.fingerprint().toString());
        assertThat(outcome(robot)).contains("can’t join").doesNotContain("isconnected");
        robot.clickOn("#ban-confirm");
        soon(() -> bans().size() == 1);
        robot.clickOn("#power");
        window.isTurnedAway(anna, "Anna", "lobby");
    }
}
