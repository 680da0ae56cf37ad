package org.wzp.console.overview;

import java.util.List;
import java.util.Optional;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.NoticeWords;

/** Who else is in trouble where the engine names the weakest alone: helping that one would not help the room. Pure functions. */
final class WeakPeople {
    private WeakPeople() {}

    /** The same line; where it is about the weakest of a room, with the others there who are below Good. */
    static Attention withOthers(Attention line, RelaySnapshot now) {
        if (!(line.subject() instanceof Subject.Person weakest)) {
            return line;
        }
        List<String> others = roomOf(weakest, now).stream()
                .flatMap(room -> room.participants().stream())
                .filter(person -> person.id() != weakest.id() && isWeak(person))
                .map(person -> Names.withKey(person.alias(), person.fingerprint()))
                .toList();
        return others.isEmpty()
                ? line
                : new Attention(
                        line.severity(),
                        new Notice.Told(NoticeWords.of(line.notice(), Texts.speech()) + " "
                                + Texts.of("overview.also-weak", Sentences.list(others, Names.MOST_NAMED))),
                        line.subject());
    }

    private static Optional<RoomStatus> roomOf(Subject.Person weakest, RelaySnapshot now) {
        return now.rooms().stream()
                .filter(room -> room.name().equals(weakest.room()))
                .filter(room -> room.weakest()
                        .filter(who -> who.participant() == weakest.id())
                        .isPresent())
                .findFirst();
    }

    private static boolean isWeak(ParticipantStatus person) {
        Quality quality = person.link().quality();
        return quality == Quality.POOR || quality == Quality.FAIR;
    }
}
