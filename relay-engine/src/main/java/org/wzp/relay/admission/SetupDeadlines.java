package org.wzp.relay.admission;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everybody who is connected and not yet in a room. Any thread. Time limits cost one sweep a second over this set instead
 * of a timer each. How many there may be is the transport's limit, which counts them from their first packet on.
 */
final class SetupDeadlines {
    private final Set<RoomLogin> open = ConcurrentHashMap.newKeySet();

    void enter(RoomLogin login) {
        open.add(login);
    }

    /** Takes it out; again is a no-op. */
    void leave(RoomLogin login) {
        open.remove(login);
    }

    /** Tells every login the time; the late ones end. */
    void sweep(long nowNanos) {
        for (RoomLogin login : open) {
            login.checkDeadline(nowNanos);
        }
    }

    int size() {
        return open.size();
    }
}
