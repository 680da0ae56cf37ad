package org.wzp.relay.api;

import java.util.List;

/** Why there was nothing to do. */
public sealed interface AlreadySo {

    /** @param people as far as they are known; nobody when they had left before the command was carried out */
    record HaveLeft(List<Person> people, int count) implements AlreadySo {
        public HaveLeft {
            people = List.copyOf(people);
        }
    }

    record Banned(KnownBan ban) implements AlreadySo {}

    record NoSuchBan() implements AlreadySo {}

    /** The bans to put back have ended, or are there. */
    record BansEnded() implements AlreadySo {}

    record NobodyInside(String room) implements AlreadySo {}

    record HasPolicy(String room, RoomPolicy policy) implements AlreadySo {}

    record OnList(String room, Person person) implements AlreadySo {}

    record NotOnList(String room, Person person) implements AlreadySo {}

    record Locked(String room, List<Person> allowed) implements AlreadySo {
        public Locked {
            allowed = List.copyOf(allowed);
        }
    }

    /** The relays and rooms are as they shall be. */
    record Federated() implements AlreadySo {}

    /** The settings are as they shall be. */
    record Set() implements AlreadySo {}

    /** The relay waits for its end already, in this way. */
    record Draining(DrainStatus drain) implements AlreadySo {}

    record NotDraining() implements AlreadySo {}

    /** The operator's name and note for somebody are these. */
    record HasName(Person person) implements AlreadySo {}

    record HasRule(RoomRule rule) implements AlreadySo {}
}
