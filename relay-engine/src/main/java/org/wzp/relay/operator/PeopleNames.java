package org.wzp.relay.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.access.AddressBook;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownBan;
import org.wzp.relay.api.Person;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;

/**
 * What people are called: by the operator, else by themselves, who are inside or were removed lately. Called by one command at a time.
 */
final class PeopleNames {
    private static final int REMEMBERED = 256;

    private final RoomDirectory rooms;
    private final AddressBook book;
    /** Aliases of those whom commands removed, by fingerprint, oldest first. */
    private final Map<String, String> removed = new LinkedHashMap<>();

    PeopleNames(RoomDirectory rooms, AddressBook book) {
        this.rooms = rooms;
        this.book = book;
    }

    /** Keeps the alias of somebody who is about to be removed. */
    void remember(Participant participant) {
        String alias = participant.ownAlias();
        if (!alias.isEmpty()) {
            removed.remove(participant.fingerprint());
            removed.put(participant.fingerprint(), alias);
            if (removed.size() > REMEMBERED) {
                removed.remove(removed.keySet().iterator().next());
            }
        }
    }

    static Person of(Participant participant) {
        return new Person(participant.fingerprint(), participant.shownAlias());
    }

    static List<Person> of(List<Participant> participants) {
        return participants.stream().map(PeopleNames::of).toList();
    }

    Person of(String fingerprint) {
        return new Person(fingerprint, alias(fingerprint));
    }

    KnownBan of(Ban ban) {
        return new KnownBan(
                ban, ban.target() instanceof BanTarget.Identity identity ? alias(identity.fingerprint()) : "");
    }

    List<KnownBan> ofBans(List<Ban> bans) {
        return bans.stream().map(this::of).toList();
    }

    private String alias(String fingerprint) {
        String name = book.name(fingerprint);
        return name.isEmpty() ? ownAlias(fingerprint) : name;
    }

    /** What they call themselves; empty when that is not known. */
    String ownAlias(String fingerprint) {
        return inside(fingerprint).map(Participant::ownAlias).orElse(removed.getOrDefault(fingerprint, ""));
    }

    boolean isInside(String fingerprint) {
        return inside(fingerprint).isPresent();
    }

    private Optional<Participant> inside(String fingerprint) {
        for (Room room : rooms.rooms()) {
            Participant member = room.membership().withFingerprint(fingerprint);
            if (member != null) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }
}
