package org.wzp.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.common.Handle;
import org.wzp.console.common.Place;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.cli.ConfigLoader;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.Endpoints;
import org.wzp.relay.transport.QuicEndpoint;

/** What only a window can show: real clients, the real relay, real clicks and keys. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path home;

    private final List<QuicEndpoint> endpoints = new ArrayList<>();
    private Path configFile;
    private ConfiguredRelay relay;
    private ConsoleGraph graph;
    private Stage stage;

    @Start
    void start(Stage shown) throws Exception {
        configFile = home.resolve("relay.toml");
        Files.writeString(configFile, "listen_addr = \"127.0.0.1:0\"\n");
        stage = shown;
        relay = new ConfiguredRelay(
                () -> ConfigLoader.load(
                        new ConfigLoader.Overrides(home, configFile, null, null, null, null, null, null)),
                Clock.systemUTC());
        graph = new ConsoleGraph(relay, ThemeChoice.LIGHT);
        graph.window(shown).show();
        graph.start();
    }

    @AfterEach
    void end() throws Exception {
        endpoints.forEach(QuicEndpoint::close);
        graph.close();
        WaitForAsyncUtils.asyncFx(() -> stage.close()).get();
    }

    // The relay and its clients

    private InetSocketAddress address() {
        await().atMost(SOON).until(() -> relay.snapshot().state() == RelayState.RUNNING);
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                relay.snapshot().endpoint().listening().orElseThrow().getPort());
    }

    /** Joins for real; {@code ended} hears how the connection closed. */
    private RelayClient join(
            Identity identity, String alias, String room, CompletableFuture<ConnectionHandler.CloseInfo> ended)
            throws Exception {
        return tryToJoin(identity, alias, room, ended).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<RelayClient> tryToJoin(
            Identity identity, String alias, String room, CompletableFuture<ConnectionHandler.CloseInfo> ended)
            throws Exception {
        QuicEndpoint endpoint = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), RelayConfig.Limits.defaults()));
        endpoints.add(endpoint);
        return RelayClient.join(
                endpoint,
                new RelayClient.Ticket(address(), room, identity, alias, Optional.empty()),
                new RelayClient.Listener() {
                    @Override
                    public void onMedia(io.netty.buffer.ByteBuf packet) {}

                    @Override
                    public void onClosed(ConnectionHandler.CloseInfo info) {
                        ended.complete(info);
                    }
                });
    }

    /** The relay may answer the offer before it closes the door, so either end counts. */
    private void isTurnedAway(Identity identity, String alias, String room) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        var joining = tryToJoin(identity, alias, room, ended);
        await().atMost(SOON).until(() -> joining.isCompletedExceptionally() || ended.isDone());
        assertThat(relay.snapshot().rooms().stream().flatMap(r -> r.participants().stream()))
                .noneMatch(person ->
                        person.fingerprint().equals(identity.fingerprint().toString()));
    }

    private static Identity somebody() {
        return Identity.of(Seed.random(new SecureRandom()));
    }

    // The window

    private static <T> T inWindow(Callable<T> question) throws Exception {
        return WaitForAsyncUtils.asyncFx(question).get(10, TimeUnit.SECONDS);
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(SOON).until(() -> inWindow(condition));
    }

    private TableView<Handle<Long, ParticipantView>> people(FxRobot robot) {
        return robot.lookup("#peopleTable").queryTableView();
    }

    private TableView<Handle<String, RoomView>> rooms(FxRobot robot) {
        return robot.lookup("#roomTable").queryTableView();
    }

    private void openRooms(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        soon(() -> robot.lookup("#roomTable").tryQuery().isPresent());
    }

    private void selectPerson(FxRobot robot, String alias) throws Exception {
        soon(() -> people(robot).getItems().stream()
                .anyMatch(h -> h.value().alias().equals(alias)));
        robot.clickOn(robot.from(people(robot)).lookup(alias).<Node>query());
        soon(() -> people(robot).getSelectionModel().getSelectedItem() != null);
    }

    @Test
    void theRelayStartsWithTheWindowAndAClientThatJoinsIsSeen(FxRobot robot) throws Exception {
        join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        openRooms(robot);
        soon(() ->
                rooms(robot).getItems().size() == 1 && people(robot).getItems().size() == 1);
        assertThat(inWindow(() -> rooms(robot).getItems().getFirst().value().name()))
                .isEqualTo("lobby");
        assertThat(inWindow(() -> people(robot).getItems().getFirst().value().alias()))
                .isEqualTo("Anna");
        assertThat(robot.lookup("#state").queryAs(Label.class).getText()).isEqualTo("Running");
        assertThat(robot.lookup("#power").queryAs(Button.class).getText())
                .isEqualTo("Stop relay (1 person will be cut off)");
    }

    @Test
    void aKickNamesThePersonPutsThemOutAndKeepsThemOut(FxRobot robot) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        Identity anna = somebody();
        join(anna, "Anna", "lobby", ended);
        join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        openRooms(robot);
        selectPerson(robot, "Anna");
        robot.push(KeyCode.DELETE);
        soon(() -> robot.lookup("#kick-confirm").tryQuery().isPresent());
        assertThat(robot.lookup("#kick-confirm").queryAs(Button.class).getText())
                .isEqualTo("Kick Anna");
        robot.clickOn("#kick-reason").write("too loud");
        robot.clickOn("#kick-hold").clickOn("After 1 hour");
        robot.clickOn("#kick-confirm");
        ended.get(10, TimeUnit.SECONDS);
        soon(() -> people(robot).getItems().stream()
                .noneMatch(h -> h.value().alias().equals("Anna")));
        soon(() -> robot.lookup("#notice").tryQuery().isPresent());
        isTurnedAway(anna, "Anna", "lobby");
        assertThat(Files.readString(home.resolve("audit.jsonl"), UTF_8)).contains("too loud");
    }

    @Test
    void aClosedRoomTurnsNewcomersAwayUntilUndoOpensItAgain(FxRobot robot) throws Exception {
        join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        openRooms(robot);
        soon(() -> !rooms(robot).getItems().isEmpty());
        robot.clickOn("#policy").clickOn("#policy-closed");
        soon(() -> rooms(robot).getItems().getFirst().value().policy() == RoomPolicy.CLOSED);
        isTurnedAway(somebody(), "Ben", "lobby");
        soon(() -> !robot.lookup("#undo").queryButton().isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        soon(() -> rooms(robot).getItems().getFirst().value().policy() == RoomPolicy.OPEN);
        join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        soon(() -> people(robot).getItems().size() == 2);
    }

    @Test
    void whoIsAllowedMayEnterARoomWithAnAllowList(FxRobot robot) throws Exception {
        Identity anna = somebody();
        RelayClient first = join(anna, "Anna", "lobby", new CompletableFuture<>());
        join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        openRooms(robot);
        selectPerson(robot, "Anna");
        robot.clickOn("#allow");
        soon(() -> relay.snapshot().access().rules().stream()
                .anyMatch(rule -> rule.allowed().contains(anna.fingerprint().toString())));
        robot.clickOn("#policy").clickOn("#policy-allow-list");
        soon(() ->
                rooms(robot).getItems().stream().anyMatch(room -> room.value().policy() == RoomPolicy.ALLOW_LIST));
        first.leave();
        join(anna, "Anna", "lobby", new CompletableFuture<>());
        isTurnedAway(somebody(), "Cleo", "lobby");
    }

    @Test
    void stoppingAsksByNumberAndStartsAgain(FxRobot robot) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        join(somebody(), "Anna", "lobby", ended);
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        robot.clickOn("#power");
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
        robot.clickOn("#confirm");
        ended.get(10, TimeUnit.SECONDS);
        soon(() -> robot.lookup("#power").queryButton().getText().equals("Start relay")
                && !robot.lookup("#power").queryButton().isDisabled());
        robot.clickOn("#power");
        soon(() -> robot.lookup("#state").queryAs(Label.class).getText().equals("Running"));
    }

    @Test
    void aTakenPortIsSaidInASentenceAndTryAgainWorksOnceItIsFree(FxRobot robot) throws Exception {
        address();
        relay.stop();
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            Files.writeString(configFile, "listen_addr = \"127.0.0.1:" + other.getLocalPort() + "\"\n");
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
        address();
        relay.stop();
        Files.writeString(configFile, "listen_addr = 12\n");
        soon(() -> robot.lookup("#power").queryButton().getText().equals("Start relay"));
        robot.clickOn("#power");
        soon(() -> robot.from(robot.lookup("#attention").<Node>query())
                .lookup((Label label) -> label.getText().contains("relay.toml"))
                .tryQuery()
                .isPresent());
    }

    @Test
    void selectionSurvivesRefreshes(FxRobot robot) throws Exception {
        join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        openRooms(robot);
        selectPerson(robot, "Ben");
        long epoch = relay.snapshot().epoch();
        join(somebody(), "Aaron", "lobby", new CompletableFuture<>());
        soon(() -> people(robot).getItems().size() == 3 && relay.snapshot().epoch() > epoch + 8);
        assertThat(inWindow(() -> people(robot)
                        .getSelectionModel()
                        .getSelectedItem()
                        .value()
                        .alias()))
                .isEqualTo("Ben");
        assertThat(inWindow(() -> people(robot).getItems().stream()
                        .map(h -> h.value().alias())
                        .toList()))
                .containsExactly("Aaron", "Anna", "Ben");
    }

    @Test
    void selectedRowsAreCopiedAsTabSeparatedText(FxRobot robot) throws Exception {
        join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        openRooms(robot);
        selectPerson(robot, "Anna");
        robot.push(KeyCode.CONTROL, KeyCode.C);
        String copied = inWindow(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).startsWith("Name\tSpeaking\t").contains("\nAnna\tsilent\t");
    }

    @Test
    void theThemeSwitchesBetweenLightAndDark(FxRobot robot) throws Exception {
        assertThat(inWindow(Application::getUserAgentStylesheet)).contains("light");
        robot.clickOn("#themeButton");
        assertThat(inWindow(Application::getUserAgentStylesheet)).contains("dark");
    }

    @Test
    void everythingThatTakesTheFocusHasANameForScreenReaders(FxRobot robot) throws Exception {
        join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        List<String> nameless = new ArrayList<>();
        int seen = 0;
        for (Place place : Place.values()) {
            inWindow(() -> {
                graph.actions().run(place.action());
                stage.getScene().getRoot().applyCss();
                return true;
            });
            WaitForAsyncUtils.waitForFxEvents();
            List<Node> focusable = inWindow(() -> focusable(stage.getScene().getRoot()));
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
