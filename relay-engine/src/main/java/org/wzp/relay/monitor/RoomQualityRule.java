package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.text.Names;

/** Rooms whose quality is below Good, and who holds them down. */
public final class RoomQualityRule implements AttentionRule {
    /** Rooms named one by one; more become one line, so that a bad network can't flood the list. */
    private static final int MAX_ROOMS_NAMED = 5;

    @Override
    public List<Attention> lines(Sections sections) {
        List<Attention> list = new ArrayList<>();
        List<RoomStatus> rooms = sections.rooms();
        List<RoomStatus> bad =
                rooms.stream().filter(room -> isBelowGood(room.quality())).toList();
        for (RoomStatus room : bad.subList(0, Math.min(bad.size(), MAX_ROOMS_NAMED))) {
            list.add(room.weakest()
                    .map(weakest -> new Attention(
                            Severity.WARNING,
                            notice(room, weakest),
                            new Subject.Person(
                                    room.name(),
                                    weakest.participant(),
                                    Names.of(weakest.alias(), weakest.fingerprint()))))
                    .orElseGet(() -> new Attention(
                            Severity.WARNING, new Notice.RoomBelowGood(room.name()), new Subject.Room(room.name()))));
        }
        if (bad.size() > MAX_ROOMS_NAMED) {
            list.add(new Attention(
                    Severity.WARNING,
                    new Notice.MoreRoomsBelowGood(bad.size() - MAX_ROOMS_NAMED),
                    new Subject.Rooms()));
        }
        return list;
    }

    /** With what was measured. */
    private static Notice notice(RoomStatus room, Weakest weakest) {
        Optional<LinkStatus> link = room.participants().stream()
                .filter(person -> person.id() == weakest.participant())
                .findFirst()
                .map(ParticipantStatus::link);
        return new Notice.WeakConnection(
                room.name(),
                weakest.alias(),
                weakest.fingerprint(),
                link.map(LinkStatus::lossPercent).orElse(OptionalDouble.empty()),
                link.map(LinkStatus::rttMillis).orElse(OptionalDouble.empty()),
                room.participants().stream()
                        .filter(person -> person.id() != weakest.participant())
                        .filter(person -> isBelowGood(person.link().quality()))
                        .map(person -> new Person(person.fingerprint(), person.alias()))
                        .toList());
    }

    private static boolean isBelowGood(Quality quality) {
        return quality == Quality.POOR || quality == Quality.FAIR;
    }
}
