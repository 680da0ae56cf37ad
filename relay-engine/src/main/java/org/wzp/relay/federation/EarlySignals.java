package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.List;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.SignalMessage;

/**
 * Keeps what a connection brings before there is a link to hear it. A stock relay tells of its rooms at once, and tells again
 * only when somebody comes or goes, so what is forgotten here is missing until then: the first 64 signals are kept, and the link counts
 * the others. Confined to the connection's loop.
 */
final class EarlySignals implements ConnectionHandler {
    static final int MOST = 64;

    private final List<SignalMessage> kept = new ArrayList<>();
    private int beyond;

    @Override
    public void onSignal(Connection source, SignalMessage message) {
        if (kept.size() < MOST) {
            kept.add(message);
        } else {
            beyond++;
        }
    }

    void forget() {
        kept.clear();
    }

    /** The link hears what has come, in its order. */
    void handOver(Connection connection, PeerLink link) {
        kept.forEach(message -> link.onSignal(connection, message));
        kept.clear();
        for (; beyond > 0; beyond--) {
            link.counters().dropped(DropCause.QUEUE_FULL);
        }
    }
}
