package org.wzp.console.rooms;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.NaturalOrder;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Names;

/**
 * Two people of whom the operator asks why the one doesn't hear the other. They stay who they are when they reconnect or leave;
 * the answer is told anew with each snapshot. Knows no control. JavaFX thread only.
 */
final class HearingDraft {
    private static final Comparator<PersonRef> BY_NAME =
            Comparator.comparing(HearingDraft::text, NaturalOrder.OF_WORDS);

    private final List<PersonRef> everybody;
    private final ObservableValue<RelaySnapshot> latest;
    private final Function<RelaySnapshot, RelaySnapshot> before;
    private final ObjectProperty<@Nullable PersonRef> listener = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable PersonRef> speaker = new SimpleObjectProperty<>();

    /**
     * @param chosen the first is the one who doesn't hear, the second the one who isn't heard; of others nothing is assumed
     * @param before finds the snapshot that a newer one is compared with
     */
    HearingDraft(
            List<PersonRef> chosen,
            ObservableValue<RelaySnapshot> latest,
            Function<RelaySnapshot, RelaySnapshot> before) {
        this.latest = latest;
        this.before = before;
        String room = chosen.isEmpty() ? "" : chosen.getFirst().room();
        everybody = latest.getValue().rooms().stream()
                .flatMap(HearingDraft::people)
                .sorted(Comparator.comparing(
                                (PersonRef person) -> !person.room().equals(room))
                        .thenComparing(BY_NAME))
                .toList();
        if (!chosen.isEmpty()) {
            listener.set(chosen.getFirst());
        }
        if (chosen.size() > 1) {
            speaker.set(chosen.get(1));
        }
    }

    private static Stream<PersonRef> people(RoomStatus room) {
        return Stream.concat(
                room.participants().stream().map(person -> PersonRef.of(room, person)),
                room.elsewhere().stream().map(person -> PersonRef.of(room, person)));
    }

    /** All who can be chosen, those of the first one's room first. */
    List<PersonRef> everybody() {
        return everybody;
    }

    /** {@code Anna (518e:b935), lobby}; with the relay of those who are on another one. */
    static String text(PersonRef person) {
        String room = Names.room(person.room());
        return person.relay()
                .map(relay -> Texts.of("why.person-elsewhere", person.nameWithKey(), room, relay))
                .orElseGet(() -> Texts.of("why.person", person.nameWithKey(), room));
    }

    ObjectProperty<@Nullable PersonRef> listener() {
        return listener;
    }

    ObjectProperty<@Nullable PersonRef> speaker() {
        return speaker;
    }

    /** The other way round. */
    void swap() {
        PersonRef heard = speaker.get();
        speaker.set(listener.get());
        listener.set(heard);
    }

    /** Empty until two different people are chosen. */
    ObservableValue<Optional<Diagnosis>> diagnosis() {
        return Bindings.createObjectBinding(this::diagnose, latest, listener, speaker);
    }

    private Optional<Diagnosis> diagnose() {
        PersonRef one = listener.get();
        PersonRef other = speaker.get();
        if (one == null || other == null || one.isSamePersonAs(other)) {
            return Optional.empty();
        }
        RelaySnapshot now = latest.getValue();
        return Optional.of(PathDiagnosis.of(before.apply(now), now, one, other));
    }

    /** All of it as text, one step a line. */
    static String copied(Diagnosis diagnosis) {
        return Stream.concat(
                        Stream.of(diagnosis.sentence()),
                        diagnosis.steps().stream()
                                .map(step -> Texts.of(
                                        "why.copied",
                                        step.check().text(),
                                        step.finding().text(),
                                        step.words())))
                .reduce((all, line) -> all + "\n" + line)
                .orElseThrow();
    }
}
