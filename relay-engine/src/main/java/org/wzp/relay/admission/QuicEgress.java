package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.room.Egress;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.wire.SignalMessage;

/** A participant's way out over its QUIC connection. Stateless beside the connection, which any thread may use. */
final class QuicEgress implements Egress {
    private final Connection connection;

    QuicEgress(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void send(ByteBuf packet) {
        connection.sendDatagram(packet);
    }

    @Override
    public void lost() {
        connection.counters().dropped(DropCause.HANDOVER_FULL);
    }

    @Override
    public EventLoop loop() {
        return connection.loop();
    }

    /** Behind what else is wanted of the connection, whose end it is if that is too much. */
    @Override
    public void execute(Runnable task) {
        connection.execute(task);
    }

    @Override
    public void roster(SignalMessage.RoomUpdate roster) {
        connection.sendLatest(Connection.Slot.ROSTER, roster);
    }

    @Override
    public void directive(SignalMessage.QualityDirective directive) {
        connection.sendLatest(Connection.Slot.DIRECTIVE, directive);
    }

    @Override
    public void close(LeaveReason why, String words) {
        connection.close(reason(why), words);
    }

    @Override
    public ClientTransport transport() {
        return ClientTransport.QUIC;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public long rttMicros() {
        return connection.path().rttMicros();
    }

    @Override
    public long lostPackets() {
        return connection.path().lostPackets();
    }

    @Override
    public int waiting() {
        return connection.counters().waiting(OutboxCounters.Queue.DATAGRAMS);
    }

    @Override
    public long droppedBy(DropCause cause) {
        return connection.counters().droppedBy(cause);
    }

    @Override
    public long sent() {
        return connection.counters().sent();
    }

    @Override
    public long sentBytes() {
        return connection.counters().sentBytes();
    }

    @Override
    public long dropped() {
        return connection.counters().dropped();
    }

    private static CloseReason reason(LeaveReason why) {
        return switch (why) {
            case LEFT -> CloseReason.NORMAL;
            case KICKED -> CloseReason.KICKED;
            case BANNED -> CloseReason.BANNED;
            case NOT_ALLOWED -> CloseReason.NOT_ALLOWED;
            case REPLACED -> CloseReason.REPLACED;
            case ROOM_CLOSED -> CloseReason.ROOM_CLOSED;
            case SHUTTING_DOWN -> CloseReason.SHUTTING_DOWN;
        };
    }
}
