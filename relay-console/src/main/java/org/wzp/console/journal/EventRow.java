package org.wzp.console.journal;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.wzp.console.journal.Recent.Numbered;
import org.wzp.console.text.EventWords;
import org.wzp.console.text.Sentences;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.Names;

/**
 * One event as the table shows it.
 *
 * @param room empty where it is about none
 * @param who the person, the other relay, or the operator who asked; empty for the relay's own
 * @param also what the filter finds it by though no column shows it: whole fingerprints and addresses
 */
record EventRow(long number, Instant at, EventKind kind, String room, String who, String sentence, List<String> also) {
    static EventRow of(Numbered<RelayEvent> numbered) {
        RelayEvent event = numbered.value();
        return new EventRow(
                numbered.number(),
                event.at(),
                EventKind.of(event),
                room(event),
                who(event),
                Sentences.leftToRight(EventWords.of(event)),
                also(event));
    }

    Stream<String> texts() {
        return Stream.concat(Stream.of(kind.text(), room, who, sentence), also.stream());
    }

    private static String room(RelayEvent event) {
        return switch (event) {
            case RelayEvent.StateChanged _,
                    RelayEvent.Commanded _,
                    RelayEvent.LinkUp _,
                    RelayEvent.LinkDown _,
                    RelayEvent.Knocked _ -> "";
            case RelayEvent.Joined joined -> Names.room(joined.room());
            case RelayEvent.Left left -> Names.room(left.room());
            case RelayEvent.TakenOver taken -> Names.room(taken.room());
            case RelayEvent.TurnedAway away -> Names.room(away.room());
        };
    }

    private static String who(RelayEvent event) {
        return switch (event) {
            case RelayEvent.StateChanged _ -> "";
            case RelayEvent.Joined joined -> Names.withKey(joined.alias(), joined.fingerprint());
            case RelayEvent.Left left -> Names.withKey(left.alias(), left.fingerprint());
            case RelayEvent.TakenOver taken -> Names.withKey(taken.alias(), taken.fingerprint());
            case RelayEvent.TurnedAway away -> away.person().map(Names::withKey).orElse(away.address());
            case RelayEvent.LinkUp up -> Cut.ALIAS.of(up.relay());
            case RelayEvent.LinkDown down -> Cut.ALIAS.of(down.relay());
            case RelayEvent.Knocked knocked -> FederationWords.shortened(knocked.fingerprint());
            case RelayEvent.Commanded commanded -> commanded.actor();
        };
    }

    private static List<String> also(RelayEvent event) {
        return switch (event) {
            case RelayEvent.StateChanged _, RelayEvent.Commanded _ -> List.of();
            case RelayEvent.Joined joined -> List.of(joined.fingerprint());
            case RelayEvent.Left left -> List.of(left.fingerprint());
            case RelayEvent.TakenOver taken -> List.of(taken.fingerprint());
            case RelayEvent.LinkUp up -> List.of(up.fingerprint(), up.address());
            case RelayEvent.LinkDown down -> List.of(down.fingerprint());
            case RelayEvent.Knocked knocked -> List.of(knocked.fingerprint(), knocked.address());
            case RelayEvent.TurnedAway away ->
                Stream.concat(Stream.of(away.address()), away.person().stream().map(Person::fingerprint))
                        .toList();
        };
    }
}
