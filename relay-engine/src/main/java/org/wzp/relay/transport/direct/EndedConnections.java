package org.wzp.relay.transport.direct;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Connections that have ended and linger so that a peer whose last packets are still on their way hears the end again
 * (RFC 9000 section 10.2). quiche keeps each for three probe timeouts, which grow with a round-trip time that the peer
 * can stretch; so there is a bound, and beyond it the oldest is forgotten at once. Confined to the loop.
 */
final class EndedConnections {
    /** Some 60 KiB each. */
    static final int MOST = 256;

    private final ArrayDeque<DirectConnection> lingering = new ArrayDeque<>();

    void add(DirectConnection connection) {
        lingering.add(connection);
    }

    /** It has been forgotten; no-op if it does not linger. */
    void remove(DirectConnection connection) {
        var _ = lingering.remove(connection);
    }

    /** The oldest of too many, to be forgotten; null when there are no more than may be. */
    @Nullable
    DirectConnection oneTooMany() {
        return lingering.size() > MOST ? lingering.peek() : null;
    }
}
