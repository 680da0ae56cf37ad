package org.wzp.console.cases;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.Snapshots;
import org.wzp.console.TestWindow;
import org.wzp.console.access.AccessView;
import org.wzp.console.access.AccessViewModel;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Questions;
import org.wzp.console.contention.ContentionView;
import org.wzp.console.contention.ContentionViewModel;
import org.wzp.console.federation.FederationView;
import org.wzp.console.federation.FederationViewModel;
import org.wzp.console.history.Charts;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.EntryAsker;
import org.wzp.console.rooms.RoomsView;
import org.wzp.console.rooms.RoomsViewModel;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.ThemeSwitch;
import org.wzp.console.shell.View;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LastSecond;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.Traffic;
import org.wzp.relay.api.FederationStatus.Trust;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RoomStatus;

/**
 * The window's real views with all their tables, filled with snapshots made by hand: a burst is exactly what a test says, which
 * real clients can't promise. Commands are recorded, the questions' clock is moved by the test.
 */
final class MadeWindow {
    private static final Instant NOON = Snapshots.NOON;

    final List<OperatorCommand> commands = new CopyOnWriteArrayList<>();
    final AtomicLong nanos = new AtomicLong();
    final Actions actions = new Actions();
    private final Stage stage;
    private final RoomsViewModel rooms;
    private final AccessViewModel access;
    private final ContentionViewModel contention = new ContentionViewModel(List::of, () -> Charts.NONE);
    private final FederationViewModel federation;
    private final View roomsView;
    private final View accessView;
    private final View contentionView;
    private final View federationView;
    private final StackPane content = new StackPane();
    private long epoch;

    MadeWindow(Stage stage) {
        this.stage = stage;
        new ThemeSwitch(ThemeChoice.LIGHT);
        CommandRunner runner = new CommandRunner(
                (actor, command) -> {
                    commands.add(command);
                    return new Outcome.NothingToDo(new AlreadySo.NoSuchBan());
                },
                Runnable::run,
                Platform::runLater);
        rooms = new RoomsViewModel(runner);
        access = new AccessViewModel(
                runner,
                new EntryAsker(
                        query -> new EntryAnswer.Unanswered(new Objection.NotRunning()),
                        Runnable::run,
                        Platform::runLater),
                Runnable::run,
                Platform::runLater,
                ZoneId.systemDefault());
        Questions questions = new Questions(() -> stage, nanos::get);
        roomsView = new RoomsView(rooms, actions, questions);
        accessView = new AccessView(access, actions, questions);
        ContentionView folded = new ContentionView(contention, actions);
        folded.unfold();
        contentionView = folded;
        federation = new FederationViewModel(runner);
        federationView = new FederationView(federation, actions, questions);
        content.getChildren().setAll(roomsView.root());
        Scene scene = new Scene(content, 1280, 800);
        scene.getStylesheets().setAll(ConsoleWindow.styleSheets());
        actions.installShortcuts(scene);
        stage.setScene(scene);
        stage.show();
    }

    void end() throws Exception {
        inWindow(() -> {
            dialogs().forEach(Window::hide);
            stage.close();
        });
    }

    Stage stage() {
        return stage;
    }

    static void inWindow(Runnable work) throws Exception {
        WaitForAsyncUtils.asyncFx(work).get();
    }

    /** One of the live tables, with the view that it stands in. */
    enum Table {
        ROOMS("room"),
        PEOPLE("people"),
        RULES("rule"),
        BANS("ban"),
        LOCKS("lock"),
        SITES("site"),
        QUEUES("queue"),
        LOOPS("loop"),
        COSTS("cost"),
        PEERS("peer"),
        SHARED("shared"),
        KNOCKS("knock");

        private final String name;

        Table(String name) {
            this.name = name;
        }

        /** Selects the field in which its filter is typed. */
        String filterField() {
            return "#" + name + "Filter .filter-field";
        }

        /** What its filter may be to leave about half of the rows, those of row 100 among them. */
        String half() {
            return this == BANS || this == KNOCKS ? "10.0.1" : "row-0";
        }
    }

    void open(Table table) {
        content.getChildren().setAll(view(table).root());
        layOut();
    }

    View view(Table table) {
        return switch (table) {
            case ROOMS, PEOPLE -> roomsView;
            case RULES, BANS -> accessView;
            case LOCKS, SITES, QUEUES, LOOPS, COSTS -> contentionView;
            case PEERS, SHARED, KNOCKS -> federationView;
        };
    }

    void layOut() {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    @SuppressWarnings("unchecked")
    TableView<Handle<Object, Object>> table(Table which) {
        return TestWindow.seen(
                () -> (TableView<Handle<Object, Object>>) stage.getScene().lookup("#" + which.name + "Table"));
    }

    void filter(Table which, String text) {
        ((TextField) find(which.filterField())).setText(text);
    }

    /** How many of how many it says the filter shows. */
    String filterCount(Table which) {
        return TestWindow.seen(() -> ((Label) find("#" + which.name + "Filter .filter-count")).getText());
    }

    Node find(String selector) {
        return TestWindow.seen(() -> stage.getScene().lookup(selector));
    }

    String kickText() {
        return TestWindow.seen(() -> ((Button) find("#kick")).getText());
    }

    List<Window> dialogs() {
        return TestWindow.seen(() -> Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window != stage && window.isShowing())
                .toList());
    }

    Parent dialog() {
        return TestWindow.seen(() -> dialogs().getFirst().getScene().getRoot());
    }

