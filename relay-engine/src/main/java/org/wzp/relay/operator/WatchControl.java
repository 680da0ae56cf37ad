package org.wzp.relay.operator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;

/** What commands ask of the media path; nothing while no relay runs. Any thread. */
public final class WatchControl {
    /** Watches the next packets of a room, or of one person there. */
    @FunctionalInterface
    public interface Watcher {
        /** @return when it ends at the latest */
        Instant begin(Room room, Optional<Participant> person, int most);
    }

    private volatile @Nullable Watcher running;

    /** From now on it is asked. */
    public void of(Watcher watcher) {
        running = watcher;
    }

    /** Empty while no relay runs. */
    Optional<Instant> begin(Room room, Optional<Participant> person, int most) {
        return Optional.ofNullable(running).map(watcher -> watcher.begin(room, person, most));
    }
}
