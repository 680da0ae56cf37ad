package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.app.ConsoleGraph;
import org.wzp.console.app.ConsoleLog;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.ThemeSwitch;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/** A window on a real relay in a folder of its own, clients that join it for real, and questions asked on the window's thread. */
public final class TestWindow {
    public static final Duration SOON = Duration.ofSeconds(60);

    private final Path home;
    private final Path configFile;
    private final Stage stage;
    private final ConfiguredRelay relay;
    private final ConsoleLog log = new ConsoleLog();
    private final ConsoleGraph graph;
    private final List<QuicEndpoint> endpoints = new ArrayList<>();

    /** Opens the window; call on the JavaFX thread. The relay listens on a free port of loopback. */
    public TestWindow(Stage stage, Path home) throws IOException {
        this(stage, home, home.resolve("relay.toml"));
    }

    public TestWindow(Stage stage, Path home, Path configFile) throws IOException {
        this(stage, home, configFile, late());
    }

    public TestWindow(Stage stage, Path home, Path configFile, LongSupplier nanos) throws IOException {
        this(stage, home, configFile, nanos, Optional.of(ThemeChoice.LIGHT), Optional.empty(), EmbeddedRelay::new);
    }

    /** A window whose relay is made by {@code maker} from its configuration. */
    public static TestWindow making(Stage stage, Path home, Function<RelayConfig, EmbeddedRelay> maker)
            throws IOException {
        return new TestWindow(
                stage,
                home,
                home.resolve("relay.toml"),
                late(),
                Optional.of(ThemeChoice.LIGHT),
                Optional.empty(),
                maker);
    }

    /** A window that opens as the last one was left and remembers how it is left. */
    public static TestWindow remembering(Stage stage, Path home, Path memory) throws IOException {
        return new TestWindow(
                stage,
                home,
                home.resolve("relay.toml"),
                late(),
                Optional.empty(),
                Optional.of(memory),
                EmbeddedRelay::new);
    }

    private TestWindow(
            Stage stage,
            Path home,
            Path configFile,
            LongSupplier nanos,
            Optional<ThemeChoice> theme,
            Optional<Path> memory,
            Function<RelayConfig, EmbeddedRelay> maker)
            throws IOException {
        this.stage = stage;
        this.home = home;
        this.configFile = configFile;
        Files.writeString(configFile, "listen_addr = \"127.0.0.1:0\"\nmax_sessions = 400\n");
        relay = new ConfiguredRelay(
                () -> log.follow(ConfigLoader.load(Overrides.NONE.in(home).reading(configFile))),
                Clock.systemUTC(),
                maker);
        graph = new ConsoleGraph(relay, theme, log::file, nanos, memory);
        // the stage is one for all tests, and the one before may have left it small
        stage.setWidth(1280);
        stage.setHeight(800);
        graph.window(stage).show();
    }

    /** A second passes between any two looks, so that questions answer at once. */
    private static LongSupplier late() {
        AtomicLong seconds = new AtomicLong();
        return () -> TimeUnit.SECONDS.toNanos(seconds.incrementAndGet());
    }

    /** Starts the relay, as the console does once its window is there. */
    public TestWindow started() {
        graph.start();
        return this;
    }

    public void end() throws Exception {
        endpoints.forEach(QuicEndpoint::close);
        graph.close();
        log.close();
        WaitForAsyncUtils.asyncFx(stage::close).get();
    }

    public Path home() {
        return home;
    }

    public Path configFile() {
        return configFile;
    }

    public Stage stage() {
        return stage;
    }

    public ConfiguredRelay relay() {
        return relay;
    }

    public ConsoleGraph graph() {
        return graph;
    }

    public ThemeSwitch theme() {
        return graph.theme();
    }

    public void run(ConsoleAction action) {
        graph.actions().run(action);
    }

    // The relay and its clients

