package org.wzp.console.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.wzp.console.relay.RelaySwitch.Then;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.DrainStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Moments;
import org.wzp.relay.text.Names;

/** What a relay that drains waits for, in a sentence: the countdown that the operator sees. */
final class DrainText {
    private static final int MOST_ROOMS = 3;

    private DrainText() {}

    /** Empty while the relay does not drain. */
    static String of(RelaySnapshot snapshot, Then then, ZoneId zone) {
        return snapshot.drain().map(drain -> text(drain, snapshot, then, zone)).orElse("");
    }

    private static String text(DrainStatus drain, RelaySnapshot snapshot, Then then, ZoneId zone) {
        int people = snapshot.traffic().sessions();
        String end = drain.until()
                .map(until -> Texts.of("drain.at", Moments.second(until, zone), left(snapshot.at(), until)))
                .orElse("");
        String after =
                switch (then) {
                    case NOTHING -> "";
                    case START -> Texts.of("drain.then-start");
                    case CLOSE_WINDOW -> Texts.of("drain.then-close");
                };
        return Texts.of("drain.text", people, rooms(snapshot.rooms())) + end + after;
    }

    private static String left(Instant now, Instant until) {
        return Durations.brief(Duration.between(now, until));
    }

    /** {@code lobby 3, kitchen 1 and 2 more}: the fullest first. */
    private static String rooms(List<RoomStatus> rooms) {
        List<String> names = rooms.stream()
                .sorted(Comparator.comparingInt(
                        (RoomStatus room) -> -room.participants().size()))
                .map(room -> Names.room(room.name()) + " " + room.participants().size())
                .toList();
        return names.isEmpty() ? "" : " (" + Sentences.list(names, MOST_ROOMS) + ")";
    }
}
