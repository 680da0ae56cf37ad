package org.wzp.console.journal;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.util.Duration;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Choices;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.journal.AuditViewModel.Undo;
import org.wzp.console.journal.AuditViewModel.Verdict;
import org.wzp.console.journal.LogLine.Level;
import org.wzp.console.relay.SnapshotClock;
import org.wzp.console.shell.TablesView;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;

/** Events, audit log and log, a tab each. Looks for what is new while it is seen, also when no relay runs. Binds, and nothing more. */
public final class JournalView implements TablesView {
    private static final PseudoClass CLEAN = PseudoClass.getPseudoClass("clean");
    private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");
    /** Of what would be taken back first, so much is named. */
    private static final int MOST_NAMED = 10;

    private final JournalViewModel model;
    private final AuditViewModel audit;
    private final PacketsViewModel packets;
    private final Actions actions;
    private final Questions questions;
    private final ZoneId zone;
    private final Parent root;
    private final ViewTables tables;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab auditTab;

    @FXML
    private Button pause;

    @FXML
    private Label eventNote;

    @FXML
    private MenuButton eventKinds;

    @FXML
    private FilterBar eventFilter;

    @FXML
    private MenuButton eventColumns;

    @FXML
    private TableView<Handle<Long, EventRow>> eventTable;

    @FXML
    private Label auditVerdict;

    @FXML
    private Label auditDetail;

    @FXML
    private Button undoThis;

    @FXML
    private FilterBar auditFilter;

    @FXML
    private MenuButton auditColumns;

    @FXML
    private TableView<Handle<Long, AuditRow>> auditTable;

    @FXML
    private Label logDetail;

    @FXML
    private Label eventDetail;

    @FXML
    private Label logNote;

    @FXML
    private ComboBox<Level> logLevel;

    @FXML
    private FilterBar logFilter;

    @FXML
    private MenuButton logColumns;

    @FXML
    private TableView<Handle<Long, LogRow>> logTable;

    @FXML
    private Label packetNote;

    @FXML
    private Button watchPackets;

    @FXML
    private Button savePackets;

    @FXML
    private FilterBar packetFilter;

    @FXML
    private MenuButton packetColumns;

    @FXML
    private TableView<Handle<Integer, PacketRow>> packetTable;

    private LiveTable<Integer, PacketRow> watched;
    private LiveTable<Long, EventRow> events;
    private LiveTable<Long, AuditRow> acts;
    private LiveTable<Long, LogRow> log;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public JournalView(
            JournalViewModel model,
            AuditViewModel audit,
            PacketsViewModel packets,
            Actions actions,
            Questions questions,
            ZoneId zone) {
        this.packets = packets;
        this.model = model;
        this.audit = audit;
        this.actions = actions;
        this.questions = questions;
        this.zone = zone;
        this.root = ViewLoader.load(this, "journal");
        this.tables = new ViewTables(root, actions, events, acts, log, watched);
        tabs.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(tab -> tables.mean(tables.all().get(tab.intValue())));
    }

    @FXML
    private void initialize() {
        bindEvents();
        bindAudit();
        bindLog();
        bindPackets();
        ObservableBooleanValue seen = tabs.sceneProperty().isNotNull();
        actions.define(ConsoleAction.PAUSE, seen, model::pauseOrResume);
        actions.bind(pause, ConsoleAction.PAUSE);
        pause.textProperty()
                .bind(model.paused().map(paused -> paused ? Texts.of("journal.resume") : ConsoleAction.PAUSE.text()));
        followWhileSeen(seen);
    }

    /** The snapshot clock is silent while no relay runs, but the log is not. */
    private void followWhileSeen(ObservableBooleanValue seen) {
        Timeline timer =
                new Timeline(new KeyFrame(Duration.millis((double) SnapshotClock.PERIOD.toMillis()), tick -> look()));
        timer.setCycleCount(Animation.INDEFINITE);
        seen.subscribe(now -> {
            if (now) {
                look();
                timer.play();
            } else {
                timer.stop();
            }
        });
    }

    private void look() {
        model.refresh();
        audit.refresh();
        packets.refresh();
    }

    private void bindEvents() {
        events = JournalColumns.events(eventTable, model, eventFilter, zone);
        events.chooseColumnsWith(eventColumns);
        events.whenEmpty(model.kinds()
                .map(kinds -> Texts.of(kinds.isEmpty() ? "journal.events.no-kind" : "journal.events.empty")));
        events.tellChosenIn(eventDetail, EventRow::sentence);
        eventNote.textProperty().bind(model.eventsNote());
        for (EventKind kind : EventKind.values()) {
            CheckMenuItem item = new CheckMenuItem(kind.text());
            item.setId("kind-" + kind.ordinal());
            model.kinds().subscribe(kinds -> item.setSelected(kinds.contains(kind)));
            item.selectedProperty().subscribe(shown -> model.show(kind, shown));
            eventKinds.getItems().add(item);
        }
        eventKinds
                .textProperty()
                .bind(model.kinds().map(kinds -> Texts.of("journal.kinds", kinds.size(), EventKind.values().length)));
        eventKinds.accessibleTextProperty().bind(eventKinds.textProperty());
    }

