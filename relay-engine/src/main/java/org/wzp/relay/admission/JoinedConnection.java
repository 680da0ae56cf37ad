package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import java.util.function.LongSupplier;
import org.wzp.relay.rates.Allowance;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.SignalMessage;

/**
 * A participant's connection from its join to its end: datagrams go to the room, signals are read and ignored as in the
 * reference (wire specification R14, 7.4). Confined to the connection's loop.
 */
final class JoinedConnection implements ConnectionHandler {
    /** What an honest client may have saved up while its network was away. */
    private static final int BURST_SECONDS = 10;
    /** Skipping is cheap, but the streams that carry the signals are not; no client has so many to send. */
    static final int MOST_SKIPPED = 1_000;

    private final Admission.Session session;
    private final AdmissionCounters counters;
    private final LongSupplier nanos;
    private final Allowance signals;
    private final Allowance skips;

    JoinedConnection(Admission.Session session, LoginContext login) {
        this.session = session;
        this.counters = login.counters();
        this.nanos = login.nanos();
        int perSecond = login.limits().quotas().signalsPerSecond();
        this.signals = new Allowance(perSecond, (long) perSecond * BURST_SECONDS);
        this.skips = new Allowance(perSecond, MOST_SKIPPED);
    }

    @Override
    public boolean takesSignal(Connection connection, int bytes) {
        if (signals.take(nanos.getAsLong(), 1)) {
            return true;
        }
        counters.count(AdmissionCounters.Event.SIGNAL_SKIPPED);
        if (connection.isOpen() && !skips.take(nanos.getAsLong(), 1)) {
            counters.count(AdmissionCounters.Event.SIGNAL_FLOOD);
            connection.close(CloseReason.TOO_MANY_SIGNALS);
        }
        return false;
    }

    @Override
    public void onSignal(Connection connection, SignalMessage message) {
        counters.count(AdmissionCounters.Event.SIGNAL_IGNORED);
    }

    @Override
    public void onUnreadableSignal(Connection connection, String problem) {
        counters.count(AdmissionCounters.Event.SIGNAL_UNREADABLE);
    }

    @Override
    public void onUnidirectional(Connection connection, byte[] content) {
        counters.count(AdmissionCounters.Event.STREAM_IGNORED);
    }

    @Override
    public void onDatagram(Connection connection, ByteBuf datagram) {
        session.datagram(datagram);
    }

    @Override
    public void onClosed(Connection connection, CloseInfo info) {
        session.leave();
    }
}
