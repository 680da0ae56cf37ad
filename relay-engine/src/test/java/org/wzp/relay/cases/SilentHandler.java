package org.wzp.relay.cases;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.SignalMessage;

/** Connects and says nothing; remembers only whether its connection has ended. */
final class SilentHandler implements ConnectionHandler {
    private volatile boolean closed;

    boolean isClosed() {
        return closed;
    }

    @Override
    public void onSignal(Connection connection, SignalMessage message) {}

    @Override
    public void onUnreadableSignal(Connection connection, String problem) {}

    @Override
    public void onDatagram(Connection connection, ByteBuf datagram) {}

    @Override
    public void onClosed(Connection connection, CloseInfo info) {
        closed = true;
    }
}
