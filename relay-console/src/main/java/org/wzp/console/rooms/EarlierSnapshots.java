package org.wzp.console.rooms;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.wzp.relay.api.RelaySnapshot;

/** The snapshots of the last seconds, one a second, so that what grows now can be told from totals. JavaFX thread only. */
final class EarlierSnapshots {
    /** Long enough for a count to mean something, short enough to be called now. */
    private static final Duration KEPT = Duration.ofSeconds(4);

    private static final Duration APART = Duration.ofSeconds(1);

    private final Deque<RelaySnapshot> kept = new ArrayDeque<>();

    void note(RelaySnapshot snapshot) {
        RelaySnapshot last = kept.peekLast();
        // one that is not newer is that of another run
        if (last != null && !snapshot.at().isAfter(last.at())) {
            kept.clear();
        }
        if (kept.isEmpty() || !snapshot.at().isBefore(kept.getLast().at().plus(APART))) {
            kept.addLast(snapshot);
        }
        while (kept.getFirst().at().plus(KEPT).isBefore(snapshot.at())) {
            kept.removeFirst();
        }
    }

    /** The oldest that is kept, else {@code now}. */
    RelaySnapshot before(RelaySnapshot now) {
        RelaySnapshot oldest = kept.peekFirst();
        return oldest == null ? now : oldest;
    }
}
