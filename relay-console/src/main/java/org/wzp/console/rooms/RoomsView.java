package org.wzp.console.rooms;

import java.time.Instant;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.NameDialog;
import org.wzp.console.action.Questions;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.shell.TablesView;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;
import org.wzp.console.text.Policies;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Names;

/** Master and detail: the rooms above, the people of the selected one below. Binds, and nothing more. */
public final class RoomsView implements TablesView {
    private static final int MOST_BUTTON_CHARS = 22;

    /** From this width on, in pixels, the bar above the people has room for a longer name. */
    private static final double WIDE_BAR = 800;

    private final RoomsViewModel model;
    private final Actions actions;
    private final Questions questions;
    private final Parent root;

    @FXML
    private FilterBar roomFilter;

    @FXML
    private FilterBar peopleFilter;

    @FXML
    private ToggleButton peopleFilterButton;

    @FXML
    private ToggleButton byRoom;

    @FXML
    private ToggleButton everybody;

    @FXML
    private SplitPane split;

    @FXML
    private TableView<Handle<String, RoomStatus>> roomTable;

    @FXML
    private TableView<Handle<Long, ParticipantStatus>> peopleTable;

    @FXML
    private Label roomName;

    @FXML
    private Label roomSummary;

    @FXML
    private Label elsewhere;

    @FXML
    private HBox roomBar;

    @FXML
    private Button kick;

    @FXML
    private Button allow;

    @FXML
    private Button closeRoom;

    @FXML
    private MenuButton policy;

    @FXML
    private MenuButton roomColumns;

    @FXML
    private MenuButton peopleColumns;

    private LiveTable<String, RoomStatus> rooms;
    private LiveTable<Long, ParticipantStatus> people;
    private final ViewTables tables;
    private final DoubleProperty share = new SimpleDoubleProperty();

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public RoomsView(RoomsViewModel model, Actions actions, Questions questions) {
        this.model = model;
        this.actions = actions;
        this.questions = questions;
        this.root = ViewLoader.load(this, "rooms");
        this.tables = new ViewTables(root, actions, rooms, people);
    }

