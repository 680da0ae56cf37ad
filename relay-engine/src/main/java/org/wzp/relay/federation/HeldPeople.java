package org.wzp.relay.federation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The people of other relays in one room, by their relay, and how much of them each link has brought: {@link PeerLink#keptBytes}.
 * Confined to the federation's thread.
 */
final class HeldPeople {
    private final Map<String, GlobalRoom.Held> byOrigin = new LinkedHashMap<>();

    GlobalRoom.@Nullable Held get(String origin) {
        return byOrigin.get(origin);
    }

    boolean has(String origin) {
        return byOrigin.containsKey(origin);
    }

    boolean isEmpty() {
        return byOrigin.isEmpty();
    }

    /** What there is at this moment. */
    Collection<GlobalRoom.Held> all() {
        return List.copyOf(byOrigin.values());
    }

    /** Whether the link that has brought them may bring so many more, see {@link PeerLink#MOST_KEPT_BYTES}. */
    boolean fits(GlobalRoom.Held next) {
        GlobalRoom.Held before = byOrigin.get(next.origin());
        long freed = before != null && before.via() == next.via() ? before.bytes() : 0;
        return next.via().keptBytes - freed + next.bytes() <= PeerLink.MOST_KEPT_BYTES;
    }

    /** In the place of what there is of the same relay. */
    void put(GlobalRoom.Held next) {
        GlobalRoom.Held before = byOrigin.put(next.origin(), next);
        next.via().keptBytes += next.bytes();
        if (before != null) {
            before.via().keptBytes -= before.bytes();
        }
    }

    /** Whether there was anybody. */
    boolean remove(String origin) {
        GlobalRoom.Held gone = byOrigin.remove(origin);
        if (gone != null) {
            gone.via().keptBytes -= gone.bytes();
        }
        return gone != null;
    }

    /** Whether there was anybody. */
    boolean removeIf(Predicate<GlobalRoom.Held> which) {
        return byOrigin.values().removeIf(held -> {
            boolean goes = which.test(held);
            if (goes) {
                held.via().keptBytes -= held.bytes();
            }
            return goes;
        });
    }

    void clear() {
        var _ = removeIf(held -> true);
    }
}
