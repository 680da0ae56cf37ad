package org.wzp.console.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.wzp.console.common.Figures;
import org.wzp.console.common.LiveRows;
import org.wzp.console.common.OperatorDesk;
import org.wzp.console.common.Texts;
import org.wzp.relay.api.OperatorCommand.AllowInRoom;
import org.wzp.relay.api.OperatorCommand.CloseRoom;
import org.wzp.relay.api.OperatorCommand.LockRoom;
import org.wzp.relay.api.OperatorCommand.RemoveFromRoom;
import org.wzp.relay.api.OperatorCommand.SetRoomPolicy;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;

/** The rooms, the people in the selected one, and what the operator does to either. JavaFX thread only. */
public final class RoomsViewModel {
    private final OperatorDesk desk;
    private final LiveRows<String, RoomView> rooms = new LiveRows<>(RoomView::name);
    private final LiveRows<Long, ParticipantView> people = new LiveRows<>(ParticipantView::id);
    private final ActivityHistory activity = new ActivityHistory();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable String> selectedRoom = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<RoomView>> room = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper noRooms = new ReadOnlyStringWrapper("");
    private RelaySnapshot latest = RelaySnapshot.stopped(Instant.EPOCH);

    public RoomsViewModel(OperatorDesk desk) {
        this.desk = desk;
        filter.subscribe(text -> refresh());
        selectedRoom.subscribe(name -> refreshPeople());
    }

    public void show(RelaySnapshot snapshot) {
        latest = snapshot;
        activity.note(snapshot.at(), snapshot.rooms());
        refresh();
    }

    LiveRows<String, RoomView> rooms() {
        return rooms;
    }

    LiveRows<Long, ParticipantView> people() {
        return people;
    }

    ActivityHistory activity() {
        return activity;
    }

    /** Shows rooms whose name, or somebody's name, fingerprint or address in them, contains this. */
    StringProperty filter() {
        return filter;
    }

    /** Name of the room whose people are shown. */
    ObjectProperty<@Nullable String> selectedRoom() {
        return selectedRoom;
    }

    /** The selected room while it exists. */
    ReadOnlyObjectProperty<Optional<RoomView>> room() {
        return room.getReadOnlyProperty();
    }

    /** Why there are no rooms to see, and what would bring one. */
    ReadOnlyStringProperty noRooms() {
        return noRooms.getReadOnlyProperty();
    }

    /** How long ago, by the snapshot's clock. */
    Duration since(Instant then) {
        return Duration.between(then, latest.at());
    }

    /** What to say of the room below its name. */
    String summary(RoomView of) {
        return Texts.of("rooms.summary", of.participants().size(), of.tier());
    }

    /** Tier in words, with who holds it down. */
    String tierText(RoomView of) {
        return of.weakest().isBlank()
                ? of.tier()
                : Texts.of("rooms.tier-because", of.tier(), Figures.network(of.weakest()));
    }

    void kick(KickDraft draft) {
        desk.carryOut(draft.commands());
    }

    void allow(List<ParticipantView> who) {
        selected()
                .ifPresent(in -> desk.carryOut(who.stream()
                        .map(p -> new AllowInRoom(in, p.fingerprint()))
                        .toList()));
    }

    void removeFromAllowList(List<ParticipantView> who) {
        selected()
                .ifPresent(in -> desk.carryOut(who.stream()
                        .map(p -> new RemoveFromRoom(in, p.fingerprint()))
                        .toList()));
    }

    void setPolicy(RoomPolicy policy) {
        selected().ifPresent(in -> desk.carryOut(new SetRoomPolicy(in, policy)));
    }

    /** Admits only those now inside. */
    void keepToThoseInside() {
        room.get()
                .ifPresent(now -> desk.carryOut(new LockRoom(
                        now.name(),
                        now.participants().stream()
                                .map(ParticipantView::fingerprint)
                                .toList())));
    }

    void closeRoom() {
        selected().ifPresent(in -> desk.carryOut(new CloseRoom(in, Texts.of("close-room.reason"))));
    }

    private Optional<String> selected() {
        return Optional.ofNullable(selectedRoom.get());
    }

    private void refresh() {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        rooms.show(latest.rooms().stream()
                .filter(r -> wanted.isEmpty() || matches(r, wanted))
                .toList());
        noRooms.set(noRoomsSentence(wanted));
        refreshPeople();
    }

    private void refreshPeople() {
        Optional<RoomView> now = latest.rooms().stream()
                .filter(r -> r.name().equals(selectedRoom.get()))
                .findFirst();
        room.set(now);
        people.show(now.map(RoomView::participants).orElse(List.of()));
    }

    private String noRoomsSentence(String wanted) {
        if (!latest.rooms().isEmpty()) {
            return Texts.of("rooms.empty.filtered", wanted);
        }
        if (latest.state() != RelayState.RUNNING) {
            return Texts.of("rooms.empty.not-running");
        }
        return Texts.of(
                "rooms.empty",
                latest.endpoint().reachable().stream()
                        .findFirst()
                        .or(() -> latest.endpoint().listening())
                        .map(Figures::address)
                        .orElse(""));
    }

    private static boolean matches(RoomView room, String wanted) {
        return contains(room.name(), wanted)
                || room.participants().stream()
                        .anyMatch(p -> contains(p.alias(), wanted)
                                || contains(p.fingerprint(), wanted)
                                || contains(Figures.address(p.address()), wanted));
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
