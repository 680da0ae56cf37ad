package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FingerprintWords;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.Reconnect;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.client.RehearsalCallers;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.text.NoticeWords;

/** The Federation view with a second relay: adds a peer, trusts a knock, cuts and heals a link, shares a room, and takes each back. */
class FederationViewTest extends WindowCase {
    @TempDir
    Path otherHome;

    private EmbeddedRelay other;

    @BeforeEach
    void startTheOther() throws Exception {
        startAt(0);
        window.address();
    }

    private void startAt(int port) throws Exception {
        other = new EmbeddedRelay(RelayConfig.defaults(new InetSocketAddress("127.0.0.1", port), otherHome)
                .with(FederationConfig.NONE.globalRooms(rooms -> List.of("lobby"))));
        other.start();
    }

    private int otherPort() {
        return other.snapshot().endpoint().listening().orElseThrow().getPort();
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    private void open(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        soon(() -> robot.lookup("#peerTable").tryQuery().isPresent());
    }

    private static String fingerprint(RelaySnapshot snapshot) {
        return snapshot.endpoint().tlsFingerprint().orElseThrow();
    }

    private List<PeerStatus> peers() {
        return window.relay().snapshot().federation().peers();
    }

    private static void type(FxRobot robot, String field, String text) throws Exception {
        inWindow(() -> {
            robot.lookup(field).queryAs(TextField.class).setText(text);
            return true;
        });
    }

    private static void selectFirst(FxRobot robot, String table) throws Exception {
        soon(() -> robot.lookup(table)
                .tryQueryAs(TableView.class)
                .filter(shown -> !shown.getItems().isEmpty())
                .isPresent());
        robot.clickOn(table);
        inWindow(() -> {
            robot.lookup(table).queryAs(TableView.class).getSelectionModel().selectFirst();
            return true;
        });
    }

    @Test
    void aRelayIsAddedAndTheUndoTakesItAway(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#addRelay");
        soon(() -> robot.lookup("#relay-confirm").tryQuery().isPresent());
        type(robot, "#relay-url", "127.0.0.1:" + otherPort());
        type(robot, "#relay-fingerprint", fingerprint(other.snapshot()));
        assertThat(wordsOf(robot)).isEqualTo(words(other.snapshot()));
        type(robot, "#relay-label", "Branch");
        robot.clickOn("#relay-confirm");
        soon(() -> peers().size() == 1 && peers().getFirst().label().equals("Branch"));
        soon(() -> !other.snapshot().federation().knocks().isEmpty());
        soon(() -> inWindow(() -> robot.lookup("#peerTable")
                        .queryAs(TableView.class)
                        .getItems()
                        .size())
                == 1);
        window.run(ConsoleAction.UNDO);
        soon(() -> peers().isEmpty());
    }

    @Test
    void aKnockIsTrustedOnceItsWordsWereComparedAndTheLinkIsProven(FxRobot robot) throws Exception {
        theOtherDials();
        open(robot);
        selectFirst(robot, "#knockTable");
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.TRUST_RELAY));
        FingerprintWords card = inWindow(() -> robot.lookup("#knockWords").queryAs(FingerprintWords.class));
        assertThat(inWindow(card::spoken)).isEqualTo(words(other.snapshot()));
        inWindow(() -> {
            ((Button) card.lookup(".copy-button")).fire();
            return true;
        });
        assertThat(inWindow(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(words(other.snapshot()));
        robot.clickOn("#trust");
        soon(() -> robot.lookup("#trust-confirm").tryQuery().isPresent());
        assertThat(wordsOf(robot)).isEqualTo(words(other.snapshot()));
        assertThat(peers()).as("before the question is answered").isEmpty();
        type(robot, "#trust-label", "Branch");
        robot.clickOn("#trust-confirm");
        soon(() -> peers().size() == 1 && peers().getFirst().label().equals("Branch"));
        other.execute("test", new Reconnect(fingerprint(window.relay().snapshot())));
        soon(() -> peers().getFirst().state() == State.UP && peers().getFirst().proof() == Proof.PROVEN);
        window.run(ConsoleAction.UNDO);
        soon(() -> peers().isEmpty());
    }

    private void theOtherDials() throws Exception {
        other.execute(
                "test",
                new DialRelay(
                        "127.0.0.1:" + window.address().getPort(),
                        fingerprint(window.relay().snapshot()),
                        "Window"));
    }

    private void theOtherKnocks(FxRobot robot) throws Exception {
        theOtherDials();
        open(robot);
        selectFirst(robot, "#knockTable");
    }

    @Test
    void aKnockIsTrustedForAnHourAndTheOtherRelayHasItsLink(FxRobot robot) throws Exception {
        theOtherKnocks(robot);
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.TRUST_AN_HOUR));
        robot.clickOn("#trustAnHour");
        soon(() -> robot.lookup("#trust-confirm").tryQuery().isPresent());
        type(robot, "#trust-label", "Branch");
        robot.clickOn("#trust-confirm");
        soon(() -> peers().size() == 1);
        Instant until = peers().getFirst().trust().until().orElseThrow();
        assertThat(until)
                .isBetween(
                        Instant.now().plus(50, ChronoUnit.MINUTES),
                        Instant.now().plus(60, ChronoUnit.MINUTES));
        other.execute("test", new Reconnect(fingerprint(window.relay().snapshot())));
        await().atMost(TestWindow.SOON)
                .until(() -> other.snapshot().federation().peers().getFirst().state() == State.UP);
    }

    @Test
    void aKnockThatIsRefusedIsGoneAndTheOtherRelayGetsNoLink(FxRobot robot) throws Exception {
        theOtherKnocks(robot);
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.REFUSE_RELAY));
        robot.clickOn("#refuse");
        soon(() -> window.relay().snapshot().federation().knocks().isEmpty());
        assertThat(peers()).isEmpty();
        // it is told so: whoever dials again is turned away
        other.execute("test", new Reconnect(fingerprint(window.relay().snapshot())));
        await().atMost(TestWindow.SOON)
                .until(() -> other.snapshot().federation().peers().getFirst().problem() != Problem.NONE);
        assertThat(other.snapshot().federation().peers().getFirst().state()).isNotEqualTo(State.UP);
    }

    @Test
    void aRelayIsGivenAnotherNameAndItsLinkStays(FxRobot robot) throws Exception {
        other.execute("test", new TrustRelay(fingerprint(window.relay().snapshot()), "Window", Optional.empty()));
        window.relay()
                .execute("test", new DialRelay("127.0.0.1:" + otherPort(), fingerprint(other.snapshot()), "Branch"));
        open(robot);
        soon(() -> drawn(robot, "up"));
        selectFirst(robot, "#peerTable");
        robot.clickOn("#editRelay");
        soon(() -> robot.lookup("#relay-confirm").tryQuery().isPresent());
        type(robot, "#relay-label", "Harbour");
        robot.clickOn("#relay-confirm");
        soon(() -> peers().getFirst().label().equals("Harbour")
                && peers().getFirst().state() == State.UP);
        await().atMost(TestWindow.SOON)
                .until(() -> other.snapshot().federation().peers().getFirst().state() == State.UP);
    }

    @Test
    void aRoomIsUnsharedFromItsRow(FxRobot robot) throws Exception {
        window.relay().execute("test", new ShareRoom("lobby"));
        open(robot);
        // the table may be below what is seen of the page
        soon(() -> robot.lookup("#sharedTable")
                .tryQueryAs(TableView.class)
                .filter(shown -> !shown.getItems().isEmpty())
                .isPresent());
        inWindow(() -> {
            robot.lookup("#sharedTable")
                    .queryAs(TableView.class)
                    .getSelectionModel()
                    .selectFirst();
            return true;
        });
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.UNSHARE_ROOM));
        inWindow(() -> {
            robot.lookup("#unshareRoom").queryAs(Button.class).fire();
            return true;
        });
        soon(() -> window.relay().snapshot().federation().rooms().isEmpty());
    }

    /** Both operators compare the same: what this one's overview says, and what the other is asked to trust. */
    @Test
    void theOverviewShowsThisRelaysOwnWords(FxRobot robot) throws Exception {
        soon(() -> robot.lookup("#words")
                .queryAs(FingerprintWords.class)
                .spoken()
                .equals(words(window.relay().snapshot())));
    }

    @Test
    void aLinkThatIsCutIsSaidEverywhereAndHeals(FxRobot robot) throws Exception {
        other.execute("test", new TrustRelay(fingerprint(window.relay().snapshot()), "Window", Optional.empty()));
        int port = otherPort();
        window.relay().execute("test", new DialRelay("127.0.0.1:" + port, fingerprint(other.snapshot()), "Branch"));
        open(robot);
        soon(() -> drawn(robot, "up") && attention().isEmpty() && badge(robot).isEmpty());

        other.close();
        soon(() -> drawn(robot, "waiting"));
        soon(() -> attention().stream().anyMatch(text -> text.startsWith("No link to Branch since ")));
        soon(() -> badge(robot).equals("1"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        soon(() -> robot.lookup(".attention-line").queryAll().size() == 1);
        assertThat(inWindow(() -> robot.lookup("#links").queryAs(Label.class).getText()))
                .isEqualTo("0 of 1 link");
        assertThat(inWindow(() -> robot.lookup(".attention-line .button")
                        .queryAs(Labeled.class)
                        .getText()))
                .isEqualTo("Show Branch");
        robot.clickOn(".attention-line .button");
        soon(() -> chosenIn(robot, "#peerTable") == 1);

        startAt(port);
        selectFirst(robot, "#peerTable");
        robot.clickOn("#reconnect");
        soon(() -> drawn(robot, "up") && attention().isEmpty() && badge(robot).isEmpty());
    }

    private static int chosenIn(FxRobot robot, String table) {
        return robot.lookup(table)
                .tryQueryAs(TableView.class)
                .map(shown -> shown.getSelectionModel().getSelectedItems().size())
                .orElse(0);
    }

    @Test
    void theLineThatTellsOfAKnockLeadsToIt(FxRobot robot) throws Exception {
        theOtherDials();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        soon(() -> robot.lookup(".attention-line .button").queryAll().size() == 1);
        robot.clickOn(".attention-line .button");
        soon(() -> chosenIn(robot, "#knockTable") == 1);
        soon(() -> robot.lookup("#knockCard").query().isVisible());
    }

    @Test
    void aRelayIsRemovedAndTheUndoLinksItAgain(FxRobot robot) throws Exception {
        other.execute("test", new TrustRelay(fingerprint(window.relay().snapshot()), "Window", Optional.empty()));
        window.relay()
                .execute("test", new DialRelay("127.0.0.1:" + otherPort(), fingerprint(other.snapshot()), "Branch"));
        open(robot);
        soon(() -> drawn(robot, "up"));
        selectFirst(robot, "#peerTable");
        robot.clickOn("#removeRelay");
        soon(() -> peers().isEmpty() && robot.lookup(".map-line").tryQuery().isEmpty());
        window.run(ConsoleAction.UNDO);
        soon(() -> drawn(robot, "up"));
    }

    private static String words(RelaySnapshot snapshot) {
        return TlsFingerprint.parse(fingerprint(snapshot)).orElseThrow().spoken();
    }

    /** Those in the question that is open. */
    private static String wordsOf(FxRobot robot) throws Exception {
        return inWindow(() ->
                robot.lookup("#asked-words").queryAs(FingerprintWords.class).spoken());
    }

    private static boolean drawn(FxRobot robot, String state) {
        return robot.lookup(".map-line.map-state-" + state).tryQuery().isPresent();
    }

    private List<String> attention() {
        return window.relay().snapshot().attention().stream()
                .map(NoticeWords::english)
                .toList();
    }

    private static String badge(FxRobot robot) {
        return robot.lookup("#go-federation .badge").queryAs(Label.class).getText();
    }

    @Test
    void peopleOfAnotherRelayAreNamedWithIt(FxRobot robot) throws Exception {
        window.relay().execute("test", new TrustRelay(fingerprint(other.snapshot()), "Branch", Optional.empty()));
        window.relay().execute("test", new ShareRoom("lobby"));
        theOtherDials();
        window.join(TestWindow.somebody(), "Anna", "lobby", new CompletableFuture<>());
        InetSocketAddress there = new InetSocketAddress("127.0.0.1", otherPort());
        RehearsalCallers somebody = new RehearsalCallers(there, 1, 1);
        somebody.start();
        try {
            window.openRooms(robot);
            window.selectRoom(robot, "lobby");
            soon(() -> robot.lookup("#elsewhere")
                    .queryAs(Label.class)
                    .getText()
                    .matches("On other relays: .+ \\(Branch\\)"));
        } finally {
            somebody.close();
        }
    }

    @Test
    void aRoomIsSharedAndTheUndoUnsharesIt(FxRobot robot) throws Exception {
        open(robot);
        Platform.runLater(() -> window.run(ConsoleAction.SHARE_ROOM));
        soon(() -> robot.lookup("#share-confirm").tryQuery().isPresent());
        type(robot, "#share-room", "lobby");
        robot.clickOn("#share-confirm");
        soon(() -> window.relay().snapshot().federation().rooms().size() == 1);
        window.run(ConsoleAction.UNDO);
        soon(() -> window.relay().snapshot().federation().rooms().isEmpty());
    }
}