    /** The rows that can be seen without scrolling, by key, and whether each is highlighted. */
    Map<Object, Boolean> seen(Table which) {
        return TestWindow.seen(() -> table(which).lookupAll(".table-row-cell").stream()
                .map(row -> (TableRow<?>) row)
                .filter(row -> row.isVisible() && row.getItem() != null)
                .collect(Collectors.toMap(
                        row -> ((Handle<?, ?>) row.getItem()).key(),
                        TableRow::isSelected,
                        (one, other) -> one || other)));
    }

    /** Rows whose highlight can be seen, by key. */
    Set<Object> highlighted(Table which) {
        return seen(which).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Keys of the rows in the order shown. */
    List<Object> shown(Table which) {
        return TestWindow.seen(
                () -> table(which).getItems().stream().map(Handle::key).toList());
    }

    Set<Object> chosen(Table which) {
        return TestWindow.seen(() -> table(which).getSelectionModel().getSelectedItems().stream()
                .map(Handle::key)
                .collect(Collectors.toSet()));
    }

    /** With the mouse, once the row can be seen. */
    void click(FxRobot robot, Table which, String text) {
        TestWindow.soon(() -> robot.from(table(which)).lookup(text).tryQuery().isPresent());
        robot.clickOn(TestWindow.<Node>seen(
                () -> robot.from(table(which)).lookup(text).query()));
    }

    void choose(Table which, Object key) {
        table(which).getSelectionModel().clearAndSelect(shown(which).indexOf(key));
    }

    /** What the table calls the row of a number. */
    static Object key(Table which, int number) {
        return switch (which) {
            case PEOPLE, BANS -> (long) number;
            case ROOMS, RULES, LOCKS, SITES, QUEUES, LOOPS, COSTS, SHARED -> name(number);
            case PEERS, KNOCKS -> fingerprint(number);
        };
    }

    static String name(int number) {
        return "row-%04d".formatted(number);
    }

    private static String fingerprint(int number) {
        return "%04d".formatted(number) + "0".repeat(60);
    }

    /** One refresh: each number is a room, somebody in room "lobby", a rule, a ban, a lock, and so on. */
    void show(Set<Integer> numbers) {
        Set<Integer> sorted = new TreeSet<>(numbers);
        ParticipantStatus[] people = sorted.stream()
                .map(n -> Snapshots.person(n, name(n), n * 31 % 17))
                .toArray(ParticipantStatus[]::new);
        RoomStatus[] roomViews = new RoomStatus[sorted.size() + 1];
        roomViews[0] = Snapshots.room("lobby", people);
        int at = 1;
        for (int number : sorted) {
            roomViews[at++] = Snapshots.room(name(number), Snapshots.person(10_000 + number, "in " + number));
        }
        Instant now = NOON.plusMillis(250 * ++epoch);
        RelaySnapshot snapshot = Snapshots.with(
                Snapshots.with(
                        Snapshots.running(epoch, now, roomViews),
                        new AccessStatus(
                                sorted.stream().map(MadeWindow::rule).toList(),
                                sorted.stream().map(MadeWindow::ban).toList()),
                        counters(sorted)),
                new FederationStatus(
                        sorted.stream().map(MadeWindow::peer).toList(),
                        sorted.stream().map(MadeWindow::shared).toList(),
                        sorted.stream().map(MadeWindow::knock).toList()));
        rooms.show(snapshot);
        access.show(snapshot);
        contention.show(snapshot);
        federation.show(snapshot);
    }

    private static PeerStatus peer(int number) {
        return new PeerStatus(
                fingerprint(number),
                name(number),
                Optional.of(""),
                Optional.empty(),
                Optional.empty(),
                FederationStatus.State.values()[number % 4],
                Proof.UNKNOWN,
                false,
                OptionalDouble.of(number * 31 % 17),
                List.of(),
                Traffic.NONE,
                Optional.empty(),
                Optional.empty(),
                Problem.NONE,
                Optional.empty(),
                new Trust(true, false, Optional.empty()));
    }

    private static GlobalRoomStatus shared(int number) {
        return new GlobalRoomStatus(name(number), number * 31 % 17, number % 5, List.of());
    }

    private static KnockStatus knock(int number) {
        InetSocketAddress address = new InetSocketAddress("10.0." + number % 250 + ".1", 4433);
        return new KnockStatus(fingerprint(number), number % 2 == 0, address, number * 31 % 17, NOON);
    }

    private static RoomRule rule(int number) {
        return new RoomRule(name(number), RoomPolicy.values()[number % 3], List.of());
    }

    private static Ban ban(int number) {
        return new Ban(
                number,
                BanTarget.Prefix.of("10.0." + number % 250 + ".0/24"),
                Optional.empty(),
                "reason " + number * 31 % 17,
                "test",
                NOON,
                Optional.empty(),
                number % 7);
    }

    private static ContentionStatus counters(Set<Integer> numbers) {
        return new ContentionStatus(
                0,
                numbers.stream()
                        .map(n -> new ContentionStatus.LockRow(
                                name(n), n * 31L % 17, 0, 0, 0, 0, OptionalDouble.of(n % 5), 0))
                        .toList(),
                numbers.stream()
                        .map(n -> new ContentionStatus.CasRow(name(n), n * 31L % 17, 0, 0))
                        .toList(),
                numbers.stream()
                        .map(n -> new ContentionStatus.QueueRow(name(n), n % 5, 0, 0, n % 7, 256, n, List.of()))
                        .toList(),
                numbers.stream()
                        .map(n -> new ContentionStatus.LoopRow(
                                name(n), n % 5, n % 7, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, LastSecond.NONE))
                        .toList(),
                numbers.stream()
                        .map(n -> new ContentionStatus.RoomRow(name(n), n, n % 7 * 1_000L, n % 5, n % 11))
                        .toList());
    }
}
