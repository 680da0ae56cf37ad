package org.wzp.console.rooms;

import java.util.Comparator;
import java.util.List;
import org.wzp.relay.api.Drop;

/** By how much counters have grown from one snapshot to a later one. Pure functions. */
final class Growth {
    private static final Comparator<Drop> LARGEST_FIRST =
            Comparator.comparingLong(Drop::count).reversed();

    private Growth() {}

    /** What was dropped in between by cause, largest first; only what happened. */
    static List<Drop> of(List<Drop> before, List<Drop> now) {
        return now.stream()
                .map(drop -> new Drop(drop.cause(), drop.count() - before(before, drop)))
                .filter(drop -> drop.count() > 0)
                .sorted(LARGEST_FIRST)
                .toList();
    }

    private static long before(List<Drop> before, Drop drop) {
        return before.stream()
                .filter(then -> then.cause() == drop.cause())
                .mapToLong(Drop::count)
                .sum();
    }
}
