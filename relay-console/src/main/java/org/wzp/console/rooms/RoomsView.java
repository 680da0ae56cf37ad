package org.wzp.console.rooms;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;
import org.wzp.console.common.Actions;
import org.wzp.console.common.Clips;
import org.wzp.console.common.ConsoleAction;
import org.wzp.console.common.Figures;
import org.wzp.console.common.Handle;
import org.wzp.console.common.LiveTable;
import org.wzp.console.common.Policies;
import org.wzp.console.common.Questions;
import org.wzp.console.common.Texts;
import org.wzp.console.common.View;
import org.wzp.console.common.ViewLoader;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RoomPolicy;

/** Master and detail: the rooms above, the people of the selected one below. Binds, and nothing more. */
public final class RoomsView implements View {
    private static final int MOST_BUTTON_CHARS = 20;

    private final RoomsViewModel model;
    private final Actions actions;
    private final Questions questions;
    private final Parent root;
    private final ReadOnlyObjectWrapper<List<ParticipantView>> selectedPeople = new ReadOnlyObjectWrapper<>(List.of());

    @FXML
    private CustomTextField filter;

    @FXML
    private TableView<Handle<String, RoomView>> roomTable;

    @FXML
    private TableView<Handle<Long, ParticipantView>> peopleTable;

    @FXML
    private Label roomName;

    @FXML
    private Label roomSummary;

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

    private LiveTable<String, RoomView> rooms;
    private LiveTable<Long, ParticipantView> people;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public RoomsView(RoomsViewModel model, Actions actions, Questions questions) {
        this.model = model;
        this.actions = actions;
        this.questions = questions;
        this.root = ViewLoader.load(this, "rooms");
    }

    @FXML
    private void initialize() {
        filter.setLeft(new FontIcon(ConsoleAction.FILTER.icon()));
        filter.setAccessibleText(Texts.of("rooms.filter"));
        filter.textProperty().bindBidirectional(model.filter());
        rooms = RoomColumns.rooms(roomTable, model);
        rooms.chooseColumnsWith(roomColumns);
        people = RoomColumns.people(peopleTable, model);
        people.chooseColumnsWith(peopleColumns);
        bindSelection();
        bindRoomBar();
        defineActions();
        roomTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.KEEP_TO_THOSE_INSIDE),
                actions.menuItem(ConsoleAction.CLOSE_ROOM),
                new SeparatorMenuItem(),
                copyRows(rooms)));
        peopleTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.KICK),
                actions.menuItem(ConsoleAction.ALLOW),
                actions.menuItem(ConsoleAction.DISALLOW),
                new SeparatorMenuItem(),
                actions.menuItem(ConsoleAction.COPY_FINGERPRINT),
                copyRows(people)));
    }

    private static MenuItem copyRows(LiveTable<?, ?> table) {
        MenuItem item = new MenuItem(ConsoleAction.COPY_ROWS.text(), new FontIcon(ConsoleAction.COPY_ROWS.icon()));
        item.setOnAction(event -> table.copy());
        return item;
    }

    private void bindSelection() {
        roomTable.getSelectionModel().selectedItemProperty().subscribe(handle -> {
            if (handle != null) {
                model.selectedRoom().set(handle.key());
            }
        });
        roomTable.getItems().addListener((ListChangeListener<Handle<String, RoomView>>) change -> {
            if (roomTable.getSelectionModel().isEmpty() && !roomTable.getItems().isEmpty()) {
                roomTable.getSelectionModel().selectFirst();
            }
        });
        peopleTable.getSelectionModel().getSelectedIndices().addListener((ListChangeListener<Integer>)
                change -> selectedPeople.set(people.selected()));
    }

    private void bindRoomBar() {
        roomBar.visibleProperty().bind(model.room().map(Optional::isPresent));
        roomName.textProperty().bind(model.room().map(room -> room.map(r -> Figures.network(r.name()))
                .orElse("")));
        roomSummary.textProperty().bind(model.room().map(room -> room.map(model::summary)
                .orElse("")));
        actions.bind(kick, ConsoleAction.KICK);
        kick.textProperty().bind(selectedPeople.map(RoomsView::kickText));
        actions.bind(allow, ConsoleAction.ALLOW);
        actions.bind(closeRoom, ConsoleAction.CLOSE_ROOM);
        policy.textProperty()
                .bind(model.room().map(room -> room.map(r -> Texts.of("rooms.policy", Policies.text(r.policy())))
                        .orElse("")));
        // without a room the button is empty, but still has to say what it is
        policy.accessibleTextProperty()
                .bind(policy.textProperty().map(text -> text.isEmpty() ? Texts.of("rules.policy") : text));
        for (RoomPolicy choice : RoomPolicy.values()) {
            MenuItem item = new MenuItem(Policies.text(choice));
            item.setId("policy-" + Policies.id(choice));
            item.setOnAction(event -> model.setPolicy(choice));
            policy.getItems().add(item);
        }
        policy.getItems().addAll(new SeparatorMenuItem(), actions.menuItem(ConsoleAction.KEEP_TO_THOSE_INSIDE));
    }

    /** Names whom it is about, unless that would take the room of the other buttons; the question names them in full. */
    private static String kickText(List<ParticipantView> who) {
        String named = who.isEmpty() ? "" : Texts.of("ask", new KickDraft(who).buttonText());
        return named.isEmpty() || named.length() > MOST_BUTTON_CHARS ? ConsoleAction.KICK.text() : named;
    }

    private void defineActions() {
        BooleanBinding somebody =
                Bindings.createBooleanBinding(() -> !selectedPeople.get().isEmpty(), selectedPeople);
        ObservableValue<Boolean> someRoom = model.room().map(Optional::isPresent);
        actions.define(ConsoleAction.KICK, somebody, this::askToKick);
        actions.define(ConsoleAction.ALLOW, somebody, () -> model.allow(people.selected()));
        actions.define(ConsoleAction.DISALLOW, somebody, () -> model.removeFromAllowList(people.selected()));
        actions.define(ConsoleAction.COPY_FINGERPRINT, somebody, this::copyFingerprints);
        actions.define(ConsoleAction.KEEP_TO_THOSE_INSIDE, someRoom, model::keepToThoseInside);
        actions.define(ConsoleAction.CLOSE_ROOM, someRoom, this::askToClose);
    }

    private void askToKick() {
        KickDraft draft = new KickDraft(people.selected());
        if (KickDialog.confirmed(draft, root.getScene().getWindow())) {
            model.kick(draft);
        }
    }

    private void askToClose() {
        model.room().get().ifPresent(room -> {
            String name = Figures.network(room.name());
            int inside = room.participants().size();
            if (questions.confirmed(
                    Texts.of("close-room.title", name),
                    Texts.of("close-room.text", inside),
                    Texts.of("close-room.button", name, inside))) {
                model.closeRoom();
            }
        });
    }

    private void copyFingerprints() {
        Clips.put(String.join(
                "\n",
                people.selected().stream().map(ParticipantView::fingerprint).toList()));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    @Override
    public void copyRows() {
        (roomTable.isFocused() ? rooms : people).copy();
    }
}
