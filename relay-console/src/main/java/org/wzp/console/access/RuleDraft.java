package org.wzp.console.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.wzp.console.relay.KnownNames;
import org.wzp.console.relay.RuleScopes;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.RoomPattern;

/**
 * The rule of a room as the operator is about to set it, also of a room that nobody was in yet; says beforehand who of those
 * inside it would put out. Knows no control. JavaFX thread only.
 */
final class RuleDraft {
    private final ObservableValue<RelaySnapshot> latest;
    private final KnownNames names;
    private final Optional<RoomRule> editing;
    private final StringProperty room = new SimpleStringProperty("");
    private final ObjectProperty<RoomPolicy> policy = new SimpleObjectProperty<>(RoomPolicy.ALLOW_LIST);
    private final StringProperty people = new SimpleStringProperty("");
    private final BooleanProperty putOut = new SimpleBooleanProperty();

    /** @param editing the rule that there is; empty to add one */
    RuleDraft(Optional<RoomRule> editing, ObservableValue<RelaySnapshot> latest, KnownNames names) {
        this.latest = latest;
        this.names = names;
        this.editing = editing;
        editing.ifPresent(rule -> {
            room.set(rule.room());
            policy.set(rule.policy());
            people.set(rule.allowed().stream().map(this::line).collect(Collectors.joining("\n")));
        });
    }

    /** The key, and behind it whom the operator knows by it; only the key counts when it is read again. */
    private String line(String fingerprint) {
        String known = names.of(fingerprint);
        return known.equals(Names.shortened(fingerprint)) ? fingerprint : fingerprint + " " + known;
    }

    boolean isEdit() {
        return editing.isPresent();
    }

    StringProperty room() {
        return room;
    }

    ObjectProperty<RoomPolicy> policy() {
        return policy;
    }

    /** One a line: a key, with anything behind it, or the operator's own name for somebody. */
    StringProperty people() {
        return people;
    }

    /** Whether those inside who may not join are disconnected. */
    BooleanProperty putOut() {
        return putOut;
    }

    ObservableValue<String> outcome() {
        return Bindings.createStringBinding(() -> problemNow().orElseGet(this::outcomeNow), inputs());
    }

    ObservableValue<Boolean> possible() {
        return Bindings.createBooleanBinding(() -> problemNow().isEmpty(), inputs());
    }

    /** @throws IllegalStateException while it is not {@link #possible} */
    SetRoomRule command() {
        problemNow().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        return new SetRoomRule(rule(), putOut.get());
    }

    private Observable[] inputs() {
        return new Observable[] {latest, room, policy, people, putOut};
    }

    private Optional<String> problemNow() {
        if (RoomPattern.ofText(room.get()).isEmpty()) {
            return Optional.of(Texts.of(room.get().isBlank() ? "rule.no-room" : "rule.bad-room"));
        }
        List<String> lines = people.get().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && key(lines.get(i)).isEmpty()) {
                return Optional.of(
                        Texts.of("rule.bad-line", i + 1, Cut.KEY.of(lines.get(i).strip())));
            }
        }
        RoomRule rule = rule();
        boolean changesNothing = holdsAnyway(rule.room()).equals(rule);
        return changesNothing && !isEdit() ? Optional.of(Texts.of("rule.no-rule")) : Optional.empty();
    }

    /** How many people its list has, those of its groups among them. */
    private long people(RoomRule rule) {
        return Stream.concat(
                        rule.allowed().stream().filter(entry -> !PeopleGroup.isMeant(entry)),
                        latest.getValue().access().people().stream()
                                .filter(person -> rule.lists(person.fingerprint(), person.groups()))
                                .map(KnownPerson::fingerprint))
                .distinct()
                .count();
    }

    private Optional<String> key(String line) {
        String text = line.strip();
        if (PeopleGroup.isMeant(text)) {
            return PeopleGroup.ofText(text).map(PeopleGroup::entry);
        }
        String first = Fingerprint.canonical(text.split("\\s", 2)[0]);
        return Fingerprint.parse(first).isPresent()
                        || latest.getValue().endpoint().tokenService()
                ? Optional.of(names.called(text).orElse(first))
                : names.called(text);
    }

    /** Call only without a problem. */
    private RoomRule rule() {
        List<String> allowed = people.get()
                .lines()
                .filter(line -> !line.isBlank())
                .flatMap(line -> key(line).stream())
                .distinct()
                .toList();
        return new RoomRule(RoomPattern.ofText(room.get()).orElse(""), policy.get(), allowed);
    }

    /** What holds for a room, or for those of a pattern, as the rules are now. */
    private RoomRule holdsAnyway(String scope) {
        AccessStatus now = latest.getValue().access();
        return RoomPattern.covering(scope)
                .flatMap(covering ->
                        now.rules().stream().filter(rule -> rule.room().equals(covering)))
                .findFirst()
                .orElseGet(() -> RoomRule.none(scope))
                .of(scope);
    }

    private String outcomeNow() {
        RoomRule rule = rule();
        String where = RuleScopes.inSentence(rule.room());
        AccessStatus after = latest.getValue().access().with(rule);
        String sentence =
                switch (rule.policy()) {
                    case OPEN -> Texts.of("rule.outcome.open", where);
                    case ALLOW_LIST -> Texts.of("rule.outcome.allow-list", where, people(rule));
                    case CLOSED -> Texts.of("rule.outcome.closed", where);
                };
        List<String> met = new ArrayList<>();
        latest.getValue().rooms().stream()
                .filter(found ->
                        after.deciding(found.name()).filter(rule::equals).isPresent())
                .flatMap(found -> found.participants().stream())
                .filter(person -> !after.lets(rule, person.fingerprint()))
                .map(RuleDraft::name)
                .distinct()
                .forEach(met::add);
        if (met.isEmpty()) {
            return sentence + " " + Texts.of("rule.outcome.nobody");
        }
        return sentence + " "
                + Texts.of(
                        putOut.get() ? "rule.outcome.put-out" : "rule.outcome.stay",
                        Sentences.list(met, Names.MOST_NAMED),
                        met.size());
    }

    private static String name(ParticipantStatus person) {
        return Names.withKey(person.alias(), person.fingerprint());
    }
}
