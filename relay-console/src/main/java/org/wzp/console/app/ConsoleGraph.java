package org.wzp.console.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
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
import org.wzp.console.contention.DeepLookDialog;
import org.wzp.console.contention.DeepLookViewModel;
import org.wzp.console.federation.FederationView;
import org.wzp.console.federation.FederationViewModel;
import org.wzp.console.history.EventLog;
import org.wzp.console.history.HealthLetterViewModel;
import org.wzp.console.history.HourMenu;
import org.wzp.console.history.TimeBar;
import org.wzp.console.history.TimeMachineViewModel;
import org.wzp.console.history.Timeline;
import org.wzp.console.journal.AuditViewModel;
import org.wzp.console.journal.JournalView;
import org.wzp.console.journal.JournalViewModel;
import org.wzp.console.journal.PacketsViewModel;
import org.wzp.console.journal.Recent;
import org.wzp.console.overview.LastEventsViewModel;
import org.wzp.console.overview.LogFile;
import org.wzp.console.overview.OverviewView;
import org.wzp.console.overview.OverviewViewModel;
import org.wzp.console.overview.SelfCheckViewModel;
import org.wzp.console.relay.AuditFile;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.relay.EntryAsker;
import org.wzp.console.relay.ListenCheck;
import org.wzp.console.relay.RelaySwitch;
import org.wzp.console.relay.SettingsState;
import org.wzp.console.relay.SnapshotClock;
import org.wzp.console.rooms.RoomsView;
import org.wzp.console.rooms.RoomsViewModel;
import org.wzp.console.settings.AppearanceCard;
import org.wzp.console.settings.IdentityCard;
import org.wzp.console.settings.IdentityViewModel;
import org.wzp.console.settings.LoginStartViewModel;
import org.wzp.console.settings.RunningCard;
import org.wzp.console.settings.SettingsView;
import org.wzp.console.settings.SettingsViewModel;
import org.wzp.console.shell.AlertsViewModel;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.console.shell.ShellView;
import org.wzp.console.shell.ShellViewModel;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.ThemeSwitch;
import org.wzp.console.shell.View;
import org.wzp.console.shell.WindowPreferences;
import org.wzp.console.state.LoginStart;
import org.wzp.console.state.WrittenFile;
import org.wzp.console.table.ExportDialog;
import org.wzp.console.table.LiveTable;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.BuildText;

