package org.wzp.console.rooms;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.wzp.console.common.Figures;
import org.wzp.console.common.LiveRows;
import org.wzp.console.common.OperatorDesk;
import org.wzp.console.common.Qualities;
import org.wzp.console.common.Texts;
import org.wzp.relay.api.OperatorCommand.AllowInRoom;
import org.wzp.relay.api.OperatorCommand.CloseRoom;
import org.wzp.relay.api.OperatorCommand.LockRoom;
import org.wzp.relay.api.OperatorCommand.RemoveFromRoom;
import org.wzp.relay.api.OperatorCommand.SetRoomPolicy;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.Quality;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RelaySnapshot.Subject;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;

/** The rooms, the people in the chosen one, and what the operator does to either. JavaFX thread only. */
public final class RoomsViewModel {
    private final OperatorDesk desk;
    private final LiveRows<String, RoomView> rooms = new LiveRows<>(RoomView::name, RoomsViewModel::texts);
    private final LiveRows<Long, ParticipantView> people = new LiveRows<>(ParticipantView::id, RoomsViewModel::texts);
    private final ActivityHistory activity = new ActivityHistory();
    private final ReadOnlyObjectWrapper<Optional<RoomView>> room = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper noRooms = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper noPeople = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<RelaySnapshot> latest =
            new ReadOnlyObjectWrapper<>(RelaySnapshot.stopped(Instant.EPOCH));
    private final ZoneId zone;

    public RoomsViewModel(OperatorDesk desk) {
        this(desk, ZoneId.systemDefault());
    }

    /** @param zone the operator's */
    public RoomsViewModel(OperatorDesk desk, ZoneId zone) {
        this.desk = desk;
        this.zone = zone;
        rooms.selection().keys().subscribe(names -> refreshPeople());
    }

