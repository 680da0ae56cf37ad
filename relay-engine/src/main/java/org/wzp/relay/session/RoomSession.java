package org.wzp.relay.session;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.SignalMessage;

/**
 * A participant's connection from its join to its end: datagrams go to the room, signals are read and ignored as in the
 * reference (wire specification R14, 7.4). Confined to the connection's loop.
 */
final class RoomSession implements ConnectionHandler {
    private final Entrance.Seat seat;
    private final SessionPermits.Permit permit;
    private final AdmissionCounters counters;

    RoomSession(Entrance.Seat seat, SessionPermits.Permit permit, AdmissionCounters counters) {
        this.seat = seat;
        this.permit = permit;
        this.counters = counters;
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
