package org.wzp.console.contention;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.contention.ContentionViewModel.Lock;
import org.wzp.console.contention.ContentionViewModel.Queue;
import org.wzp.console.contention.ContentionViewModel.RoomCost;
import org.wzp.console.contention.ContentionViewModel.Site;
import org.wzp.console.history.ContentionRows.Kind;
import org.wzp.console.shell.TablesView;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.text.Names;

/** Locks, compare-and-set sites, queues, loops. Binds, and nothing more. */
public final class ContentionView implements TablesView {
    private final ContentionViewModel model;
    private final Actions actions;
    private final Parent root;

    @FXML
    private TableView<Handle<String, Lock>> lockTable;

    @FXML
    private TableView<Handle<String, Site>> siteTable;

    @FXML
    private TableView<Handle<String, Queue>> queueTable;

    @FXML
    private TableView<Handle<String, LoopRow>> loopTable;

    @FXML
    private TableView<Handle<String, RoomCost>> costTable;

    @FXML
    private Label passage;

    @FXML
    private GridPane charts;

    @FXML
    private TitledPane developers;

    @FXML
    private Label hotPath;

    @FXML
    private Label since;

    @FXML
    private Button reset;

    @FXML
    private Button deepLook;

    @FXML
    private MenuButton lockColumns;

    @FXML
    private FilterBar lockFilter;

    @FXML
    private ToggleButton lockFilterButton;

    @FXML
    private MenuButton siteColumns;

    @FXML
    private FilterBar siteFilter;

    @FXML
    private ToggleButton siteFilterButton;

    @FXML
    private MenuButton queueColumns;

    @FXML
    private FilterBar queueFilter;

    @FXML
    private ToggleButton queueFilterButton;

    @FXML
    private MenuButton loopColumns;

    @FXML
    private FilterBar loopFilter;

    @FXML
    private ToggleButton loopFilterButton;

    @FXML
    private MenuButton costColumns;

    @FXML
    private FilterBar costFilter;

    @FXML
    private ToggleButton costFilterButton;

    private LiveTable<String, Lock> locks;
    private LiveTable<String, Site> sites;
    private LiveTable<String, Queue> queues;
    private LiveTable<String, LoopRow> loops;
    private LiveTable<String, RoomCost> rooms;
    private final ViewTables tables;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public ContentionView(ContentionViewModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        this.root = ViewLoader.load(this, "contention");
        this.tables = new ViewTables(root, actions, locks, sites, queues, loops, rooms);
    }

    @FXML
    private void initialize() {
        ContentionCharts board = new ContentionCharts(charts);
        model.charts().subscribe(board::show);
        ContentionSentences.show(model, passage, hotPath);
        since.textProperty().bind(model.sinceText());
        actions.define(ConsoleAction.RESET_BASELINE, model::resetBaseline);
        actions.bind(reset, ConsoleAction.RESET_BASELINE);
        actions.bind(deepLook, ConsoleAction.DEEP_LOOK);
        locks = lockColumns();
        sites = siteColumns();
        queues = queueColumns();
        loops = loopColumns();
        rooms = costColumns();
    }

