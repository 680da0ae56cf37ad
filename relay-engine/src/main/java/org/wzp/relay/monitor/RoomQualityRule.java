package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.Numbers;

/** Rooms whose quality is below Good, and who holds them down. */
public final class RoomQualityRule implements AttentionRule {
    /** Rooms named one by one; more become one line, so that a bad network can't flood the list. */
    private static final int MAX_ROOMS_NAMED = 5;

    @Override
    public List<Attention> lines(Sections sections) {
        List<Attention> list = new ArrayList<>();
        List<RoomStatus> rooms = sections.rooms();
        List<RoomStatus> bad = rooms.stream()
                .filter(room -> room.quality() == Quality.POOR || room.quality() == Quality.FAIR)
                .toList();
        for (RoomStatus room : bad.subList(0, Math.min(bad.size(), MAX_ROOMS_NAMED))) {
            list.add(room.weakest()
                    .map(weakest -> new Attention(
                            Severity.WARNING,
                            "Room " + Names.room(room.name()) + " sounds worse than it could: the connection of "
                                    + Names.withKey(weakest.alias(), weakest.fingerprint())
                                    + trouble(room, weakest) + ".",
                            new Subject.Person(
                                    room.name(),
                                    weakest.participant(),
                                    Names.of(weakest.alias(), weakest.fingerprint()))))
                    .orElseGet(() -> new Attention(
                            Severity.WARNING,
                            "Room " + Names.room(room.name()) + " sounds worse than it could.",
                            new Subject.Room(room.name()))));
        }
        if (bad.size() > MAX_ROOMS_NAMED) {
            list.add(new Attention(
                    Severity.WARNING,
                    Numbers.whole(bad.size() - MAX_ROOMS_NAMED)
                            + " more rooms are below Good. If no one is in several of them, check"
                            + " this machine's network.",
                    new Subject.Rooms()));
        }
        return list;
    }

    /** What is wrong with the weakest connection, in the figures that were measured. */
    private static String trouble(RoomStatus room, Weakest weakest) {
        return room.participants().stream()
                .filter(person -> person.id() == weakest.participant())
                .findFirst()
                .map(person -> Stream.of(
                                person.link().lossPercent().stream()
                                        .mapToObj(percent -> " loses " + Numbers.decimal(percent) + " %"),
                                person.link().rttMillis().stream()
                                        .mapToObj(millis -> " takes " + Numbers.whole(millis) + " ms there and back"))
                        .flatMap(figures -> figures)
                        .collect(Collectors.joining(" and")))
                .filter(figures -> !figures.isEmpty())
                .orElse(" is the weakest");
    }
}
