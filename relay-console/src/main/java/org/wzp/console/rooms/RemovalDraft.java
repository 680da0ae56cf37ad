package org.wzp.console.rooms;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Durations;

/**
 * A removal that the operator is about to confirm: whom it meets stays what it was when the question opened; what it will do to
 * them, and who shares their addresses, is told anew with each snapshot. Knows no control. JavaFX thread only.
 */
public final class RemovalDraft {
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

    private final MeantPeople meant;
    private final ObservableValue<RelaySnapshot> latest;
    private final StringProperty reason = new SimpleStringProperty("");
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.NOTHING);
    private final BooleanProperty addressToo = new SimpleBooleanProperty();
    private final TermDraft term;

    /**
     * @param people at least one
     * @param latest the newest snapshot; tells who is here and what the time is
     * @param zone in which the operator says until when
     */
    RemovalDraft(List<Here> people, ObservableValue<RelaySnapshot> latest, ZoneId zone) {
        this.latest = latest;
        meant = new MeantPeople(people, latest);
        term = new TermDraft(zone, latest.getValue().at());
    }

    /** Of people who are all in one room. */
    public RemovalDraft(
            List<ParticipantStatus> people, RoomStatus room, ObservableValue<RelaySnapshot> latest, ZoneId zone) {
        this(people.stream().map(person -> new Here(room, person)).toList(), latest, zone);
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
        return Texts.of("removal.title", meant.whom(), meant.roomsText());
    }

    /** Names whom it meets: {@code Remove Anna}, {@code Remove 3 people}, {@code Remove Anna and 3 others}. */
    public ObservableValue<String> buttonText() {
        return Bindings.createStringBinding(this::buttonTextNow, inputs());
    }

    private String buttonTextNow() {
        int met = addressesCount() ? metAtAddresses(scope.get() == Scope.RELAY).size() : 0;
        return met == 0 ? Texts.of("removal.button", meant.whom()) : Texts.of("removal.button-met", meant.whom(), met);
    }

    private boolean addressesCount() {
        return scope.get() != Scope.NOTHING
                && addressToo.get()
                && !meant.addresses().isEmpty();
    }

    private List<String> metAtAddresses(boolean relay) {
        return MeantPeople.keyed(meant.sharers(relay));
    }

    static String buttonText(List<ParticipantStatus> people) {
        return Texts.of("removal.button", MeantPeople.whom(people));
    }

    /** Names with the start of their keys, one a line; of a crowd the first ones and how many more. */
    public String names() {
        return meant.names();
    }

    /** Address and how long they are here; of several people how many are still here. */
    public ObservableValue<String> facts() {
        return Bindings.createStringBinding(this::factsNow, latest);
    }

    private String factsNow() {
        List<Here> here = meant.here();
        if (meant.people().size() > 1) {
            return Texts.of("removal.facts.many", here.size(), meant.people().size());
        }
        return here.isEmpty()
                ? Texts.of(
                        "removal.facts.left",
                        Addresses.of(meant.people().getFirst().person().address()))
                : Texts.of(
                        "removal.facts",
                        Addresses.of(here.getFirst().person().address()),
                        Durations.brief(
                                Duration.between(here.getFirst().person().joined(), meant.now())));
    }

    /** What the choice of the addresses means now: which they are and who shares them. */
    public ObservableValue<String> addressText() {
        return Bindings.createStringBinding(
                () -> {
                    List<String> sharers = metAtAddresses(true);
                    return Texts.of(
                            "removal.address",
                            meant.shownAddresses(),
                            sharers.isEmpty()
                                    ? Texts.of("removal.address.nobody")
                                    : Texts.of(
                                            "removal.address.sharers",
                                            Sentences.list(sharers, MeantPeople.MOST_SHARERS),
                                            sharers.size()));
                },
                latest);
    }

    /** One sentence or two: what will have happened when this is confirmed now, or what has to be put right first. */
    public ObservableValue<String> outcome() {
        return Bindings.createStringBinding(() -> problemNow().orElseGet(this::outcomeNow), inputs());
    }

    /** Whether it can be carried out as it is. */
    public ObservableValue<Boolean> possible() {
        return Bindings.createBooleanBinding(() -> problemNow().isEmpty(), inputs());
    }

    private Observable[] inputs() {
        return Stream.concat(Stream.of(latest, scope, addressToo), term.inputs().stream())
                .toArray(Observable[]::new);
    }

    private Optional<String> problemNow() {
        return scope.get() == Scope.NOTHING ? Optional.empty() : term.problem(meant.now());
    }

    private String outcomeNow() {
        String who = meant.inSentence();
        List<Here> here = meant.here();
        String in = meant.roomsText();
        if (scope.get() == Scope.NOTHING) {
            return here.isEmpty()
                    ? Texts.of("removal.outcome.left", who, meant.people().size())
                    : Texts.of("removal.outcome.nothing", who);
        }
        boolean relay = scope.get() == Scope.RELAY;
        String sentence = here.isEmpty()
                ? Texts.of(relay ? "removal.outcome.left-relay" : "removal.outcome.left-room", who, in, term.words())
                : Texts.of(
                        relay ? "removal.outcome.relay" : "removal.outcome.room",
                        who,
                        relay ? Sentences.list(meant.roomsNow(), MeantPeople.MOST_SHARERS) : in,
                        term.words());
        return addressesCount() ? sentence + " " + addressOutcome(relay) : sentence;
    }

    private String addressOutcome(boolean relay) {
        List<String> met = metAtAddresses(relay);
        return met.isEmpty()
                ? Texts.of("removal.outcome.address", meant.shownAddresses())
                : Texts.of(
                        "removal.outcome.address-met",
                        meant.shownAddresses(),
                        Sentences.list(met, MeantPeople.MOST_SHARERS),
                        met.size());
    }

    /**
     * What carries it out. Who has come again meanwhile, as somebody does whose client reconnects, is meant as well; who has left
     * is kept out all the same.
     */
    public List<OperatorCommand> commands() {
        String why = reason.get().strip();
        List<OperatorCommand> commands = new ArrayList<>();
        List<Here> here = meant.here();
        for (String room : meant.rooms()) {
            List<Here> there = in(room, here);
            if (!there.isEmpty() || scope.get() == Scope.NOTHING) {
                commands.add(new Kick(
                        (there.isEmpty() ? in(room, meant.people()) : there)
                                .stream().map(one -> one.person().id()).toList(),
                        why,
                        keepOut()));
            }
        }
        if (keepOut() instanceof KeepOut.Held held) {
            meant.people().stream()
                    .filter(one -> in(one.room().name(), here).stream().noneMatch(found -> found.person()
                            .fingerprint()
                            .equals(one.person().fingerprint())))
                    .flatMap(one -> bans(one, held, why))
                    .distinct()
                    .forEach(commands::add);
        }
        return commands;
    }

    private static List<Here> in(String room, List<Here> people) {
        return people.stream().filter(one -> one.room().name().equals(room)).toList();
    }

    private static Stream<AddBan> bans(Here whom, KeepOut.Held held, String why) {
        Optional<String> room =
                held.scope() == KeepOut.Scope.ROOM ? Optional.of(whom.room().name()) : Optional.empty();
        return targets(whom.person(), held).map(target -> new AddBan(target, room, why, held.term()));
    }

    private static Stream<BanTarget> targets(ParticipantStatus person, KeepOut.Held held) {
        return Stream.concat(
                Stream.of(new BanTarget.Identity(person.fingerprint())),
                MeantPeople.address(person).stream()
                        .filter(prefix -> held.addressToo())
                        .map(BanTarget.Prefix::new));
    }

    private KeepOut keepOut() {
        return switch (scope.get()) {
            case NOTHING -> KeepOut.nothing();
            case ROOM -> new KeepOut.Held(KeepOut.Scope.ROOM, term.term(), addressToo.get());
            case RELAY -> new KeepOut.Held(KeepOut.Scope.RELAY, term.term(), addressToo.get());
        };
    }
}
