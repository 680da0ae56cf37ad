package org.wzp.console.rooms;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.LockRoom;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Names;

/** The rooms, the people in the chosen one, and what the operator does to either. JavaFX thread only. */
public final class RoomsViewModel {
    /** @param minute the one before the moment */
    private record Jumped(Instant at, boolean live, ActivityHistory minute) {}

    private final CommandRunner commands;
    private final LiveRows<String, RoomStatus> rooms = new LiveRows<>(RoomStatus::name, RoomWords::texts);
    private final LiveRows<Long, ParticipantStatus> people = new LiveRows<>(ParticipantStatus::id, this::texts);
    private final ActivityHistory activity = new ActivityHistory();
    private final AtomicReference<@Nullable Jumped> jumped = new AtomicReference<>();
    private final EarlierSnapshots earlier = new EarlierSnapshots();
    private final PastNames names = new PastNames();
    private final BooleanProperty allPeople = new SimpleBooleanProperty();
    /** Of everybody who is shown. */
    private final Map<Long, RoomStatus> roomById = new HashMap<>();

    private final ReadOnlyObjectWrapper<Optional<RoomStatus>> room = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** What several people of the room in view are called. */
    private Set<String> sharedNames = Set.of();

    private final ReadOnlyStringWrapper noRooms = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper noPeople = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<RelaySnapshot> latest =
            new ReadOnlyObjectWrapper<>(RelaySnapshot.stopped(Instant.EPOCH));
    private final ZoneId zone;

    public RoomsViewModel(CommandRunner commands) {
        this(commands, ZoneId.systemDefault());
    }

    /** @param zone the operator's */
    public RoomsViewModel(CommandRunner commands, ZoneId zone) {
        this.commands = commands;
        this.zone = zone;
        rooms.selection().keys().subscribe(keys -> refreshPeople());
        allPeople.subscribe(all -> refreshPeople());
    }

    /**
     * Another moment is shown than the next one: what its minute was like is shown with it.
     *
     * <p>Any thread; takes as long as reading a minute does.
     *
     * @param to what is shown from now on
     * @param live whether that is the relay as it is now
     * @param minute reads the seconds before it, and it, oldest first
     */
    public void jumped(RelaySnapshot to, boolean live, Consumer<Consumer<RelaySnapshot>> minute) {
        ActivityHistory read = new ActivityHistory();
        minute.accept(snapshot -> read.note(snapshot.at(), snapshot.rooms()));
        jumped.set(new Jumped(to.at(), live, read));
    }

    /** Not with a snapshot that was under way before: its second is none of that minute. */
    private void takeJump(Instant shown) {
        Jumped to = jumped.get();
        if (to != null
                && (to.live() ? !shown.isBefore(to.at()) : shown.equals(to.at()))
                && jumped.compareAndSet(to, null)) {
            activity.become(to.minute());
        }
    }

    public void show(RelaySnapshot snapshot) {
        latest.set(snapshot);
        takeJump(snapshot.at());
        activity.note(snapshot.at(), snapshot.rooms());
        earlier.note(snapshot);
        names.see(snapshot.rooms());
        refresh();
    }

    LiveRows<String, RoomStatus> rooms() {
        return rooms;
    }

    LiveRows<Long, ParticipantStatus> people() {
        return people;
    }

    ActivityHistory activity() {
        return activity;
    }

