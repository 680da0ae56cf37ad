package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.wire.SignalMessage;

/** A connection without a network, which makes no objects, so that those of the code in front of it can be counted. */
final class QuietConnection implements Connection {
    private final OutboxCounters counters = new OutboxCounters();

    boolean isLoggedIn;
    int signals;
    /** Who hears what comes; nobody at first. */
    ConnectionHandler handler = new ConnectionHandler() {};

    @Nullable
    CloseReason closedWith;

    @Override
    public long id() {
        return 1;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress("127.0.0.1", 1);
    }

    @Override
    public Optional<String> serverName() {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> peerCertificate() {
        return Optional.empty();
    }

    @Override
    public void handler(ConnectionHandler next) {
        handler = next;
    }

    @Override
    public void maxSignalBytes(int bytes) {}

    @Override
    public void loggedIn() {
        isLoggedIn = true;
    }

    @Override
    public EventLoop loop() {
        return CallingThread.LOOP;
    }

    @Override
    public void sendDatagram(ByteBuf datagram) {
        counters.sent(datagram.readableBytes());
    }

    @Override
    public void sendSignal(SignalMessage message) {
        signals++;
    }

    @Override
    public void sendLatest(Slot slot, SignalMessage message) {}

    @Override
    public void sendUnidirectional(byte[] bytes) {}

    @Override
    public void close(CloseReason reason, String words) {
        closedWith = reason;
    }

    @Override
    public boolean isOpen() {
        return closedWith == null;
    }

    @Override
    public int maxDatagramBytes() {
        return 1_162;
    }

    @Override
    public OutboxCounters counters() {
        return counters;
    }

    @Override
    public PathStats path() {
        return PathStats.UNKNOWN;
    }
}
