package org.wzp.console.rooms;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.wzp.console.action.TermDraft;
import org.wzp.console.text.Figures;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Durations;

/**
 * A removal that the operator is about to confirm: whom it meets stays what it was when the question opened; what it will do to
 * them, and who shares their addresses, is told anew with each snapshot. Knows no control. JavaFX thread only.
 */
public final class RemovalDraft {
    /** More would make the question higher than a small screen. */
    private static final int MOST_NAMES = 10;

    /** Of those who share an address. */
    private static final int MOST_SHARERS = 3;

    /** Of what they are kept out. */
    public enum Scope {
        NOTHING("removal.scope.nothing"),
        ROOM("removal.scope.room"),
        RELAY("removal.scope.relay");

        private final String textKey;

        Scope(String textKey) {
            this.textKey = textKey;
        }

        public String text() {
            return Texts.of(textKey);
        }
    }

    private final List<ParticipantStatus> people;
    private final Set<String> identities;
    private final Set<AddressPrefix> addresses;
    private final String room;
    private final ObservableValue<RelaySnapshot> latest;
    private final StringProperty reason = new SimpleStringProperty("");
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.NOTHING);
    private final BooleanProperty addressToo = new SimpleBooleanProperty();
    private final TermDraft term;

    /**
     * @param people at least one
     * @param room where they are
     * @param latest the newest snapshot; tells who is here and what the time is
     * @param zone in which the operator says until when
     */
    public RemovalDraft(
            List<ParticipantStatus> people, String room, ObservableValue<RelaySnapshot> latest, ZoneId zone) {
        this.people = List.copyOf(people);
        this.room = room;
        this.latest = latest;
        identities = people.stream().map(ParticipantStatus::fingerprint).collect(Collectors.toSet());
        addresses = people.stream()
                .flatMap(person -> prefix(person).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        term = new TermDraft(zone, latest.getValue().at());
    }

    public StringProperty reason() {
        return reason;
    }

    public ObjectProperty<Scope> scope() {
        return scope;
    }

    public TermDraft term() {
        return term;
    }

    /** Whether everybody at their addresses is kept out as well; only with a {@link Scope} to be kept out of. */
    public BooleanProperty addressToo() {
        return addressToo;
    }

    /** {@code Remove Anna from lobby}, {@code Remove 3 people from lobby}. */
    public String title() {
        return Texts.of("removal.title", whom(), Figures.network(room));
    }

    /** Names whom it meets: {@code Remove Anna}, {@code Remove 3 people}. */
    public String buttonText() {
        return buttonText(people);
    }

    static String buttonText(List<ParticipantStatus> people) {
        return Texts.of("removal.button", whom(people));
    }

    private String whom() {
        return whom(people);
    }

    private static String whom(List<ParticipantStatus> people) {
        ParticipantStatus first = people.getFirst();
        return people.size() == 1
                ? Figures.person(first.alias(), first.fingerprint())
                : Texts.of("people.count", people.size());
    }

    /** Names with the start of their keys, one a line; of a crowd the first ones and how many more. */
    public String names() {
        return Figures.lines(names(people.stream()), MOST_NAMES);
    }

    /** Address and how long they are here; of several people how many are still here. */
    public ObservableValue<String> facts() {
        return Bindings.createStringBinding(this::factsNow, latest);
    }

    private String factsNow() {
        List<ParticipantStatus> here = here();
        if (people.size() > 1) {
            return Texts.of("removal.facts.many", here.size(), people.size());
        }
        ParticipantStatus person = people.getFirst();
        return here.isEmpty()
                ? Texts.of("removal.facts.left", Figures.address(person.address()))
                : Texts.of(
                        "removal.facts",
                        Figures.address(here.getFirst().address()),
                        Durations.inWords(Duration.between(here.getFirst().joined(), now())));
    }

    /** What the choice of the addresses means now: which they are and who shares them. */
    public ObservableValue<String> addressText() {
        return Bindings.createStringBinding(
                () -> {
                    List<String> sharers = names(atAddresses(here -> true));
                    return Texts.of(
                            "removal.address",
                            shownAddresses(),
                            sharers.isEmpty()
                                    ? Texts.of("removal.address.nobody")
                                    : Texts.of(
                                            "removal.address.sharers",
                                            Figures.some(sharers, MOST_SHARERS),
                                            sharers.size()));
                },
                latest);
    }

    /** One sentence or two: what will have happened when this is confirmed now, or what has to be put right first. */
    public ObservableValue<String> outcome() {
        return Bindings.createStringBinding(() -> problemNow().orElseGet(this::outcomeNow), parts());
    }

    /** Whether it can be carried out as it is. */
    public ObservableValue<Boolean> possible() {
        return Bindings.createBooleanBinding(() -> problemNow().isEmpty(), parts());
    }

    private Observable[] parts() {
        return Stream.concat(Stream.of(latest, scope, addressToo), term.parts().stream())
                .toArray(Observable[]::new);
    }

    private Optional<String> problemNow() {
        return scope.get() == Scope.NOTHING ? Optional.empty() : term.problem(now());
    }

    private String outcomeNow() {
        String who = Figures.some(names(people.stream()), MOST_SHARERS);
        List<ParticipantStatus> here = here();
        String in = Figures.network(room);
        if (scope.get() == Scope.NOTHING) {
            return here.isEmpty()
                    ? Texts.of("removal.outcome.left", who, people.size())
                    : Texts.of("removal.outcome.nothing", who);
        }
        boolean relay = scope.get() == Scope.RELAY;
        String sentence = here.isEmpty()
                ? Texts.of(relay ? "removal.outcome.left-relay" : "removal.outcome.left-room", who, in, term.words())
                : Texts.of(
                        relay ? "removal.outcome.relay" : "removal.outcome.room",
                        who,
                        relay ? elsewhere() : in,
                        term.words());
        return addressToo.get() && !addresses.isEmpty() ? sentence + " " + addressOutcome(relay) : sentence;
    }

    private String addressOutcome(boolean relay) {
        List<String> met = names(atAddresses(found -> relay || found.equals(room)));
        return met.isEmpty()
                ? Texts.of("removal.outcome.address", shownAddresses())
                : Texts.of(
                        "removal.outcome.address-met", shownAddresses(), Figures.some(met, MOST_SHARERS), met.size());
    }

    /** All rooms that these identities are in. */
    private String elsewhere() {
        Set<String> rooms = new LinkedHashSet<>(List.of(room));
        for (RoomStatus other : latest.getValue().rooms()) {
            if (other.participants().stream().anyMatch(person -> identities.contains(person.fingerprint()))) {
                rooms.add(other.name());
            }
        }
        return Figures.some(rooms.stream().map(Figures::network).toList(), MOST_SHARERS);
    }

    private Stream<ParticipantStatus> atAddresses(Predicate<String> inRoom) {
        return latest.getValue().rooms().stream()
                .filter(found -> inRoom.test(found.name()))
                .flatMap(found -> found.participants().stream())
                .filter(person -> !identities.contains(person.fingerprint()))
                .filter(person -> prefix(person).filter(addresses::contains).isPresent());
    }

    private String shownAddresses() {
        return Figures.some(
                addresses.stream()
                        .map(prefix -> new BanTarget.Prefix(prefix).shown())
                        .toList(),
                MOST_SHARERS);
    }

    private static List<String> names(Stream<ParticipantStatus> people) {
        return people.map(person -> Figures.personWithKey(person.alias(), person.fingerprint()))
                .distinct()
                .toList();
    }

    /**
     * What carries it out. Who has come again meanwhile, as somebody does whose client reconnects, is meant as well; who has left
     * is kept out all the same.
     */
    public List<OperatorCommand> commands() {
        String why = reason.get().strip();
        List<OperatorCommand> commands = new ArrayList<>();
        List<ParticipantStatus> here = here();
        if (!here.isEmpty() || scope.get() == Scope.NOTHING) {
            List<ParticipantStatus> meant = here.isEmpty() ? people : here;
            commands.add(new Kick(meant.stream().map(ParticipantStatus::id).toList(), why, keepOut()));
        }
        if (keepOut() instanceof KeepOut.Held held) {
            people.stream()
                    .filter(person ->
                            here.stream().noneMatch(found -> found.fingerprint().equals(person.fingerprint())))
                    .flatMap(person -> targets(person, held))
                    .distinct()
                    .forEach(target -> commands.add(new AddBan(
                            target,
                            held.scope() == KeepOut.Scope.ROOM ? Optional.of(room) : Optional.empty(),
                            why,
                            held.term())));
        }
        return commands;
    }

    private static Stream<BanTarget> targets(ParticipantStatus person, KeepOut.Held held) {
        return Stream.concat(
                Stream.of(new BanTarget.Identity(person.fingerprint())),
                prefix(person).stream().filter(prefix -> held.addressToo()).map(BanTarget.Prefix::new));
    }

    private KeepOut keepOut() {
        return switch (scope.get()) {
            case NOTHING -> KeepOut.nothing();
            case ROOM -> new KeepOut.Held(KeepOut.Scope.ROOM, term.term(), addressToo.get());
            case RELAY -> new KeepOut.Held(KeepOut.Scope.RELAY, term.term(), addressToo.get());
        };
    }

    /** Those of them who are in the room now, also over a newer connection. */
    private List<ParticipantStatus> here() {
        return latest.getValue().rooms().stream()
                .filter(found -> found.name().equals(room))
                .flatMap(found -> found.participants().stream())
                .filter(person -> identities.contains(person.fingerprint()))
                .toList();
    }

    private Instant now() {
        return latest.getValue().at();
    }

    private static Optional<AddressPrefix> prefix(ParticipantStatus person) {
        return Optional.ofNullable(person.address().getAddress())
                .map(address -> AddressPrefix.around(Objects.requireNonNull(address)));
    }
}
