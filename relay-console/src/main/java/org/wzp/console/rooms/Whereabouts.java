package org.wzp.console.rooms;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RemotePerson;
import org.wzp.relay.api.RoomStatus;

/** Where somebody is, by one snapshot. */
sealed interface Whereabouts {
    /** In a room of this relay. */
    record Here(RoomStatus room, ParticipantStatus person) implements Whereabouts {}

    /** In a room that this relay shares, on another relay. */
    record Elsewhere(RoomStatus room, RemotePerson person) implements Whereabouts {}

    /** In no room that this relay knows of. */
    record Gone() implements Whereabouts {}

    /** First the room and the relay where they were; then wherever they are now. Of several connections the newest. */
    static Whereabouts of(PersonRef whom, RelaySnapshot snapshot) {
        List<RoomStatus> rooms = Stream.concat(
                        snapshot.rooms().stream().filter(room -> room.name().equals(whom.room())),
                        snapshot.rooms().stream().filter(room -> !room.name().equals(whom.room())))
                .toList();
        Optional<Whereabouts> here =
                rooms.stream().flatMap(room -> here(whom, room).stream()).findFirst();
        Optional<Whereabouts> elsewhere =
                rooms.stream().flatMap(room -> elsewhere(whom, room).stream()).findFirst();
        return (whom.relay().isPresent() ? elsewhere.or(() -> here) : here.or(() -> elsewhere)).orElseGet(Gone::new);
    }

    private static Optional<Whereabouts> here(PersonRef whom, RoomStatus room) {
        return room.participants().stream()
                .filter(person -> person.fingerprint().equals(whom.fingerprint()))
                .max(Comparator.comparing(ParticipantStatus::joined).thenComparingLong(ParticipantStatus::id))
                .map(person -> new Here(room, person));
    }

    private static Optional<Whereabouts> elsewhere(PersonRef whom, RoomStatus room) {
        return room.elsewhere().stream()
                .filter(person -> person.fingerprint().equals(whom.fingerprint())
                        && whom.relay().map(person.relay()::equals).orElse(true))
                .findFirst()
                .map(person -> new Elsewhere(room, person));
    }
}
