package org.wzp.relay.room;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

/**
 * Who is in a room on other relays, each with the label of that relay. Immutable; the list that local people are sent is made
 * once for each membership it goes with.
 */
public final class RemoteRoster {
    public static final RemoteRoster EMPTY = new RemoteRoster(0, List.of());
    /** About what one adds to a list, bytes of JSON. */
    private static final int ENTRY_BYTES = 128;

    private record Merged(Membership with, SignalMessage.RoomUpdate roster) {}

    private final long version;
    private final List<RosterEntry> people;
    private volatile @Nullable Merged merged;

    /** @param version grows with each one of a room */
    public RemoteRoster(long version, List<RosterEntry> people) {
        this.version = version;
        this.people = List.copyOf(people);
    }

    public long version() {
        return version;
    }

    public List<RosterEntry> people() {
        return people;
    }

    long bytes() {
        return (long) people.size() * ENTRY_BYTES;
    }

    /** Local people in join order, then the others; of two with one fingerprint the first. */
    SignalMessage.RoomUpdate with(Membership local) {
        if (people.isEmpty()) {
            return local.roster();
        }
        Merged made = merged;
        if (made == null || made.with() != local) {
            made = new Merged(
                    local, SignalMessage.RoomUpdate.of(join(local.roster().participants(), people)));
            merged = made;
        }
        return made.roster();
    }

    /** The first list and what the second adds to it; people without a fingerprint are all different. */
    public static List<RosterEntry> join(List<RosterEntry> first, List<RosterEntry> second) {
        List<RosterEntry> all = new ArrayList<>(first);
        Set<String> seen = new HashSet<>();
        first.forEach(entry -> seen.add(entry.fingerprint()));
        for (RosterEntry entry : second) {
            if (entry.fingerprint().isEmpty() || seen.add(entry.fingerprint())) {
                all.add(entry);
            }
        }
        return all;
    }
}
