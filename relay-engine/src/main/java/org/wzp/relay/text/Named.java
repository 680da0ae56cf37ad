package org.wzp.relay.text;

import java.util.List;
import org.wzp.relay.api.KnownBan;
import org.wzp.relay.api.Person;

/**
 * Whom a command names, as far as they are known before it is carried out: who is removed is known no more.
 *
 * @param rooms where they are, when the command names people who are here
 */
public record Named(List<Person> people, List<String> rooms, List<KnownBan> bans) {
    public static final Named NOBODY = new Named(List.of(), List.of(), List.of());

    public Named {
        people = List.copyOf(people);
        rooms = List.copyOf(rooms);
        bans = List.copyOf(bans);
    }

    public static Named of(List<Person> people) {
        return new Named(people, List.of(), List.of());
    }
}
