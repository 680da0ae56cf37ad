package org.wzp.console.federation;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FingerprintWords;
import org.wzp.console.action.Questions;
import org.wzp.console.shell.TablesView;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveRows;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.Names;

/** Links, their map, global rooms, knocks and relays nearby. Binds, and nothing more. */
public final class FederationView implements TablesView {
    /** Left free below a card that is scrolled to, px. */
    private static final double BELOW_CARD = 18;

    private final FederationViewModel model;
    private final Actions actions;
    private final Questions questions;
    private final Parent root;
    private final ViewTables tables;

    @FXML
    private TableView<Handle<String, PeerStatus>> peerTable;

    @FXML
    private TableView<Handle<String, GlobalRoomStatus>> sharedTable;

    @FXML
    private TableView<Handle<String, KnockStatus>> knockTable;

    @FXML
    private Label peerTold;

    @FXML
    private Label remark;

    @FXML
    private LinkMap map;

    @FXML
    private Button addRelay;

    @FXML
    private Button editRelay;

    @FXML
    private Button reconnect;

    @FXML
    private Button removeRelay;

    @FXML
    private Button shareRoom;

    @FXML
    private Button unshareRoom;

    @FXML
    private Button trust;

    @FXML
    private Button trustAnHour;

    @FXML
    private Button refuse;

    @FXML
    private KnockCard knockCard;

    @FXML
    private FilterBar peerFilter;

    @FXML
    private ToggleButton peerFilterButton;

    @FXML
    private MenuButton peerColumns;

    @FXML
    private FilterBar sharedFilter;

    @FXML
    private ToggleButton sharedFilterButton;

    @FXML
    private FilterBar knockFilter;

    @FXML
    private ToggleButton knockFilterButton;

    @FXML
    private TableView<Handle<String, NearbyRelay>> nearbyTable;

    @FXML
    private Button federate;

    @FXML
    private FilterBar nearbyFilter;

    @FXML
    private ToggleButton nearbyFilterButton;

    @FXML
    private Label nearbyIgnored;

    @FXML
    private VBox nearbyCard;

    @FXML
    private FingerprintWords nearbyWords;

    private LiveTable<String, PeerStatus> peers;
    private LiveTable<String, GlobalRoomStatus> rooms;
    private LiveTable<String, KnockStatus> knocks;
    private LiveTable<String, NearbyRelay> nearby;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public FederationView(FederationViewModel model, Actions actions, Questions questions) {
        this.model = model;
        this.actions = actions;
        this.questions = questions;
        this.root = ViewLoader.load(this, "federation");
        this.tables = new ViewTables(root, actions, peers, rooms, knocks, nearby);
    }

    @FXML
    private void initialize() {
        remark.textProperty().bind(model.remark());
        remark.visibleProperty().bind(model.remark().isNotEmpty());
        remark.managedProperty().bind(remark.visibleProperty());
        remark.setGraphic(new FontIcon(MaterialDesignI.INFORMATION_OUTLINE));
        makePeers();
        makeRooms();
        makeKnocks();
        makeNearby();
        makeMap();
    }

    /** Chooses the link or the knock of the relay that something is about. */
    public void lookAt(Subject subject) {
        model.lookAt(subject);
        peers.showChosen();
        knocks.showChosen();
    }

    private void makeMap() {
        map.whenChosen(relay -> {
            model.peers().selection().choose(relay);
            peers.showChosen();
        });
        model.picture().subscribe(map::show);
        model.peers().selection().keys().subscribe(map::mark);
        model.rooms().selection().keys().subscribe(map::standOut);
    }