    public InetSocketAddress address() {
        await().atMost(SOON).until(() -> relay.snapshot().state() == RelayState.RUNNING);
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                relay.snapshot().endpoint().listening().orElseThrow().getPort());
    }

    /** Joins for real; {@code ended} hears how the connection closed. */
    public RelayClient join(
            Identity identity, String alias, String room, CompletableFuture<ConnectionHandler.CloseInfo> ended)
            throws Exception {
        return tryToJoin(identity, alias, room, ended).get(60, TimeUnit.SECONDS);
    }

    public CompletableFuture<RelayClient> tryToJoin(
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
                    public void onMedia(ByteBuf packet) {}

                    @Override
                    public void onClosed(ConnectionHandler.CloseInfo info) {
                        ended.complete(info);
                    }
                });
    }

    /** The relay may answer the offer before it closes the door, so either end counts. */
    public void isTurnedAway(Identity identity, String alias, String room) throws Exception {
        CompletableFuture<ConnectionHandler.CloseInfo> ended = new CompletableFuture<>();
        var joining = tryToJoin(identity, alias, room, ended);
        await().atMost(SOON).until(() -> joining.isCompletedExceptionally() || ended.isDone());
        assertThat(relay.snapshot().rooms().stream().flatMap(r -> r.participants().stream()))
                .noneMatch(person ->
                        person.fingerprint().equals(identity.fingerprint().toString()));
    }

    public static Identity somebody() {
        return Identity.of(Seed.random(new SecureRandom()));
    }

    // The window

    public static <T> T inWindow(Callable<T> question) throws Exception {
        return WaitForAsyncUtils.asyncFx(question).get(60, TimeUnit.SECONDS);
    }

    /** The same for what asks without a checked exception; asked on the window's thread it is answered at once. */
    public static <T> T seen(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(SOON.toMillis(), question);
    }

    public static void soon(Callable<Boolean> condition) {
        await().atMost(SOON).until(() -> inWindow(condition));
    }

    public TableView<Handle<Long, ParticipantStatus>> people(FxRobot robot) {
        return seen(() -> robot.lookup("#peopleTable").queryTableView());
    }

    public TableView<Handle<String, RoomStatus>> rooms(FxRobot robot) {
        return seen(() -> robot.lookup("#roomTable").queryTableView());
    }

    public void openRooms(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        soon(() -> robot.lookup("#roomTable").tryQuery().isPresent());
    }

    public void selectRoom(FxRobot robot, String name) throws Exception {
        soon(() -> rooms(robot).getItems().stream().anyMatch(h -> h.key().equals(name)));
        robot.clickOn(inWindow(() -> robot.from(rooms(robot)).lookup(name).<Node>query()));
        soon(() -> rooms(robot).getSelectionModel().getSelectedItem() != null);
    }

    /** Chooses the room that the person is in, then the person, with the mouse. */
    public void selectPerson(FxRobot robot, String alias) throws Exception {
        soon(() -> roomOf(robot, alias).isPresent());
        selectRoom(robot, inWindow(() -> roomOf(robot, alias).orElseThrow()));
        soon(() -> people(robot).getItems().stream()
                .anyMatch(h -> h.value().alias().equals(alias)));
        robot.clickOn(inWindow(() -> robot.from(people(robot)).lookup(alias).<Node>query()));
        soon(() -> people(robot).getSelectionModel().getSelectedItem() != null);
    }

    /**
     * Opens a choice or a menu, waits until it stands where it stays, and takes one of its lines; then until a choice shows it.
     *
     * @param line its text, or its id with a # in front
     */
    public static void choose(FxRobot robot, String opener, String line) throws Exception {
        robot.clickOn(opener);
        AtomicReference<Bounds> place = new AtomicReference<>();
        soon(() -> {
            Bounds now = robot.lookup(line)
                    .<Node>tryQuery()
                    .map(node -> node.localToScreen(node.getBoundsInLocal()))
                    .orElse(null);
            return now != null && now.equals(place.getAndSet(now));
        });
        robot.clickOn(line);
        if (inWindow(() -> robot.lookup(opener).<Node>query() instanceof ComboBox<?>)) {
            soon(() -> robot.from(robot.lookup(opener).<Node>query())
                    .lookup(line)
                    .tryQuery()
                    .isPresent());
        }
    }

    private Optional<String> roomOf(FxRobot robot, String alias) {
        return rooms(robot).getItems().stream()
                .filter(room -> room.value().participants().stream()
                        .anyMatch(person -> person.alias().equals(alias)))
                .map(Handle::key)
                .findFirst();
    }
}
