package org.wzp.console.contention;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.contention.ContentionViewModel.HotPath;
import org.wzp.console.contention.ContentionViewModel.Lock;
import org.wzp.console.contention.ContentionViewModel.Queue;
import org.wzp.console.contention.ContentionViewModel.Site;
import org.wzp.console.shell.View;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;
import org.wzp.console.text.Figures;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ContentionStatus.LoopRow;

/** Locks, compare-and-set sites, queues, loops. Binds, and nothing more. */
public final class ContentionView implements View {
    private static final PseudoClass CLEAN = PseudoClass.getPseudoClass("clean");
    private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");

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
    private Label hotPath;

    @FXML
    private Label since;

    @FXML
    private Button reset;

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

    private LiveTable<String, Lock> locks;
    private LiveTable<String, Site> sites;
    private LiveTable<String, Queue> queues;
    private LiveTable<String, LoopRow> loops;
    private final ViewTables tables;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public ContentionView(ContentionViewModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        this.root = ViewLoader.load(this, "contention");
        this.tables = new ViewTables(root, locks, sites, queues, loops);
    }

    @FXML
    private void initialize() {
        hotPath.textProperty().bind(model.hotPath());
        model.verdict().subscribe(this::showVerdict);
        since.textProperty().bind(model.sinceText());
        actions.define(ConsoleAction.RESET_BASELINE, model::resetBaseline);
        actions.bind(reset, ConsoleAction.RESET_BASELINE);
        locks = lockColumns();
        sites = siteColumns();
        queues = queueColumns();
        loops = loopColumns();
    }

    private void showVerdict(HotPath verdict) {
        hotPath.pseudoClassStateChanged(CLEAN, verdict == HotPath.CLEAN);
        hotPath.pseudoClassStateChanged(LOCKED, verdict == HotPath.LOCKED);
        hotPath.setGraphic(new FontIcon(
                switch (verdict) {
                    case NOT_RUNNING -> MaterialDesignI.INFORMATION_OUTLINE;
                    case CLEAN -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
                    case LOCKED -> MaterialDesignA.ALERT_OUTLINE;
                }));
    }

