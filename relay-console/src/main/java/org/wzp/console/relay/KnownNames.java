package org.wzp.console.relay;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Names;

/**
 * What people are called, by fingerprint: by the operator, else by themselves when they were seen last since the window opened: bans and allow-lists hold identities
 * only, of people who mostly aren't here. JavaFX thread only, but needs no toolkit.
 */
public final class KnownNames {
    /** A name has at most 64 characters here, so all of them take about a megabyte. */
    private static final int MOST = 4_096;

    /** What somebody called themselves last, maybe nothing, and when they were inside last. */
    private record Seen(String alias, Instant at) {}

    /** Who was seen last stands last. */
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private List<KnownPerson> book = List.of();
    private Map<String, String> given = Map.of();

    @SuppressWarnings("ReferenceEquality") // the same list until something changes
    public void see(RelaySnapshot snapshot) {
        for (RoomStatus room : snapshot.rooms()) {
            room.participants().forEach(person -> see(person, snapshot.at()));
        }
        if (snapshot.access().people() != book) {
            book = snapshot.access().people();
            given = book.stream().collect(Collectors.toMap(KnownPerson::fingerprint, KnownPerson::name));
        }
    }

    private void see(ParticipantStatus person, Instant at) {
        Seen before = seen.remove(person.fingerprint());
        String alias = person.ownAlias().isBlank() && before != null ? before.alias() : person.ownAlias();
        seen.put(person.fingerprint(), new Seen(alias, at));
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** What they called themselves last; empty when that is not known. */
    public String alias(String fingerprint) {
        Seen last = seen.get(fingerprint);
        return last == null ? "" : last.alias();
    }

    /** Whose name of the operator's this is; empty when it is nobody's, or that of several. */
    public Optional<String> called(String name) {
        List<String> keys = book.stream()
                .filter(person -> person.name().equals(name))
                .map(KnownPerson::fingerprint)
                .toList();
        return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
    }

    /** When they were inside last, since the window opened. */
    public Optional<Instant> lastSeen(String fingerprint) {
        return Optional.ofNullable(seen.get(fingerprint)).map(Seen::at);
    }

    /** {@code Anna (518e:b935)}; {@code 518e:b935} of somebody who was not seen. */
    public String of(String fingerprint) {
        String name = given.getOrDefault(fingerprint, "");
        return Names.withKey(name.isEmpty() ? alias(fingerprint) : name, fingerprint);
    }
}
