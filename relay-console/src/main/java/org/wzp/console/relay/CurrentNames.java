package org.wzp.console.relay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;

/**
 * Events with the names that the operator has given since: who was renamed is called the same everywhere, also in what happened
 * before. What people call themselves stays as it was then, and so does the sentence that the operator read after a command.
 * JavaFX thread only, but needs no toolkit.
 */
public final class CurrentNames {
    private final KnownNames known = new KnownNames();
    /** Names of the operator's that were seen, those that were taken away among them. */
    private final Map<String, Set<String>> everGiven = new HashMap<>();

    private List<KnownPerson> book = List.of();
    private Map<String, String> given = Map.of();

    /** Returns whether somebody may be called otherwise than before. */
    @SuppressWarnings("ReferenceEquality") // the same list until something changes
    public boolean see(RelaySnapshot snapshot) {
        known.see(snapshot);
        if (snapshot.access().people() == book) {
            return false;
        }
        book = snapshot.access().people();
        Map<String, String> before = given;
        given = book.stream()
                .filter(person -> !person.name().isEmpty())
                .collect(Collectors.toMap(KnownPerson::fingerprint, KnownPerson::name));
        given.forEach((fingerprint, name) ->
                everGiven.computeIfAbsent(fingerprint, first -> new HashSet<>()).add(name));
        return !given.equals(before);
    }

    /** The event as it reads now. */
    public RelayEvent of(RelayEvent event) {
        return switch (event) {
            case RelayEvent.Joined(var at, var room, var id, var alias, var key) ->
                new RelayEvent.Joined(at, room, id, called(key, alias), key);
            case RelayEvent.Left(var at, var room, var id, var alias, var key, var reason) ->
                new RelayEvent.Left(at, room, id, called(key, alias), key, reason);
            case RelayEvent.TakenOver(var at, var room, var id, var alias, var key, var before, var now) ->
                new RelayEvent.TakenOver(at, room, id, called(key, alias), key, before, now);
            case RelayEvent.TurnedAway(var at, var room, var address, var person, var why) ->
                new RelayEvent.TurnedAway(at, room, address, called(person), why);
            case RelayEvent.StateChanged _,
                    RelayEvent.LinkUp _,
                    RelayEvent.LinkDown _,
                    RelayEvent.Knocked _,
                    RelayEvent.Commanded _ -> event;
        };
    }

    private Optional<Person> called(Optional<Person> person) {
        return person.map(who -> new Person(who.fingerprint(), called(who.fingerprint(), who.alias())));
    }

    private String called(String fingerprint, String then) {
        String now = given.get(fingerprint);
        if (now != null) {
            return now;
        }
        boolean wasTakenAway = everGiven.getOrDefault(fingerprint, Set.of()).contains(then);
        return wasTakenAway ? known.alias(fingerprint) : then;
    }
}
