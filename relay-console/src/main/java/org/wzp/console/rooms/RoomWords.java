package org.wzp.console.rooms;

import java.util.stream.Stream;
import org.wzp.console.text.Qualities;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Names;

/** What is said of a room. Pure functions. */
final class RoomWords {
    /** People of other relays that are named. */
    private static final int MOST_ELSEWHERE = 8;

    private RoomWords() {}

    /** What to say of the room below its name; that nothing is measured yet stands in its row and has no room here. */
    static String summary(RoomStatus of) {
        if (of.quality() == Quality.UNMEASURED) {
            return Texts.of("people.count", of.participants().size());
        }
        return Texts.of("rooms.summary", of.participants().size(), Qualities.text(of.quality()));
    }

    /** Who is in the room on other relays; empty for nobody. */
    static String elsewhere(RoomStatus of) {
        if (of.elsewhere().isEmpty()) {
            return "";
        }
        return Texts.of(
                "rooms.elsewhere",
                Sentences.list(
                        of.elsewhere().stream()
                                .map(who -> Texts.of(
                                        "rooms.elsewhere-person",
                                        Names.of(who.alias(), who.fingerprint()),
                                        who.relay()))
                                .toList(),
                        MOST_ELSEWHERE));
    }

    /** Quality in words, with who holds it down. */
    static String qualityText(RoomStatus of) {
        String word = Qualities.text(of.quality());
        return of.weakest()
                .map(who -> Texts.of("rooms.quality-because", word, Names.of(who.alias(), who.fingerprint())))
                .orElse(word);
    }

    /** What lies behind a room's quality: who decides it, and the codec's tier. */
    static String qualityDetails(RoomStatus of) {
        return of.weakest()
                .map(who -> Texts.of(
                        "rooms.quality-details",
                        Names.withKey(who.alias(), who.fingerprint()),
                        of.tier().label()))
                .orElseGet(() -> Texts.of("quality.unmeasured-details"));
    }

    /** Why there are no rooms to see, and what would bring one. */
    static String none(RelaySnapshot latest) {
        if (latest.state() != RelayState.RUNNING) {
            return Texts.of("rooms.empty.not-running");
        }
        return Texts.of(
                "rooms.empty",
                latest.endpoint().reachable().stream()
                        .findFirst()
                        .or(() -> latest.endpoint().listening())
                        .map(Addresses::of)
                        .orElse(""));
    }

    /** A room is found by its name and by whoever is in it. */
    static Stream<String> texts(RoomStatus room) {
        return Stream.concat(
                Stream.of(Names.room(room.name())), room.participants().stream().flatMap(PersonWords::texts));
    }
}
