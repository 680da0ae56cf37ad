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
final class RoomSession implements ConnectionHandler {
    /** What an honest client may have saved up while its network was away. */
    private static final int BURST_SECONDS = 10;
    /** Skipping is cheap, but the streams that carry the signals are not; no client has so many to send. */
    static final int MOST_SKIPPED = 1_000;

    private final Entrance.Seat seat;
    private final SessionPermits.Permit permit;
    private final AdmissionCounters counters;
    private final LongSupplier nanos;
    private final Allowance signals;
    private final Allowance skips;

    RoomSession(Entrance.Seat seat, SessionPermits.Permit permit, LoginContext desk) {
        this.seat = seat;
        this.permit = permit;
        this.counters = desk.counters();
        this.nanos = desk.nanos();
        int perSecond = desk.limits().quotas().signalsPerSecond();
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
        seat.datagram(datagram);
    }

    @Override
    public void onBatchEnd(Connection connection) {
        seat.batchEnd();
    }

    @Override
    public void onClosed(Connection connection, CloseInfo info) {
        try {
            seat.leave(ClosingWords.of(info));
        } finally {
            permit.release();
        }
    }
}