    /** The chosen room if exactly one is chosen: its people are shown, and what is done to a room is done to it. */
    ReadOnlyObjectProperty<Optional<RoomStatus>> room() {
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

    /**
     * Chooses the room that something is about, and the person if it is about one; filters that hide them are cleared.
     *
     * @return whether it is about a room
     */
    public boolean lookAt(Subject subject) {
        if (subject instanceof Subject.Person person) {
            choose(person.room());
            people.lookAt(person.id());
            return true;
        }
        if (subject instanceof Subject.Room room) {
            choose(room.room());
            return true;
        }
        return false;
    }

    /** Shows the people of all rooms, none hidden. */
    public void showEverybody() {
        people.filter().clear();
        allPeople.set(true);
    }

    /** The one chosen person, else the one chosen room; empty when neither is. */
    public Optional<Subject> chosen() {
        return people.selection()
                .only()
                .flatMap(person ->
                        room.get().<Subject>map(in -> new Subject.Person(in.name(), person.id(), person.alias())))
                .or(() -> room.get().map(in -> new Subject.Room(in.name())));
    }

    private void choose(String room) {
        allPeople.set(false);
        rooms.lookAt(room);
    }

    /** How long ago, by the snapshot's clock. */
    Duration since(Instant then) {
        return Duration.between(then, latest.get().at());
    }

    /** What somebody is called among the others of their room: with the start of the key where two have one name. */
    String nameOf(ParticipantStatus person) {
        String name = PersonWords.plainName(person);
        return sharedNames.contains(name) ? Names.withKey(person.alias(), person.fingerprint()) : name;
    }

    /** The people chosen now, in the order in which they were chosen. */
    List<ParticipantStatus> chosenPeople() {
        return people.selection().rows().get();
    }

    /** Whether the people of all rooms are shown, instead of those of the chosen one. */
    BooleanProperty allPeople() {
        return allPeople;
    }

    /** The room that somebody who is shown is in; empty of whoever has gone meanwhile. */
    String roomOf(ParticipantStatus person) {
        RoomStatus in = roomById.get(person.id());
        return in == null ? "" : in.name();
    }

    /** With all people, also by the room that they are in. */
    private Stream<String> texts(ParticipantStatus person) {
        return allPeople.get()
                ? Stream.concat(PersonWords.texts(person), Stream.of(Names.room(roomOf(person))))
                : PersonWords.texts(person);
    }

    /** Whether somebody is on the allow-list of their room; that they are not is said only where it matters. */
    String listed(ParticipantStatus person) {
        RoomStatus in = roomById.get(person.id());
        if (in == null) {
            return "";
        }
        if (EntryRules.isListed(latest.get().access(), in.name(), person.fingerprint())) {
            return Texts.of("people.listed");
        }
        return in.policy() == RoomPolicy.ALLOW_LIST ? Texts.of("people.not-listed") : "";
    }

    /** What stands above the people: the chosen room, or that they are all of them; empty with neither. */
    String heading() {
        return allPeople.get()
                ? Texts.of("people.all")
                : room.get().map(in -> Names.room(in.name())).orElse("");
    }

    /** What stands below it. */
    String headingDetails() {
        return allPeople.get()
                ? Texts.of(
                        "people.all-summary",
                        roomById.size(),
                        latest.get().rooms().size())
                : room.get().map(RoomWords::summary).orElse("");
    }

    /** All that is known of the one who is chosen; empty unless exactly one is. */
    Optional<PersonCard> card() {
        return people.selection()
                .only()
                .flatMap(this::ref)
                .map(whom -> new PersonCard(whom, latest.getReadOnlyProperty(), activity, names, zone));
    }

    /** What the operator calls the one who is chosen, and keeps in mind of them; empty unless exactly one is. */
    Optional<KnownPerson> named() {
        return people.selection().only().map(person -> latest.get().access().person(person.fingerprint()));
    }

    /** What the one who is chosen calls themselves. */
    String ownAlias() {
        return people.selection().only().map(ParticipantStatus::ownAlias).orElse("");
    }

    void name(NamePerson name) {
        commands.carryOut(name);
    }

    /** A ban of the people chosen now. */
    RowBanDraft ban() {
        return new RowBanDraft(chosenHere(), latest.getReadOnlyProperty(), zone);
    }

    /** Afterwards nobody is chosen. */
    void ban(RowBanDraft draft) {
        people.selection().clear();
        commands.carryOut(draft.commands());
    }

    /** Those chosen now with their rooms. */
    List<Here> chosenHere() {
        return chosenPeople().stream()
                .flatMap(person ->
                        Optional.ofNullable(roomById.get(person.id())).stream().map(in -> new Here(in, person)))
                .toList();
    }

    /** Why the first of those chosen now doesn't hear the second; who is not chosen yet is chosen there. */
    HearingDraft hearing() {
        List<PersonRef> chosen =
                chosenPeople().stream().flatMap(person -> ref(person).stream()).toList();
        return new HearingDraft(chosen, latest.getReadOnlyProperty(), earlier::before);
    }

    private Optional<PersonRef> ref(ParticipantStatus person) {
        return Optional.ofNullable(roomById.get(person.id())).map(in -> PersonRef.of(in, person));
    }

    /** A removal of the people chosen now. */
    RemovalDraft removal() {
        return new RemovalDraft(chosenHere(), latest.getReadOnlyProperty(), zone);
    }

    /** Afterwards nobody is chosen: who comes next in the list was not meant. */
    void remove(RemovalDraft draft) {
        people.selection().clear();
        commands.carryOut(draft.commands());
    }

    /** Puts them on the allow-list of the room that each is in. */
    void allow(List<Here> whom) {
        commands.carryOut(whom.stream()
                .map(one -> new AllowInRoom(one.room().name(), one.person().fingerprint()))
                .toList());
    }

    void removeFromAllowList() {
        commands.carryOut(chosenHere().stream()
                .map(one -> new RemoveFromRoom(one.room().name(), one.person().fingerprint()))
                .toList());
    }

    void setPolicy(RoomPolicy policy) {
        room.get().ifPresent(in -> commands.carryOut(new SetRoomPolicy(in.name(), policy)));
    }

    /** Admits only those now inside. */
    void keepToThoseInside() {
        room.get()
                .ifPresent(now -> commands.carryOut(new LockRoom(
                        now.name(),
                        now.participants().stream()
                                .map(ParticipantStatus::fingerprint)
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
                            : find(name).map(RoomStatus::policy).orElse(RoomPolicy.OPEN);
                    String shown = Names.room(name);
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
        commands.carryOut(new CloseRoom(name, "", keepClosed));
    }

    private void refresh() {
        rooms.show(latest.get().rooms());
        noRooms.set(RoomWords.none(latest.get()));
        refreshPeople();
    }

    private void refreshPeople() {
        boolean all = allPeople.get();
        Optional<RoomStatus> now = all ? Optional.empty() : rooms.selection().only();
        List<RoomStatus> shown = all ? latest.get().rooms() : now.stream().toList();
        roomById.clear();
        shown.forEach(in -> in.participants().forEach(person -> roomById.put(person.id(), in)));
        room.set(now);
        List<ParticipantStatus> inside =
                shown.stream().flatMap(in -> in.participants().stream()).toList();
        sharedNames = PersonWords.sharedNames(inside);
        people.show(inside);
        noPeople.set(
                all
                        ? noRooms.get()
                        : Texts.of(
                                "people.empty", rooms.selection().keys().get().size()));
    }

    private Optional<RoomStatus> find(String name) {
        return latest.get().rooms().stream().filter(r -> r.name().equals(name)).findFirst();
    }
}