    public void show(RelaySnapshot snapshot) {
        latest.set(snapshot);
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

    /** The chosen room if exactly one is chosen: its people are shown, and what is done to a room is done to it. */
    ReadOnlyObjectProperty<Optional<RoomView>> room() {
        return room.getReadOnlyProperty();
    }

    /** Why there are no rooms to see, and what would bring one. */
    ReadOnlyStringProperty noRooms() {
        return noRooms.getReadOnlyProperty();
    }

    /** Why nobody is shown below the rooms. */
    ReadOnlyStringProperty noPeople() {
        return noPeople.getReadOnlyProperty();
    }

    /** How many people are in a room, newly with each refresh; zero once it is gone. */
    ObservableValue<Integer> peopleIn(String name) {
        return Bindings.createObjectBinding(
                () -> find(name).map(r -> r.participants().size()).orElse(0), rooms.tick());
    }

    /** Chooses the room that something is about, and the person if it is about one; filters that hide them are cleared. */
    public void lookAt(Subject subject) {
        if (rooms.find(subject.room()).isEmpty()) {
            rooms.filter().clear();
        }
        rooms.selection().choose(subject.room());
        if (subject instanceof Subject.Person person) {
            if (people.find(person.id()).isEmpty()) {
                people.filter().clear();
            }
            people.selection().choose(person.id());
        }
    }

    /** How long ago, by the snapshot's clock. */
    Duration since(Instant then) {
        return Duration.between(then, latest.get().at());
    }

    /** What to say of the room below its name; that nothing is measured yet stands in its row and has no room here. */
    String summary(RoomView of) {
        if (of.quality() == Quality.UNMEASURED) {
            return Texts.of("people.count", of.participants().size());
        }
        return Texts.of("rooms.summary", of.participants().size(), Qualities.text(of.quality()));
    }

    /** Quality in words, with who holds it down. */
    String qualityText(RoomView of) {
        String word = Qualities.text(of.quality());
        return of.weakest()
                .map(who -> Texts.of("rooms.quality-because", word, Figures.person(who.alias(), who.fingerprint())))
                .orElse(word);
    }

    /** What lies behind a room's quality: who decides it, and the codec's tier. */
    String qualityDetails(RoomView of) {
        return of.weakest()
                .map(who -> Texts.of(
                        "rooms.quality-details", Figures.personWithKey(who.alias(), who.fingerprint()), of.tier()))
                .orElseGet(() -> Texts.of("quality.unmeasured-details"));
    }

    /** What lies behind a person's quality. */
    String linkDetails(ParticipantView of) {
        return of.link().quality() == Quality.UNMEASURED
                ? Texts.of("quality.unmeasured-details")
                : Texts.of("quality.details", of.link().tier());
    }

    /** Milliseconds; marked where QUIC measured what nobody reported; a dash where neither did. */
    static String rttText(ParticipantView of) {
        String figure = Figures.whole(of.link().rttMillis().orElse(Double.NaN));
        return of.link().rttByQuic() ? Texts.of("people.rtt-by-quic", figure) : figure;
    }

    /** The people chosen now, in the order in which they were chosen. */
    List<ParticipantView> chosenPeople() {
        return people.selection().rows().get();
    }

    /** A removal of the people chosen now. */
    RemovalDraft removal() {
        String from = room.get().map(RoomView::name).orElse("");
        return new RemovalDraft(chosenPeople(), from, latest.getReadOnlyProperty(), zone);
    }

    /** Afterwards nobody is chosen: who comes next in the list was not meant. */
    void remove(RemovalDraft draft) {
        people.selection().clear();
        desk.carryOut(draft.commands());
    }

    void allow() {
        room.get()
                .ifPresent(in -> desk.carryOut(chosenPeople().stream()
                        .map(p -> new AllowInRoom(in.name(), p.fingerprint()))
                        .toList()));
    }

    void removeFromAllowList() {
        room.get()
                .ifPresent(in -> desk.carryOut(chosenPeople().stream()
                        .map(p -> new RemoveFromRoom(in.name(), p.fingerprint()))
                        .toList()));
    }

    void setPolicy(RoomPolicy policy) {
        room.get().ifPresent(in -> desk.carryOut(new SetRoomPolicy(in.name(), policy)));
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

    /** {@code Lock room to these 4 people}: whoever the newest snapshot has in it. */
    String lockText() {
        return Texts.of(
                "rooms.lock", room.get().map(in -> in.participants().size()).orElse(0));
    }

    /** What emptying a room comes to, newly with each refresh. */
    ObservableValue<String> emptyingText(String name, ObservableValue<Boolean> keepClosed) {
        return Bindings.createStringBinding(
                () -> {
                    int inside = find(name).map(r -> r.participants().size()).orElse(0);
                    RoomPolicy after = keepClosed.getValue()
                            ? RoomPolicy.CLOSED
                            : find(name).map(RoomView::policy).orElse(RoomPolicy.OPEN);
                    String shown = Figures.network(name);
                    return Texts.of("empty-room.text", inside) + " "
                            + switch (after) {
                                case OPEN -> Texts.of("empty-room.open", shown);
                                case ALLOW_LIST -> Texts.of("empty-room.allow-list", shown);
                                case CLOSED -> Texts.of("empty-room.closed", shown);
                            };
                },
                rooms.tick(),
                keepClosed);
    }

    /** Empties the room that the question named, whatever is chosen by now; afterwards none is. */
    void emptyRoom(String name, boolean keepClosed) {
        rooms.selection().clear();
        desk.carryOut(new CloseRoom(name, "", keepClosed));
    }

    private void refresh() {
        rooms.show(latest.get().rooms());
        noRooms.set(noRoomsSentence());
        refreshPeople();
    }

    private void refreshPeople() {
        Optional<RoomView> now = rooms.selection().only();
        room.set(now);
        people.show(now.map(RoomView::participants).orElse(List.of()));
        noPeople.set(Texts.of("people.empty", rooms.selection().keys().get().size()));
    }

    private Optional<RoomView> find(String name) {
        return latest.get().rooms().stream().filter(r -> r.name().equals(name)).findFirst();
    }

    private String noRoomsSentence() {
        if (latest.get().state() != RelayState.RUNNING) {
            return Texts.of("rooms.empty.not-running");
        }
        return Texts.of(
                "rooms.empty",
                latest.get().endpoint().reachable().stream()
                        .findFirst()
                        .or(() -> latest.get().endpoint().listening())
                        .map(Figures::address)
                        .orElse(""));
    }

    /** A room is found by its name and by whoever is in it. */
    private static Stream<String> texts(RoomView room) {
        return Stream.concat(
                Stream.of(Figures.network(room.name())),
                room.participants().stream().flatMap(RoomsViewModel::texts));
    }

    private static Stream<String> texts(ParticipantView person) {
        return Stream.of(
                Figures.person(person.alias(), person.fingerprint()),
                person.fingerprint(),
                Figures.address(person.address()));
    }
}
