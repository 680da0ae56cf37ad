package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.wire.SignalMessage;

/** A connection that sends nothing and counts how often it was closed; others say what matters to them. */
public class SilentEgress implements Egress {
    private static final EventLoop IDLE = new CallingThread() {
        @Override
        public void execute(Runnable task) {}
    };

    public final AtomicInteger closed = new AtomicInteger();
    private final EventLoop loop;

    /** Its loop never gets to its tasks. */
    public SilentEgress() {
        this(IDLE);
    }

    protected SilentEgress(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void send(ByteBuf packet) {}

    @Override
    public void lost() {}

    @Override
    public final EventLoop loop() {
        return loop;
    }

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

    @Override
    public long droppedBy(DropCause cause) {
        return 0;
    }
}
