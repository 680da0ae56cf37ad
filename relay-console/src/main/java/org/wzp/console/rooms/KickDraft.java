package org.wzp.console.rooms;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.wzp.console.common.Figures;
import org.wzp.console.common.Texts;
import org.wzp.relay.api.OperatorCommand.Kick;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;

/** A kick that the operator is about to confirm. Knows no control. */
public final class KickDraft {
    /** Longer reasons are cut: they travel in the close frame. */
    static final int MAX_REASON_CHARS = 200;

    /** More would make the question higher than a small screen. */
    private static final int MOST_NAMES = 10;

    private final List<ParticipantView> people;
    private final StringProperty reason = new SimpleStringProperty("");
    private final ObjectProperty<Hold> hold = new SimpleObjectProperty<>(Hold.NONE);

    public KickDraft(List<ParticipantView> people) {
        this.people = List.copyOf(people);
    }

    public StringProperty reason() {
        return reason;
    }

    public ObjectProperty<Hold> hold() {
        return hold;
    }

    /** Names whom it meets: {@code Kick Anna}, {@code Kick 3 people}. */
    public String buttonText() {
        return people.size() == 1
                ? Texts.of("kick.one", nameOf(people.getFirst()))
                : Texts.of("kick.many", people.size());
    }

    /** Names, one a line; of a crowd the first ones and how many more. */
    public String names() {
        return Figures.lines(people.stream().map(KickDraft::nameOf).toList(), MOST_NAMES);
    }

    public List<Kick> commands() {
        String given = reason.get().strip();
        String why = given.isEmpty()
                ? Texts.of("kick.default-reason")
                : given.substring(0, Math.min(given.length(), MAX_REASON_CHARS));
        return people.stream()
                .map(person -> new Kick(person.id(), why, hold.get().keepOut()))
                .toList();
    }

    private static String nameOf(ParticipantView person) {
        return Figures.person(person.alias(), person.fingerprint());
    }
}
