package org.wzp.console.journal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayCommand.WatchPackets;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Names;

/** Whose packets are about to be watched, and how many. Needs no toolkit. */
public final class WatchDraft {
    private static final int USUAL_PACKETS = 1_000;

    /**
     * A room, or a person in it.
     *
     * @param participants none for everybody in the room
     */
    record Target(String room, List<Long> participants, String text) {
        boolean isAbout(Subject subject) {
            return switch (subject) {
                case Subject.Room one -> one.room().equals(room) && participants.isEmpty();
                case Subject.Person one -> participants.contains(one.id());
                default -> false;
            };
        }
    }

    private final List<Target> targets;
    private final ObjectProperty<Target> target = new SimpleObjectProperty<>();
    private final StringProperty packets = new SimpleStringProperty(String.valueOf(USUAL_PACKETS));
    private final ObjectBinding<Optional<WatchPackets>> command =
            Bindings.createObjectBinding(this::made, target, packets);

    /** @param about what the operator has chosen elsewhere; empty for nothing */
    public WatchDraft(List<RoomStatus> rooms, Optional<Subject> about) {
        targets = rooms.stream().flatMap(WatchDraft::targets).toList();
        targets.stream()
                .filter(one -> about.filter(one::isAbout).isPresent())
                .findFirst()
                .or(() -> targets.stream().findFirst())
                .ifPresent(target::set);
    }

    private static Stream<Target> targets(RoomStatus room) {
        return Stream.concat(
                Stream.of(new Target(room.name(), List.of(), Texts.of("watch.everybody", Names.room(room.name())))),
                room.participants().stream()
                        .map(person -> new Target(
                                room.name(),
                                List.of(person.id()),
                                Texts.of(
                                        "watch.person",
                                        Names.withKey(person.alias(), person.fingerprint()),
                                        Names.room(room.name())))));
    }

    List<Target> targets() {
        return targets;
    }

    ObjectProperty<Target> target() {
        return target;
    }

    /** How many, as typed. */
    StringProperty packets() {
        return packets;
    }

    /** Empty while it is not known whose, or how many. */
    ObservableValue<Optional<WatchPackets>> command() {
        return command;
    }

    ObservableValue<String> outcome() {
        return command.map(made -> made.map(watch -> Texts.of("watch.outcome", watch.packets()))
                .orElseGet(() -> targets.isEmpty()
                        ? Texts.of("watch.nobody")
                        : Texts.of("watch.no-number", Texts.speech().whole(WatchPackets.MOST_PACKETS))));
    }

    private Optional<WatchPackets> made() {
        Target whose = target.get();
        String digits = packets.get().replace(",", "").strip();
        if (whose == null || !digits.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int count = Integer.parseInt(digits);
        return count < 1 || count > WatchPackets.MOST_PACKETS
                ? Optional.empty()
                : Optional.of(new WatchPackets(whose.room(), whose.participants(), count));
    }
}