    @FXML
    private void initialize() {
        share.set(split.getDividerPositions()[0]);
        holdSplit();
        rooms = RoomColumns.rooms(roomTable, model, roomFilter);
        rooms.chooseColumnsWith(roomColumns);
        people = RoomColumns.people(peopleTable, model, peopleFilter);
        people.openFilterWith(peopleFilterButton);
        people.chooseColumnsWith(peopleColumns);
        rooms.whenEmpty(model.noRooms());
        people.whenEmpty(model.noPeople());
        bindSwitch();
        people.whenOpened(() -> actions.run(ConsoleAction.PERSON_CARD));
        bindRoomBar();
        defineActions();
        roomTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.KEEP_TO_THOSE_INSIDE),
                actions.menuItem(ConsoleAction.CLOSE_ROOM),
                actions.menuItem(ConsoleAction.WATCH_PACKETS),
                new SeparatorMenuItem(),
                copyRows(rooms)));
        peopleTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.PERSON_CARD),
                actions.menuItem(ConsoleAction.WHY_NOT_HEAR),
                actions.menuItem(ConsoleAction.NAME_PERSON),
                new SeparatorMenuItem(),
                actions.menuItem(ConsoleAction.KICK),
                actions.menuItem(ConsoleAction.BAN_PERSON),
                actions.menuItem(ConsoleAction.ALLOW),
                actions.menuItem(ConsoleAction.DISALLOW),
                actions.menuItem(ConsoleAction.WATCH_PACKETS),
                new SeparatorMenuItem(),
                actions.menuItem(ConsoleAction.COPY_FINGERPRINT),
                copyRows(people)));
    }

    /** Rooms with the people of the chosen one below, or the people of all rooms alone. */
    private void bindSwitch() {
        ToggleGroup group = new ToggleGroup();
        byRoom.setToggleGroup(group);
        everybody.setToggleGroup(group);
        String hint = Texts.of("action.hint", ConsoleAction.ALL_PEOPLE.text(), ConsoleAction.ALL_PEOPLE.keys());
        everybody.setTooltip(new Tooltip(hint));
        everybody.setAccessibleHelp(hint);
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                // one of the two is always chosen
                group.selectToggle(before);
            } else {
                model.allPeople().set(now.equals(everybody));
            }
        });
        model.allPeople().subscribe(all -> {
            group.selectToggle(all ? everybody : byRoom);
            showRooms(!all);
        });
        for (Node ofRooms : List.of(roomFilter, roomColumns)) {
            ofRooms.visibleProperty().bind(model.allPeople().not());
        }
    }

    private void showRooms(boolean shown) {
        if (shown == split.getItems().contains(roomTable)) {
            return;
        }
        if (shown) {
            split.getItems().addFirst(roomTable);
            holdSplit();
            roomTable.requestFocus();
        } else {
            split.getDividers().getFirst().positionProperty().unbindBidirectional(share);
            split.getItems().remove(roomTable);
            // the keys, Ctrl+F among them, are meant for the table that is left
            peopleTable.requestFocus();
        }
    }

    /** The divider goes with the rooms; how they share the view stays. */
    private void holdSplit() {
        split.getDividers().getFirst().positionProperty().bindBidirectional(share);
    }

    private static MenuItem copyRows(LiveTable<?, ?> table) {
        MenuItem item = new MenuItem(ConsoleAction.COPY_ROWS.text(), new FontIcon(ConsoleAction.COPY_ROWS.icon()));
        item.setOnAction(event -> table.copy());
        return item;
    }

    private void bindRoomBar() {
        roomName.textProperty().bind(Bindings.createStringBinding(model::heading, model.room(), model.allPeople()));
        roomBar.visibleProperty().bind(roomName.textProperty().isNotEmpty());
        elsewhere.textProperty().bind(model.room().map(room -> room.map(RoomWords::elsewhere)
                .orElse("")));
        elsewhere.visibleProperty().bind(elsewhere.textProperty().isNotEmpty());
        elsewhere.managedProperty().bind(elsewhere.visibleProperty());
        roomSummary
                .textProperty()
                .bind(Bindings.createStringBinding(
                        model::headingDetails,
                        model.room(),
                        model.allPeople(),
                        model.people().tick()));
        for (Node ofOneRoom : List.of(policy, closeRoom)) {
            ofOneRoom.visibleProperty().bind(model.allPeople().not());
            ofOneRoom.managedProperty().bind(ofOneRoom.visibleProperty());
        }
        actions.bind(kick, ConsoleAction.KICK);
        var chosen = model.people().selection().rows();
        kick.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> kickText(chosen.get(), roomBar.getWidth()), chosen, roomBar.widthProperty()));
        actions.bind(allow, ConsoleAction.ALLOW);
        actions.bind(closeRoom, ConsoleAction.CLOSE_ROOM);
        policy.textProperty().bind(model.room().map(room -> room.map(r -> Policies.text(r.policy()))
                .orElse("")));
        // without a room the button is empty, but still has to say what it is
        policy.accessibleTextProperty()
                .bind(policy.textProperty()
                        .map(text -> text.isEmpty() ? Texts.of("rules.policy") : Texts.of("rooms.policy", text)));
        policy.setTooltip(new Tooltip(Texts.of("rules.policy")));
        policy.disableProperty().bind(actions.lookingBack());
        for (RoomPolicy choice : RoomPolicy.values()) {
            MenuItem item = new MenuItem(Policies.choice(choice));
            item.setId("policy-" + Policies.id(choice));
            item.setOnAction(event -> model.setPolicy(choice));
            policy.getItems().add(item);
        }
        MenuItem lock = actions.menuItem(ConsoleAction.KEEP_TO_THOSE_INSIDE);
        lock.textProperty().bind(model.room().map(room -> model.lockText()));
        policy.getItems().addAll(new SeparatorMenuItem(), lock);
    }

    /** Names whom it is about, unless that would take the room of the other buttons; the question names them in full. */
    private static String kickText(List<ParticipantStatus> who, double room) {
        String named = who.isEmpty() ? "" : Texts.of("ask", RemovalDraft.buttonText(who));
        boolean fits = room >= WIDE_BAR && named.length() <= MOST_BUTTON_CHARS;
        return named.isEmpty() || !fits ? ConsoleAction.KICK.text() : named;
    }

    /** Only while the view is seen: a key must do nothing to somebody who was chosen here and is out of sight. */
    private void defineActions() {
        ObservableBooleanValue seen = peopleTable.sceneProperty().isNotNull();
        var chosen = model.people().selection().keys();
        BooleanBinding somebody =
                Bindings.createBooleanBinding(() -> seen.get() && !chosen.get().isEmpty(), seen, chosen);
        BooleanBinding oneRoom = Bindings.createBooleanBinding(
                () -> seen.get() && model.room().get().isPresent(), seen, model.room());
        actions.define(ConsoleAction.KICK, somebody, this::askToKick);
        actions.define(ConsoleAction.BAN_PERSON, somebody, this::askToBan);
        actions.define(ConsoleAction.ALLOW, somebody, this::askToAllow);
        actions.define(
                ConsoleAction.PERSON_CARD,
                Bindings.createBooleanBinding(() -> seen.get() && chosen.get().size() == 1, seen, chosen),
                () -> model.card().ifPresent(card -> PersonCardDialog.show(card, actions, questions)));
        actions.define(
                ConsoleAction.NAME_PERSON,
                Bindings.createBooleanBinding(() -> seen.get() && chosen.get().size() == 1, seen, chosen),
                () -> model.named()
                        .flatMap(person -> NameDialog.asked(person, model.ownAlias(), questions))
                        .ifPresent(model::name));
        actions.define(ConsoleAction.ALL_PEOPLE, seen, () -> model.allPeople()
                .set(!model.allPeople().get()));
        actions.define(ConsoleAction.WHY_NOT_HEAR, seen, () -> HearingDialog.show(model.hearing(), questions));
        actions.define(ConsoleAction.DISALLOW, somebody, model::removeFromAllowList);
        actions.define(ConsoleAction.COPY_FINGERPRINT, somebody, this::copyFingerprints);
        actions.define(ConsoleAction.KEEP_TO_THOSE_INSIDE, oneRoom, model::keepToThoseInside);
        actions.define(ConsoleAction.CLOSE_ROOM, oneRoom, this::askToClose);
    }

    private void askToKick() {
        RemovalDraft draft = model.removal();
        if (RemovalDialog.confirmed(draft, questions)) {
            model.remove(draft);
        }
    }

    private void askToBan() {
        RowBanDraft draft = model.ban();
        if (RowBanDialog.confirmed(draft, questions)) {
            model.ban(draft);
        }
    }

    /** One is allowed at once and can be taken back; of several it asks, and means those whom it named. */
    private void askToAllow() {
        List<Here> whom = model.chosenHere();
        if (whom.size() == 1) {
            model.allow(whom);
            return;
        }
        MeantPeople meant = new MeantPeople(whom, new SimpleObjectProperty<>(RelaySnapshot.stopped(Instant.EPOCH)));
        if (questions.confirmed(
                Texts.of("allow.title", meant.whom(), meant.roomsText()),
                new SimpleStringProperty(Texts.of("allow.text", meant.names(), meant.roomsText())),
                new SimpleStringProperty(Texts.of("allow.button", meant.whom())))) {
            model.allow(whom);
        }
    }

    /** Names the room when it opens and means that one; how many are inside is told anew while it waits. */
    private void askToClose() {
        model.room().get().ifPresent(room -> {
            String name = Names.room(room.name());
            ObservableValue<Integer> inside = model.peopleIn(room.name());
            CheckBox keepClosed = new CheckBox(Texts.of("empty-room.keep-closed"));
            keepClosed.setId("keep-closed");
            if (questions.confirmed(
                    Texts.of("empty-room.title", name),
                    model.emptyingText(room.name(), keepClosed.selectedProperty()),
                    inside.map(count -> Texts.of("empty-room.button", name, count)),
                    List.of(keepClosed))) {
                model.emptyRoom(room.name(), keepClosed.isSelected());
            }
        });
    }

    private void copyFingerprints() {
        Clips.put(String.join(
                "\n",
                model.chosenPeople().stream()
                        .map(ParticipantStatus::fingerprint)
                        .toList()));
    }

    /** Scrolls to what is chosen. */
    public void showChosen() {
        rooms.showChosen();
        people.showChosen();
    }

    @Override
    public ViewTables viewTables() {
        return tables;
    }

    /** Share of the view that the rooms have, 0 to 1. */
    public DoubleProperty split() {
        return share;
    }

    @Override
    public Parent root() {
        return root;
    }
}
