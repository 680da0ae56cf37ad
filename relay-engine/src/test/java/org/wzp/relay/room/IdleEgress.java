package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.wire.SignalMessage;

/** A connection whose loop never gets to its tasks; counts how often it was closed. */
final class IdleEgress implements Egress {
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public void send(ByteBuf packet) {}

    @Override
    public void execute(Runnable task) {}

    @Override
    public void roster(SignalMessage.RoomUpdate roster) {}

    @Override
    public void directive(SignalMessage.QualityDirective directive) {}

    @Override
    public void close(LeaveReason why, String words) {
        closed.incrementAndGet();
    }

    @Override
    public ClientTransport transport() {
        return ClientTransport.QUIC;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress("127.0.0.1", 1);
    }

    @Override
    public long sent() {
        return 0;
    }

    @Override
    public long sentBytes() {
        return 0;
    }

    @Override
    public long dropped() {
        return 0;
    }
}