    private void makePeers() {
        peers = new LiveTable<>(
                peerTable, model.peers(), Texts.of("peers.table"), peerFilter, Texts.of("peers.filter"));
        peers.openFilterWith(peerFilterButton);
        peers.words(Texts.of("peers.column.relay"), between(110, 150), FederationViewModel::label);
        peers.words(Texts.of("peers.column.state"), fixed(168), model::state);
        peers.words(Texts.of("peers.column.since"), fixed(98), model::since, Comparator.comparing(peer -> peer.since()
                .orElse(Instant.EPOCH)));
        peers.words(Texts.of("peers.column.proof"), fixed(86).givesWay(7), FederationViewModel::proof);
        peers.words(Texts.of("peers.column.rooms"), between(130, 190), FederationViewModel::roomsOf);
        peers.number(
                Texts.of("peers.column.rtt"),
                fixed(84).givesWay(6),
                peer -> peer.rttMillis().orElse(Double.NaN),
                Texts.speech()::decimal);
        peers.number(
                Texts.of("peers.column.in"),
                fixed(76).givesWay(5),
                peer -> peer.traffic().inPerSecond(),
                Texts.speech()::whole);
        peers.number(
                Texts.of("peers.column.out"),
                fixed(80).givesWay(4),
                peer -> peer.traffic().outPerSecond(),
                Texts.speech()::whole);
        peers.number(
                Texts.of("peers.column.dropped"),
                fixed(92).givesWay(3),
                FederationViewModel::dropped,
                Texts.speech()::whole);
        peers.words(Texts.of("peers.column.kind"), fixed(80).givesWay(1), FederationViewModel::kind);
        peers.code(Texts.of("peers.column.address"), fixed(180).givesWay(2), FederationViewModel::where);
        peers.code(
                Texts.of("peers.column.fingerprint"),
                fixed(160).givesWay(0),
                peer -> FederationWords.shortened(peer.fingerprint()));
        peers.sentence(Texts.of("peers.column.remark"), between(140, 420), FederationViewModel::remarkOn);
        peers.tellChosenIn(peerTold, FederationViewModel::remarkOn);
        peers.chooseColumnsWith(peerColumns);
        peers.whenEmpty(whileRunning(new SimpleStringProperty(Texts.of("peers.empty"))));
        ObservableBooleanValue seen = peerTable.sceneProperty().isNotNull();
        define(ConsoleAction.ADD_RELAY, addRelay, seen, () -> ask(model.newRelay()));
        define(ConsoleAction.EDIT_RELAY, editRelay, chosenOne(model.peers(), seen), () -> ask(model.chosenRelay()));
        define(ConsoleAction.RECONNECT, reconnect, chosen(model.peers(), seen), model::reconnect);
        define(ConsoleAction.REMOVE_RELAY, removeRelay, chosen(model.peers(), seen), model::remove);
        peerTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.EDIT_RELAY),
                actions.menuItem(ConsoleAction.RECONNECT),
                actions.menuItem(ConsoleAction.REMOVE_RELAY)));
    }

    private void makeRooms() {
        rooms = new LiveTable<>(
                sharedTable, model.rooms(), Texts.of("shared.table"), sharedFilter, Texts.of("shared.filter"));
        rooms.openFilterWith(sharedFilterButton);
        rooms.words(Texts.of("shared.column.room"), between(110, 160), room -> Names.room(room.name()));
        rooms.number(Texts.of("shared.column.here"), fixed(66), GlobalRoomStatus::here, Texts.speech()::whole);
        rooms.number(
                Texts.of("shared.column.elsewhere"), fixed(96), GlobalRoomStatus::elsewhere, Texts.speech()::whole);
        rooms.words(Texts.of("shared.column.peers"), between(90, 200).givesWay(0), FederationViewModel::peersOf);
        rooms.whenEmpty(whileRunning(new SimpleStringProperty(Texts.of("shared.empty"))));
        ObservableBooleanValue seen = sharedTable.sceneProperty().isNotNull();
        define(ConsoleAction.SHARE_ROOM, shareRoom, seen, this::askRoom);
        define(ConsoleAction.UNSHARE_ROOM, unshareRoom, chosen(model.rooms(), seen), model::unshare);
        sharedTable.setContextMenu(new ContextMenu(actions.menuItem(ConsoleAction.UNSHARE_ROOM)));
    }

    private void makeKnocks() {
        knocks = new LiveTable<>(
                knockTable, model.knocks(), Texts.of("knocks.table"), knockFilter, Texts.of("knocks.filter"));
        knocks.openFilterWith(knockFilterButton);
        knocks.code(
                Texts.of("knocks.column.fingerprint"),
                fixed(160),
                knock -> FederationWords.shortened(knock.fingerprint()));
        knocks.words(Texts.of("knocks.column.proof"), fixed(86), FederationViewModel::proven);
        knocks.code(Texts.of("knocks.column.address"), fixed(170).givesWay(1), knock -> Addresses.of(knock.address()));
        knocks.number(
                Texts.of("knocks.column.times"), fixed(70).givesWay(0), KnockStatus::times, Texts.speech()::whole);
        knocks.whenEmpty(whileRunning(new SimpleStringProperty(Texts.of("knocks.empty"))));
        ObservableBooleanValue seen = knockTable.sceneProperty().isNotNull();
        define(ConsoleAction.TRUST_RELAY, trust, chosenOne(model.knocks(), seen), () -> askTrust(false));
        define(ConsoleAction.TRUST_AN_HOUR, trustAnHour, chosenOne(model.knocks(), seen), () -> askTrust(true));
        define(ConsoleAction.REFUSE_RELAY, refuse, chosen(model.knocks(), seen), model::refuse);
        knockTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.TRUST_RELAY),
                actions.menuItem(ConsoleAction.TRUST_AN_HOUR),
                actions.menuItem(ConsoleAction.REFUSE_RELAY)));
        model.knocks().selection().rows().subscribe(rows -> showKnock());
    }

    private void makeNearby() {
        NearbyViewModel around = model.nearby();
        nearby = new LiveTable<>(
                nearbyTable, around.relays(), Texts.of("nearby.table"), nearbyFilter, Texts.of("nearby.filter"));
        nearby.openFilterWith(nearbyFilterButton);
        nearby.words(Texts.of("nearby.column.name"), between(120, 220), NearbyViewModel::name);
        nearby.words(Texts.of("nearby.column.standing"), fixed(120), around::standing);
        nearby.code(
                Texts.of("nearby.column.fingerprint"),
                fixed(160),
                relay -> FederationWords.shortened(relay.fingerprint()));
        nearby.code(Texts.of("nearby.column.address"), fixed(170).givesWay(0), relay -> Addresses.of(relay.address()));
        nearby.whenEmpty(whileRunning(around.whyEmpty()));
        ObservableBooleanValue seen = nearbyTable.sceneProperty().isNotNull();
        define(
                ConsoleAction.FEDERATE,
                federate,
                Bindings.createBooleanBinding(
                        () -> seen.get() && around.canFederate().get(), seen, around.canFederate()),
                around::federate);
        nearbyTable.setContextMenu(new ContextMenu(actions.menuItem(ConsoleAction.FEDERATE)));
        nearbyIgnored.textProperty().bind(around.ignored());
        nearbyIgnored.visibleProperty().bind(around.ignored().isNotEmpty());
        nearbyIgnored.managedProperty().bind(nearbyIgnored.visibleProperty());
        nearbyCard.managedProperty().bind(nearbyCard.visibleProperty());
        around.relays().selection().rows().subscribe(rows -> {
            nearbyCard.setVisible(around.relays().selection().only().isPresent());
            around.relays().selection().only().ifPresent(relay -> nearbyWords.show(relay.fingerprint()));
        });
    }

    /** Why a table is empty; of a relay that does not run nothing is known. */
    private ObservableValue<String> whileRunning(ObservableValue<String> why) {
        return Bindings.createStringBinding(
                () -> model.remark().get().isEmpty()
                        ? why.getValue()
                        : model.remark().get(),
                model.remark(),
                why);
    }

    private void showKnock() {
        if (knockCard.show(model.knocks().selection().only())) {
            // once it has its place
            Platform.runLater(() -> Platform.runLater(this::scrollToKnock));
        }
    }

    /** As far as it takes to see all of the card. */
    private void scrollToKnock() {
        ScrollPane page = (ScrollPane) root;
        double seen = page.getViewportBounds().getHeight();
        double beyond = page.getContent().getBoundsInLocal().getHeight() - seen;
        double foot = knockCard.getBoundsInParent().getMaxY() + BELOW_CARD;
        if (beyond > 0 && foot > page.getVvalue() * beyond + seen) {
            page.setVvalue(Math.min(1, (foot - seen) / beyond));
        }
    }

    private void define(ConsoleAction action, Button button, ObservableValue<Boolean> possible, Runnable doing) {
        actions.define(action, possible, doing);
        actions.bind(button, action);
    }

    /** Only while the table is seen: a key must not meet what was chosen here and is out of sight. */
    private static <T> ObservableValue<Boolean> chosen(LiveRows<String, T> rows, ObservableBooleanValue seen) {
        var keys = rows.selection().keys();
        return Bindings.createBooleanBinding(() -> seen.get() && !keys.get().isEmpty(), seen, keys);
    }

    private static <T> ObservableValue<Boolean> chosenOne(LiveRows<String, T> rows, ObservableBooleanValue seen) {
        var keys = rows.selection().keys();
        return Bindings.createBooleanBinding(
                () -> seen.get() && rows.selection().only().isPresent(), seen, keys);
    }

    private void ask(RelayDraft draft) {
        if (RelayDialog.confirmed(draft, questions)) {
            model.carryOut(draft.commands());
        }
    }

    private void askTrust(boolean forAnHour) {
        model.trustOfChosen(forAnHour)
                .filter(draft -> RelayDialog.trusted(draft, questions))
                .ifPresent(draft -> model.carryOut(List.of(draft.command())));
    }

    private void askRoom() {
        StringProperty room = new SimpleStringProperty("");
        if (RelayDialog.room(room, questions)) {
            model.share(room.get());
        }
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