    private void bindLog() {
        log = JournalColumns.log(logTable, model, logFilter, zone);
        log.chooseColumnsWith(logColumns);
        log.whenEmpty(new SimpleStringProperty(Texts.of("journal.log.empty")));
        log.tellChosenIn(logDetail, LogRow::text);
        logNote.textProperty().bind(model.logNote());
        logLevel.getItems().setAll(List.of(Level.values()));
        logLevel.setConverter(Choices.converter(JournalView::levelText));
        logLevel.valueProperty().bindBidirectional(model.level());
    }

    private void bindPackets() {
        watched = JournalColumns.packets(packetTable, packets, packetFilter);
        watched.chooseColumnsWith(packetColumns);
        watched.whenEmpty(new SimpleStringProperty(Texts.of("packets.empty", ConsoleAction.WATCH_PACKETS.keys())));
        packetNote.textProperty().bind(packets.note());
        actions.bind(watchPackets, ConsoleAction.WATCH_PACKETS);
        savePackets.setOnAction(pressed -> packets.save());
        savePackets.disableProperty().bind(packets.savable().not());
    }

    /** Brings the watched packets into sight. */
    public void showPackets() {
        tabs.getSelectionModel().selectLast();
    }

    /** Brings those who were turned away into sight, and nothing else that happened. */
    public void showTurnedAway() {
        tabs.getSelectionModel().selectFirst();
        model.showTurnedAway();
    }

    private static String levelText(Level level) {
        return switch (level) {
            case ERROR -> Texts.of("journal.level.error");
            case WARN -> Texts.of("journal.level.warn");
            case INFO -> Texts.of("journal.level.info");
            case DEBUG -> Texts.of("journal.level.debug");
            case TRACE -> Texts.of("journal.level.all");
        };
    }

    private void bindAudit() {
        acts = JournalColumns.audit(auditTable, audit, auditFilter, zone);
        acts.chooseColumnsWith(auditColumns);
        acts.whenEmpty(new SimpleStringProperty(Texts.of("audit.empty")));
        auditVerdict.textProperty().bind(audit.sentence());
        auditVerdict.visibleProperty().bind(audit.sentence().isNotEmpty());
        auditVerdict.managedProperty().bind(auditVerdict.visibleProperty());
        audit.verdict().subscribe(now -> {
            auditVerdict.pseudoClassStateChanged(CLEAN, now == Verdict.WHOLE);
            auditVerdict.pseudoClassStateChanged(LOCKED, now == Verdict.BROKEN);
        });
        acts.tellChosenIn(auditDetail, row -> row.whole(zone));
        ObservableBooleanValue seen = tabs.sceneProperty().isNotNull();
        actions.define(
                ConsoleAction.UNDO_THIS,
                Bindings.createBooleanBinding(
                        () -> seen.get()
                                && auditTab.isSelected()
                                && audit.undo().get().isPresent(),
                        seen,
                        auditTab.selectedProperty(),
                        audit.undo()),
                this::undoChosen);
        actions.bind(undoThis, ConsoleAction.UNDO_THIS);
        undoThis.textProperty()
                .bind(Bindings.createStringBinding(() -> undoText(audit.undo().get()), audit.undo()));
        auditTable.setContextMenu(new ContextMenu(actions.menuItem(ConsoleAction.UNDO_THIS)));
    }

    private static String undoText(Optional<Undo> undo) {
        return undo.filter(what -> !what.newer().isEmpty())
                .map(what -> Texts.of("audit.undo-newer", what.newer().size()))
                .orElseGet(ConsoleAction.UNDO_THIS::text);
    }

    /** Taking back an older act takes back the newer ones with it, so that is asked first. */
    private void undoChosen() {
        audit.undo().get().ifPresent(undo -> {
            String newer = Sentences.lines(undo.newer(), MOST_NAMED);
            if (undo.newer().isEmpty()
                    || questions.confirmed(
                            Texts.of("audit.undo-title"),
                            new SimpleStringProperty(Texts.of("audit.undo-text", newer)),
                            new SimpleStringProperty(undoText(Optional.of(undo))))) {
                audit.undo(undo);
            }
        });
    }

    @Override
    public ViewTables viewTables() {
        return tables;
    }

    @Override
    public Parent root() {
        return root;
    }
}