/** Wires the window by hand: the one class that knows every package. */
public final class ConsoleGraph implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleGraph.class);
    /** Kept for the journal. */
    private static final int MOST_EVENTS = 2_000;

    /** Long enough to meet what happens once in a few seconds. */
    private static final Duration DEEP_LOOK = Duration.ofSeconds(10);

    private final ConfiguredRelay engine;
    private final LongSupplier nanos;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final CommandRunner commands;
    private final RelaySwitch relay;
    private final ShellViewModel shell;
    private final OverviewViewModel overview;
    private final SelfCheckViewModel selfCheck;
    private final EventLog eventLog = new EventLog();
    private final LastEventsViewModel lastEvents;
    private final RoomsViewModel rooms;
    private final AccessViewModel access;
    private final FederationViewModel federation;
    private final SettingsViewModel settings;
    private final IdentityViewModel identity;
    private final LogTail log = LogTail.begin();
    private final Recent<RelayEvent> recentEvents = new Recent<>(MOST_EVENTS);
    private final JournalViewModel journal = new JournalViewModel(recentEvents, log.lines(), ZoneId.systemDefault());
    private final AuditViewModel audit;
    private final PacketsViewModel packets;
    private final ContentionViewModel contention;
    private final Actions actions = new Actions();
    private final ThemeSwitch theme;
    private final WindowPreferences preferences;
    private final Remembering remembering;
    private final Timeline timeline;
    private final SnapshotClock clock;
    private final AlertsViewModel alerts;
    private final TimeMachineViewModel timeMachine;
    private final HealthLetterViewModel letter;
    private final AutoCloseable events;
    private @Nullable RunningOn runningOn;
    private volatile Desktop desktop = Desktop.here();
    private final List<Runnable> ending = new ArrayList<>();

    /**
     * @param logFile where the log is, once that is known; asked at each snapshot
     * @param themeChoice what the command line says; else the window looks as it was left
     * @param memory the file in which the window's look is remembered; empty to remember nothing
     * @param nanos monotonic clock, ns, for what questions ignore when they open
     */
    public ConsoleGraph(
            ConfiguredRelay engine,
            Optional<ThemeChoice> themeChoice,
            Supplier<Optional<LogFile>> logFile,
            LongSupplier nanos,
            Optional<Path> memory) {
        this.engine = engine;
        this.nanos = nanos;
        timeline = new Timeline(engine::snapshot);
        commands = new CommandRunner(this::execute, background, Platform::runLater);
        relay = new RelaySwitch(engine, commands, background, Platform::runLater, this::closeWindow);
        ShownEvents happened = new ShownEvents(eventLog, timeline);
        shell = new ShellViewModel(relay, ZoneId.systemDefault(), happened::last);
        overview = new OverviewViewModel(logFile, timeline::charts);
        selfCheck = new SelfCheckViewModel(ListenCheck::ask, background, Platform::runLater);
        lastEvents = new LastEventsViewModel(eventLog, timeline::isOpened, ZoneId.systemDefault());
        contention = new ContentionViewModel(timeline::charted, timeline::charts);
        rooms = new RoomsViewModel(commands);
        timeline.onJump(rooms::jumped);
        access = new AccessViewModel(
                commands,
                new EntryAsker(engine::entry, background, Platform::runLater),
                background,
                Platform::runLater,
                ZoneId.systemDefault());
        federation = new FederationViewModel(commands);
        settings = new SettingsViewModel(engine::settings, commands, background, Platform::runLater);
        identity = new IdentityViewModel(engine.identity(), relay, background, Platform::runLater);
        audit = new AuditViewModel(
                new AuditFile(engine, background, Platform::runLater), commands, ZoneId.systemDefault());
        packets = new PacketsViewModel(new PacketsViewModel.Outside(
                engine::watchedPackets, engine::home, WrittenFile::write, background, Platform::runLater));
        remembering = new Remembering(memory, background);
        preferences = remembering.preferences();
        alerts = new AlertsViewModel(kind -> preferences.told(kind).get());
        theme = new ThemeSwitch(remembering.theme(themeChoice));
        List<Consumer<RelaySnapshot>> receivers = List.of(
                relay::show,
                shell::show,
                overview::show,
                selfCheck::show,
                lastEvents::show,
                journal::show,
                snapshot -> happened.show(snapshot.at(), journal, audit),
                this::alert,
                rooms::show,
                access::show,
                contention::show,
                federation::show,
                settings::show,
                identity::show,
                snapshot -> timeMachine().show(snapshot),
                snapshot -> letter().show(snapshot),
                snapshot -> remembering.refreshed(),
                StartTime.ofThisProcess());
        clock = new SnapshotClock(timeline, Platform::runLater, receivers);
        preferences.refreshMillis().subscribe(millis -> clock.handOverEvery(Duration.ofMillis(millis)));
        timeMachine = new TimeMachineViewModel(
                timeline, clock::hurry, background, Platform::runLater, ZoneId.systemDefault());
        letter = new HealthLetterViewModel(
                timeline,
                engine::configurationDigest,
                BuildText.get(),
                WrittenFile::write,
                background,
                Platform::runLater,
                timeMachine::tell,
                ZoneId.systemDefault());
        events = engine.onEvent(event -> {
            alerts.heard(event);
            recentEvents.add(event);
            eventLog.add(event);
        });
    }

    /** Builds the window on {@code stage}; call once, on the JavaFX thread. */
    public ConsoleWindow window(Stage stage) {
        Questions questions = new Questions(() -> stage, nanos);
        Consumer<Place> go = place -> actions.run(place.action());
        RoomsView roomsView = new RoomsView(rooms, actions, questions);
        FederationView federationView = new FederationView(federation, actions, questions);
        SettingsView settingsView = new SettingsView(
                settings,
                List.of(
                        new IdentityCard(identity, actions, questions, IdentityCard.WORDS_STAY),
                        new RunningCard(preferences, desktop.login().map(this::atLogin)),
                        new AppearanceCard(preferences, theme, actions)),
                actions);
        Consumer<Subject> lead = subject -> {
            go.accept(Place.of(subject));
            if (rooms.lookAt(subject)) {
                roomsView.showChosen();
            }
            federationView.lookAt(subject);
            settingsView.lookAt(subject);
        };
        PaletteEntries palette = new PaletteEntries(actions, engine::snapshot, lead, SettingsState::keys);
        Map<Place, View> views = Map.of(
                Place.OVERVIEW,
                        new OverviewView(overview, selfCheck, lastEvents, actions, go, lead, () -> {
                            rooms.showEverybody();
                            go.accept(Place.ROOMS);
                        }),
                Place.ROOMS, roomsView,
                Place.ACCESS, new AccessView(access, actions, questions),
                Place.CONTENTION, new ContentionView(contention, actions),
                Place.FEDERATION, federationView,
                Place.SETTINGS, settingsView,
                Place.JOURNAL, new JournalView(journal, audit, packets, actions, questions, ZoneId.systemDefault()));
        actions.define(ConsoleAction.UNDO, commands.undoable(), commands::undo);
        JournalView journalView = (JournalView) Objects.requireNonNull(views.get(Place.JOURNAL));
        new JournalActions(journalView, actions, questions).define(engine, shell, rooms, commands);
        ConfigurationFile.define(
                actions, engine, shell, () -> desktop.opener(), questions, background, Platform::runLater);
        actions.define(
                ConsoleAction.DEEP_LOOK,
                () -> DeepLookDialog.show(
                        new DeepLookViewModel(
                                engine::home, background, Platform::runLater, InstantSource.system(), DEEP_LOOK),
                        questions));
        Supplier<Optional<LiveTable<?, ?>>> inUse =
                () -> Optional.ofNullable(views.get(shell.place().get())).flatMap(View::tableInUse);
        actions.define(
                ConsoleAction.EXPORT, shell.place().map(place -> inUse.get().isPresent()), () -> inUse.get()
                        .ifPresent(table -> ExportDialog.show(table.exported(), background, questions)));
        HourMenu.define(actions, timeMachine, () -> stage);
        HourMenu.define(actions, letter, questions, () -> stage);
        ShellView frame = new ShellView(shell, views, actions, questions, theme, preferences, palette::all);
        frame.place(HourMenu.menu(actions), new TimeBar(timeMachine, actions));
        ConsoleWindow window = new ConsoleWindow(stage, frame, shell.title(), actions, commands, preferences);
        RunningOn keeper =
                new RunningOn(stage, frame, questions, () -> desktop.tray(), preferences.hidden()::get, background);
        runningOn = keeper;
        window.tell(alerts, lead, keeper::tell);
        frame.runOnWith(runningOn::withoutWindow);
        remembering.restore(new Remembering.Window(
                stage,
                theme.choice(),
                shell.place(),
                roomsView,
                views.values().stream().flatMap(view -> view.tables().stream()).toList()));
        ConsoleWindow.atEnd(stage, WindowEvent.WINDOW_HIDING, remembering::end);
        return window;
    }

    /** Any thread. What is chosen in a moment of the past must not be done to the relay as it is now. */
    private Outcome execute(String actor, OperatorCommand command) {
        return timeline.isLive() ? engine.execute(actor, command) : new Outcome.Refused(new Objection.LooksBack());
    }

    /** Which moment the window shows. */
    public TimeMachineViewModel timeMachine() {
        return timeMachine;
    }

    /**
     * Lets every view show a second of the last hour.
     *
     * @param second since 1970
     */
    public void look(long second) {
        timeMachine.look(second);
    }

    /** What writes the health letter. */
    public HealthLetterViewModel letter() {
        return letter;
    }

    /** Lets the window live with what another console has saved, and starts no relay. */
    public void open(Path file) {
        clock.start();
        timeMachine.open(file);
    }

    /** Lets the window live and starts the relay; returns at once. */
    public void start() {
        clock.start();
        relay.start();
    }

    /** Lets synthetic callers join whenever the relay starts, and other relays that are linked with it: so many relays in all. */
    public void rehearse(Optional<RehearsalSize> size, int relays) {
        size.ifPresent(given -> {
            Rehearsal rehearsal = new Rehearsal(engine, given, relays, background, Platform::runLater);
            var _ = engine.onEvent(rehearsal::heard);
            actions.define(ConsoleAction.END_REHEARSAL, rehearsal.active(), rehearsal::end);
            ending.add(rehearsal::end);
        });
    }

    /** Says something on the overview for as long as the window is open. */
    public void remark(Optional<String> sentence) {
        overview.remark(sentence);
    }

    /** Without a question: it was asked before. */
    private void closeWindow() {
        Optional.ofNullable(runningOn).ifPresent(RunningOn::end);
    }

    /** Brings the window to the front, from the tray as well. JavaFX thread only. */
    public void front() {
        Optional.ofNullable(runningOn).ifPresent(RunningOn::back);
    }

    public Desktop desktop() {
        return desktop;
    }

    /** Uses another desktop from now on; what starts at login is looked for when the window is built. */
    public void use(Desktop other) {
        desktop = other;
    }

    private LoginStartViewModel atLogin(LoginStart start) {
        return new LoginStartViewModel(start::isOn, start::set, background, Platform::runLater);
    }

    /** What is new now; a moment of the past has nothing of that. */
    private void alert(RelaySnapshot snapshot) {
        if (timeline.isLive()) {
            alerts.show(snapshot);
        }
    }

    public Actions actions() {
        return actions;
    }

    /** Where the window's commands go. */
    public CommandRunner commands() {
        return commands;
    }

    /** How the window behaves; what is set here is what the operator would set. */
    public WindowPreferences preferences() {
        return preferences;
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
        desktop.tray().leave();
        engine.stop();
        background.shutdown();
        log.close();
    }
}