    private LiveTable<String, Lock> lockColumns() {
        LiveTable<String, Lock> live = new LiveTable<>(
                lockTable, model.locks(), Texts.of("locks.table"), lockFilter, Texts.of("locks.filter"));
        live.openFilterWith(lockFilterButton);
        live.words(Texts.of("locks.column.name"), between(140, 160), lock -> lock.row()
                .name());
        live.number(Texts.of("locks.column.rate"), fixed(118).givesWay(7), Lock::perSecond, Figures::decimal);
        live.number(Texts.of("locks.column.contended"), fixed(110), Lock::contendedShare, Figures::percent);
        live.number(
                Texts.of("locks.column.wait-p50"),
                fixed(98).givesWay(1),
                lock -> waited(lock, lock.row().waitP50Micros()),
                Figures::decimal);
        live.number(
                Texts.of("locks.column.wait-p99"),
                fixed(98).givesWay(5),
                lock -> waited(lock, lock.row().waitP99Micros()),
                Figures::decimal);
        live.number(
                Texts.of("locks.column.wait-max"),
                fixed(100).givesWay(6),
                lock -> waited(lock, lock.row().longestWaitMicros()),
                Figures::decimal);
        live.number(
                Texts.of("locks.column.hold-p99"),
                fixed(98).givesWay(2),
                lock -> lock.row().holdP99Micros().orElse(Double.NaN),
                Figures::decimal);
        live.number(
                Texts.of("locks.column.waiting"),
                fixed(104).givesWay(4),
                lock -> lock.row().waiting(),
                Figures::whole);
        live.chooseColumnsWith(lockColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("locks.empty")));
        return live;
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
        live.number(Texts.of("sites.column.attempts"), fixed(86).givesWay(3), Site::attempts, Figures::whole);
        live.number(Texts.of("sites.column.retries"), fixed(78), Site::retries, Figures::whole);
        live.number(Texts.of("sites.column.share"), fixed(88).givesWay(2), Site::retryShare, Figures::percent);
        live.number(
                Texts.of("sites.column.worst"),
                fixed(104).givesWay(1),
                site -> site.row().worst(),
                Figures::whole);
        live.chooseColumnsWith(siteColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("sites.empty")));
        return live;
    }

    private LiveTable<String, Queue> queueColumns() {
        LiveTable<String, Queue> live = new LiveTable<>(
                queueTable, model.queues(), Texts.of("queues.table"), queueFilter, Texts.of("queues.filter"));
        live.openFilterWith(queueFilterButton);
        live.words(Texts.of("queues.column.queue"), between(116, 140), queue -> queue.row()
                .queue());
        live.number(
                Texts.of("queues.column.depth"), fixed(72), queue -> queue.row().depth(), Figures::whole);
        live.number(
                Texts.of("queues.column.backlogged"),
                fixed(88).givesWay(2),
                queue -> queue.row().backlogged(),
                Figures::whole);
        live.number(
                Texts.of("queues.column.deepest"),
                fixed(86).givesWay(4),
                queue -> queue.row().deepest(),
                Figures::whole);
        live.number(
                Texts.of("queues.column.high-water"),
                fixed(92).givesWay(5),
                queue -> queue.row().highWater(),
                Figures::whole);
        live.number(
                Texts.of("queues.column.bound"),
                fixed(78).givesWay(1),
                queue -> queue.row().bound(),
                Figures::whole);
        live.number(Texts.of("queues.column.rate"), fixed(92).givesWay(3), Queue::perSecond, Figures::whole);
        live.number(Texts.of("queues.column.dropped"), fixed(84), Queue::dropped, Figures::whole);
        live.chooseColumnsWith(queueColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("queues.empty")));
        return live;
    }

    private LiveTable<String, LoopRow> loopColumns() {
        LiveTable<String, LoopRow> live = new LiveTable<>(
                loopTable, model.loops(), Texts.of("loops.table"), loopFilter, Texts.of("loops.filter"));
        live.openFilterWith(loopFilterButton);
        live.words(Texts.of("loops.column.loop"), between(140, 150), LoopRow::loop);
        live.number(Texts.of("loops.column.lag-p50"), fixed(96), LoopRow::lagP50Micros, Figures::decimal);
        live.number(Texts.of("loops.column.lag-p99"), fixed(96), LoopRow::lagP99Micros, Figures::decimal);
        live.number(Texts.of("loops.column.lag-max"), fixed(100), LoopRow::lagMaxMicros, Figures::decimal);
        live.number(
                Texts.of("loops.column.transit-p50"),
                fixed(112).givesWay(2),
                loop -> sampled(loop, loop.transitP50Micros()),
                Figures::decimal);
        live.number(
                Texts.of("loops.column.transit-p99"),
                fixed(112).givesWay(4),
                loop -> sampled(loop, loop.transitP99Micros()),
                Figures::decimal);
        live.number(
                Texts.of("loops.column.transit-max"),
                fixed(112).givesWay(3),
                loop -> sampled(loop, loop.transitMaxMicros()),
                Figures::decimal);
        live.number(Texts.of("loops.column.busy"), fixed(80), LoopRow::busyShare, Figures::percent);
        live.number(Texts.of("loops.column.pending"), fixed(114).givesWay(1), LoopRow::pending, Figures::whole);
        live.chooseColumnsWith(loopColumns);
        live.whenEmpty(new SimpleStringProperty(Texts.of("loops.empty")));
        return live;
    }

    /** No packet was timed yet: that is no time of zero. */
    private static double sampled(LoopRow loop, double micros) {
        return loop.transitMaxMicros() == 0 ? Double.NaN : micros;
    }

    @Override
    public List<LiveTable<?, ?>> tables() {
        return tables.all();
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void focusFilter() {
        tables.focusFilter();
    }

    @Override
    public void copyRows() {
        tables.copyRows();
    }
}