    private LiveTable<String, Lock> lockColumns() {
        LiveTable<String, Lock> live = new LiveTable<>(
                lockTable, model.locks(), Texts.of("locks.table"), lockFilter, Texts.of("locks.filter"));
        live.openFilterWith(lockFilterButton);
        live.words(Texts.of("locks.column.name"), between(140, 160), lock -> lock.row()
                .name());
        live.number(Texts.of("locks.column.rate"), fixed(118).givesWay(7), Lock::perSecond, Texts.speech()::decimal);
        lastMinute(live, Texts.of("contention.column.lock"), Kind.LOCK, lock -> lock.row()
                .name());
        live.number(Texts.of("locks.column.contended"), fixed(110), Lock::contendedShare, Texts.speech()::percent);
        live.number(
                Texts.of("locks.column.wait-p50"),
                fixed(98).givesWay(1),
                lock -> waited(lock, lock.row().waitP50Micros()),
                Texts.speech()::decimal);
        live.number(
                Texts.of("locks.column.wait-p99"),
                fixed(98).givesWay(5),
                lock -> waited(lock, lock.row().waitP99Micros()),
                Texts.speech()::decimal);
        live.number(
                Texts.of("locks.column.wait-max"),
                fixed(100).givesWay(6),
                lock -> waited(lock, lock.row().longestWaitMicros()),
                Texts.speech()::decimal);
        live.number(
                Texts.of("locks.column.hold-p99"),
                fixed(98).givesWay(2),
                lock -> lock.row().holdP99Micros().orElse(Double.NaN),
                Texts.speech()::decimal);
        live.number(
                Texts.of("locks.column.waiting"),
                fixed(104).givesWay(4),
                lock -> lock.row().waiting(),
                Texts.speech()::whole);
        live.chooseColumnsWith(lockColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("locks.empty")));
        return live;
    }

    /** What happened in each of the last sixty seconds, as a line. */
    private <T> void lastMinute(LiveTable<String, T> live, String title, Kind kind, Function<T, String> name) {
        live.drawn(
                title,
                fixed(108).givesWay(8),
                row -> Texts.speech().decimal(model.history().newest(kind, name.apply(row))),
                LiveTable.byFigure(row -> model.history().newest(kind, name.apply(row))),
                () -> new HistoryLine<>(row -> model.history().of(kind, name.apply(row))));
    }

    /** Nobody has waited yet: that is no wait of zero. */
    private static double waited(Lock lock, double micros) {
        return lock.row().contended() == 0 ? Double.NaN : micros;
    }

    private LiveTable<String, Site> siteColumns() {
        LiveTable<String, Site> live = new LiveTable<>(
                siteTable, model.sites(), Texts.of("sites.table"), siteFilter, Texts.of("sites.filter"));
        live.openFilterWith(siteFilterButton);
        live.words(Texts.of("sites.column.site"), between(128, 150), site -> site.row()
                .site());
        live.number(Texts.of("sites.column.attempts"), fixed(86).givesWay(3), Site::attempts, Texts.speech()::whole);
        live.number(
                Texts.of("sites.column.rate"),
                fixed(96).givesWay(4),
                site -> model.history().newest(Kind.SITE, site.row().site()),
                Texts.speech()::decimal);
        lastMinute(live, Texts.of("contention.column.site"), Kind.SITE, site -> site.row()
                .site());
        live.number(Texts.of("sites.column.retries"), fixed(78), Site::retries, Texts.speech()::whole);
        live.number(Texts.of("sites.column.share"), fixed(88).givesWay(2), Site::retryShare, Texts.speech()::percent);
        live.number(
                Texts.of("sites.column.worst"),
                fixed(104).givesWay(1),
                site -> site.row().worst(),
                Texts.speech()::whole);
        live.chooseColumnsWith(siteColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("sites.empty")));
        return live;
    }

    private LiveTable<String, Queue> queueColumns() {
        LiveTable<String, Queue> live = new LiveTable<>(
                queueTable, model.queues(), Texts.of("queues.table"), queueFilter, Texts.of("queues.filter"));
        live.openFilterWith(queueFilterButton);
        live.words(Texts.of("queues.column.queue"), between(138, 150), queue -> queue.row()
                .queue());
        live.number(
                Texts.of("queues.column.depth"), fixed(72), queue -> queue.row().depth(), Texts.speech()::whole);
        live.number(
                Texts.of("queues.column.backlogged"),
                fixed(88).givesWay(2),
                queue -> queue.row().backlogged(),
                Texts.speech()::whole);
        live.number(
                Texts.of("queues.column.deepest"),
                fixed(86).givesWay(4),
                queue -> queue.row().deepest(),
                Texts.speech()::whole);
        live.number(
                Texts.of("queues.column.high-water"),
                fixed(92).givesWay(5),
                queue -> queue.row().highWater(),
                Texts.speech()::whole);
        live.number(
                Texts.of("queues.column.bound"),
                fixed(78).givesWay(1),
                queue -> queue.row().bound(),
                Texts.speech()::whole);
        live.number(Texts.of("queues.column.rate"), fixed(92).givesWay(3), Queue::perSecond, Texts.speech()::whole);
        lastMinute(live, Texts.of("contention.column.queue"), Kind.QUEUE, queue -> queue.row()
                .queue());
        live.number(Texts.of("queues.column.dropped"), fixed(84), Queue::dropped, Texts.speech()::whole);
        live.chooseColumnsWith(queueColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("queues.empty")));
        return live;
    }

    private LiveTable<String, LoopRow> loopColumns() {
        LiveTable<String, LoopRow> live = new LiveTable<>(
                loopTable, model.loops(), Texts.of("loops.table"), loopFilter, Texts.of("loops.filter"));
        live.openFilterWith(loopFilterButton);
        live.words(Texts.of("loops.column.loop"), between(140, 150), LoopRow::loop);
        lastMinute(live, Texts.of("contention.column.loop"), Kind.LOOP, LoopRow::loop);
        live.number(Texts.of("loops.column.lag-p50"), fixed(96), LoopRow::lagP50Micros, Texts.speech()::decimal);
        live.number(Texts.of("loops.column.lag-p99"), fixed(96), LoopRow::lagP99Micros, Texts.speech()::decimal);
        live.number(Texts.of("loops.column.lag-max"), fixed(100), LoopRow::lagMaxMicros, Texts.speech()::decimal);
        live.number(
                Texts.of("loops.column.transit-p50"),
                fixed(112).givesWay(2),
                loop -> sampled(loop, loop.transitP50Micros()),
                Texts.speech()::decimal);
        live.number(
                Texts.of("loops.column.transit-p99"),
                fixed(112).givesWay(4),
                loop -> sampled(loop, loop.transitP99Micros()),
                Texts.speech()::decimal);
        live.number(
                Texts.of("loops.column.transit-max"),
                fixed(112).givesWay(3),
                loop -> sampled(loop, loop.transitMaxMicros()),
                Texts.speech()::decimal);
        live.number(Texts.of("loops.column.busy"), fixed(80), LoopRow::busyShare, Texts.speech()::percent);
        live.number(
                Texts.of("loops.column.connections"),
                fixed(108).givesWay(5),
                LoopRow::connections,
                Texts.speech()::whole);
        live.number(
                Texts.of("loops.column.handed-over"),
                fixed(112).givesWay(6),
                ContentionView::handedOverShare,
                Texts.speech()::percent);
        live.number(Texts.of("loops.column.pending"), fixed(114).givesWay(1), LoopRow::pending, Texts.speech()::whole);
        live.chooseColumnsWith(loopColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("loops.empty")));
        return live;
    }

    private LiveTable<String, RoomCost> costColumns() {
        LiveTable<String, RoomCost> live = new LiveTable<>(
                costTable, model.rooms(), Texts.of("costs.table"), costFilter, Texts.of("costs.filter"));
        live.openFilterWith(costFilterButton);
        live.words(
                Texts.of("costs.column.room"),
                between(120, 200),
                cost -> Names.room(cost.row().room()));
        live.number(Texts.of("costs.column.share"), fixed(96), RoomCost::share, Texts.speech()::percent);
        lastMinute(live, Texts.of("contention.column.room"), Kind.ROOM, cost -> cost.row()
                .room());
        live.number(Texts.of("costs.column.rate"), fixed(104).givesWay(3), RoomCost::perSecond, Texts.speech()::whole);
        live.number(
                Texts.of("costs.column.packet"),
                fixed(116).givesWay(2),
                RoomCost::microsPerPacket,
                Texts.speech()::decimal);
        live.number(
                Texts.of("costs.column.slowest"),
                fixed(108),
                cost -> measured(cost.row().slowestMicros()),
                Texts.speech()::decimal);
        live.number(
                Texts.of("costs.column.gap"),
                fixed(124).givesWay(4),
                cost -> measured(cost.row().largestGapMillis()),
                Texts.speech()::decimal);
        live.chooseColumnsWith(costColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("costs.empty")));
        return live;
    }

    /** No packet has come yet: that is no time of zero. */
    private static double measured(double figure) {
        return figure == 0 ? Double.NaN : figure;
    }

    /** Of the packets that came in, those with recipients on another loop. */
    private static double handedOverShare(LoopRow loop) {
        return loop.received() == 0 ? Double.NaN : (double) loop.handedOver() / loop.received();
    }

    /** No packet was timed yet: that is no time of zero. */
    private static double sampled(LoopRow loop, double micros) {
        return loop.transitMaxMicros() == 0 ? Double.NaN : micros;
    }

    /** Shows the tables, which are folded away at first: an operator reads the sentence. */
    public void unfold() {
        developers.setExpanded(true);
    }

    @Override
    public void focusFilter() {
        unfold();
        TablesView.super.focusFilter();
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
