package org.wzp.relay.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everybody who is connected and not yet in a room. Any thread. Time limits cost one sweep a second over this set instead
 * of a timer each. How many there may be is the transport's limit, which counts them from their first packet on.
 */
final class Logins {
    private final Set<Login> open = ConcurrentHashMap.newKeySet();

    void enter(Login login) {
        open.add(login);
    }

    /** Takes it out; again is a no-op. */
    void leave(Login login) {
        open.remove(login);
    }

    /** Tells every login the time; the late ones end. */
    void sweep(long nowNanos) {
        for (Login login : open) {
            login.checkDeadline(nowNanos);
        }
    }

    int size() {
        return open.size();
    }
}
