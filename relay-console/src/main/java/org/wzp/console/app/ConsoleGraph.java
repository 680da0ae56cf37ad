package org.wzp.console.app;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.access.AccessView;
import org.wzp.console.access.AccessViewModel;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.action.Questions;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.console.contention.ContentionView;
import org.wzp.console.contention.ContentionViewModel;
import org.wzp.console.overview.OverviewView;
import org.wzp.console.overview.OverviewViewModel;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.relay.RelaySwitch;
import org.wzp.console.relay.SnapshotClock;
import org.wzp.console.rooms.RoomsView;
import org.wzp.console.rooms.RoomsViewModel;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.console.shell.ShellView;
import org.wzp.console.shell.ShellViewModel;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.ThemeSwitch;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.Subject;

/** Wires the window by hand: the one place that knows every part. */
public final class ConsoleGraph implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleGraph.class);

    private final ConfiguredRelay engine;
    private final LongSupplier nanos;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final CommandRunner commands;
    private final RelaySwitch relay;
    private final ShellViewModel shell;
    private final OverviewViewModel overview;
    private final RoomsViewModel rooms;
    private final AccessViewModel access;
    private final ContentionViewModel contention = new ContentionViewModel();
    private final Actions actions = new Actions();
    private final ThemeSwitch theme;
    private final Remembering remembering;
    private final SnapshotClock clock;
    private final AutoCloseable events;
    private final List<Runnable> ending = new ArrayList<>();

    /**
     * @param log where the log is, once that is known; asked at each snapshot
     * @param themeChoice what the command line says; else the window looks as it was left
     * @param memory the file in which the window's look is remembered; empty to remember nothing
     * @param nanos monotonic clock, ns, for what questions ignore when they open
     */
    public ConsoleGraph(
            ConfiguredRelay engine,
            Optional<ThemeChoice> themeChoice,
            Supplier<Optional<Path>> log,
            LongSupplier nanos,
            Optional<Path> memory) {
        this.engine = engine;
        this.nanos = nanos;
        commands = new CommandRunner(engine::execute, background, Platform::runLater);
        relay = new RelaySwitch(engine, background, Platform::runLater);
        shell = new ShellViewModel(relay, ZoneId.systemDefault());
        overview = new OverviewViewModel(log);
        rooms = new RoomsViewModel(commands);
        access = new AccessViewModel(commands);
        remembering = new Remembering(memory, background);
        theme = new ThemeSwitch(remembering.theme(themeChoice));
        List<Consumer<RelaySnapshot>> receivers =
                List.of(shell::show, overview::show, rooms::show, access::show, contention::show);
        clock = new SnapshotClock(engine::snapshot, Platform::runLater, snapshot -> {
            receivers.forEach(to -> to.accept(snapshot));
            remembering.refreshed();
        });
        events = engine.onEvent(shell::heard);
    }

    /** Builds the window on {@code stage}; call once, on the JavaFX thread. */
    public ConsoleWindow window(Stage stage) {
        Questions questions = new Questions(() -> stage, nanos);
        Consumer<Place> go = place -> actions.run(place.action());
        RoomsView roomsView = new RoomsView(rooms, actions, questions);
        Consumer<Subject> lead = subject -> {
            go.accept(Place.of(subject));
            if (rooms.lookAt(subject)) {
                roomsView.showChosen();
            }
        };
        var views = Map.of(
                Place.OVERVIEW, new OverviewView(overview, actions, go, lead),
                Place.ROOMS, roomsView,
                Place.ACCESS, new AccessView(access, actions, questions),
                Place.CONTENTION, new ContentionView(contention, actions));
        actions.define(ConsoleAction.UNDO, commands.undoable(), commands::undo);
        ConsoleWindow window =
                new ConsoleWindow(stage, new ShellView(shell, views, actions, questions, theme), actions, commands);
        remembering.restore(new Remembering.Window(
                stage,
                theme.choice(),
                shell.place(),
                roomsView,
                views.values().stream().flatMap(view -> view.tables().stream()).toList()));
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, event -> remembering.end());
        return window;
    }

    /** Lets the window live and starts the relay; returns at once. */
    public void start() {
        clock.start();
        relay.start();
    }

    /** Lets synthetic callers join whenever the relay starts; call before {@link #start}. */
    public void rehearse(Optional<RehearsalSize> size) {
        size.ifPresent(given -> {
            Rehearsal rehearsal = new Rehearsal(engine, given, background, Platform::runLater);
            var _ = engine.onEvent(rehearsal::heard);
            actions.define(ConsoleAction.END_REHEARSAL, rehearsal.active(), rehearsal::end);
            ending.add(rehearsal::end);
        });
    }

    /** Says something on the overview for as long as the window is open. */
    public void remark(Optional<String> sentence) {
        overview.remark(sentence);
    }

    public Actions actions() {
        return actions;
    }

    public ThemeSwitch theme() {
        return theme;
    }

    /** Stops the relay, which takes at most its grace. */
    @Override
    public void close() {
        clock.close();
        try {
            events.close();
        } catch (Exception e) {
            LOG.warn("The window could not stop listening to the relay.", e);
        }
        ending.forEach(Runnable::run);
        engine.stop();
        background.shutdown();
    }
}
