package org.wzp.relay.transport.direct;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.EndpointCounters;

/**
 * Connections that have ended and linger so that a peer whose last packets are still on their way hears the end again
 * (RFC 9000 section 10.2). quiche keeps each for three probe timeouts, which grow with a round-trip time that the peer
 * can stretch, with all that the peer has left in it; so there are bounds, and beyond them the oldest is forgotten at once. What
 * its peer still sends is answered by a stateless reset. Confined to the loop.
 */
final class EndedConnections {
    /** Some 60 KiB each, with what can be left there before the login 0.9 MiB. */
    static final int MOST = 256;

    /** Of those that had logged in, and may have left 24 MiB each. */
    static final int MOST_LOGGED_IN = 16;

    private final ArrayDeque<DirectConnection> lingering = new ArrayDeque<>();
    private final ArrayDeque<DirectConnection> loggedIn = new ArrayDeque<>();

    void add(DirectConnection connection) {
        (connection.streams().isBeforeLogin() ? lingering : loggedIn).add(connection);
    }

    /** It has been forgotten; no-op if it does not linger. */
    void remove(DirectConnection connection) {
        // a login that was being checked when it ended may have made another kind of it since
        var _ = loggedIn.remove(connection) || lingering.remove(connection);
    }

    /** The oldest of too many; null when there are no more than may be. */
    private @Nullable DirectConnection oneTooMany() {
        if (loggedIn.size() > MOST_LOGGED_IN) {
            return loggedIn.peek();
        }
        return lingering.size() + loggedIn.size() > MOST ? lingering.peek() : null;
    }

    /** Forgets the oldest of too many. */
    void forgetTooMany(LoopTimers.Forget forget, EndpointCounters counters) {
        for (DirectConnection oldest = oneTooMany(); oldest != null; oldest = oneTooMany()) {
            counters.count(EndpointCounters.Event.FORGOTTEN_EARLY);
            forget.forget(oldest);
        }
    }
}
