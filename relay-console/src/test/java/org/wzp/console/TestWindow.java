package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.common.Handle;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.cli.ConfigLoader;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/** A window on a real relay in a folder of its own, clients that join it for real, and questions asked on the window's thread. */
final class TestWindow {
    static final Duration SOON = Duration.ofSeconds(10);

    private final Path home;
    private final Path configFile;
    private final Stage stage;
    private final ConfiguredRelay relay;
    private final ConsoleLog log = new ConsoleLog();
    private final ConsoleGraph graph;
    private final List<QuicEndpoint> endpoints = new ArrayList<>();

    /** Opens the window; call on the JavaFX thread. The relay listens on a free port of loopback. */
    TestWindow(Stage stage, Path home) throws IOException {
        this(stage, home, home.resolve("relay.toml"));
    }

    TestWindow(Stage stage, Path home, Path configFile) throws IOException {
        this.stage = stage;
        this.home = home;
        this.configFile = configFile;
        Files.writeString(configFile, "listen_addr = \"127.0.0.1:0\"\nmax_sessions = 400\n");
        relay = new ConfiguredRelay(
                () -> log.follow(ConfigLoader.load(
                        new ConfigLoader.Overrides(home, configFile, null, null, null, null, null, null))),
                Clock.systemUTC());
        graph = new ConsoleGraph(relay, ThemeChoice.LIGHT, log::place);
        graph.window(stage).show();
    }

    /** Starts the relay, as the console does once its window is there. */
    TestWindow started() {
        graph.start();
        return this;
    }

    void end() throws Exception {
        endpoints.forEach(QuicEndpoint::close);
        graph.close();
        log.close();
        WaitForAsyncUtils.asyncFx(stage::close).get();
    }

    Path home() {
        return home;
    }

    Path configFile() {
        return configFile;
    }

    Stage stage() {
        return stage;
    }

    ConfiguredRelay relay() {
        return relay;
    }

    ConsoleGraph graph() {
        return graph;
    }

    // The relay and its clients

    InetSocketAddress address() {
        await().atMost(SOON).until(() -> relay.snapshot().state() == RelayState.RUNNING);
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                relay.snapshot().endpoint().listening().orElseThrow().getPort());
    }

    /** Joins for real; {@code ended} hears how the connection closed. */
    RelayClient join(Identity identity, String alias, String room, CompletableFuture<ConnectionHandler.CloseInfo> ended)
            throws Exception {
        return tryToJoin(identity, alias, room, ended).get(10, TimeUnit.SECONDS);
    }

    CompletableFuture<RelayClient> tryToJoin(
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
    void isTurnedAway(Identity identity, String alias, String room) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        var joining = tryToJoin(identity, alias, room, ended);
        await().atMost(SOON).until(() -> joining.isCompletedExceptionally() || ended.isDone());
        assertThat(relay.snapshot().rooms().stream().flatMap(r -> r.participants().stream()))
                .noneMatch(person ->
                        person.fingerprint().equals(identity.fingerprint().toString()));
    }

    static Identity somebody() {
        return Identity.of(Seed.random(new SecureRandom()));
    }

    // The window

    static <T> T inWindow(Callable<T> question) throws Exception {
        return WaitForAsyncUtils.asyncFx(question).get(10, TimeUnit.SECONDS);
    }

    static void soon(Callable<Boolean> condition) {
        await().atMost(SOON).until(() -> inWindow(condition));
    }

    TableView<Handle<Long, ParticipantView>> people(FxRobot robot) {
        return robot.lookup("#peopleTable").queryTableView();
    }

    TableView<Handle<String, RoomView>> rooms(FxRobot robot) {
        return robot.lookup("#roomTable").queryTableView();
    }

    void openRooms(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        soon(() -> robot.lookup("#roomTable").tryQuery().isPresent());
    }

    void selectPerson(FxRobot robot, String alias) throws Exception {
        soon(() -> people(robot).getItems().stream()
                .anyMatch(h -> h.value().alias().equals(alias)));
        robot.clickOn(robot.from(people(robot)).lookup(alias).<Node>query());
        soon(() -> people(robot).getSelectionModel().getSelectedItem() != null);
    }
}
