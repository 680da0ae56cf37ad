package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.wire.SignalMessage;

/**
 * A connection without a network, for what real time and a real network can't show: deadlines, and the order of answers
 * that come from other threads. Its loop is the test's thread, in {@link #runLoop}.
 */
public final class RecordingConnection implements Connection {
    private final long id;
    private final @Nullable String serverName;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final EventLoop loop = new EventLoop() {
        @Override
        public void execute(Runnable task) {
            synchronized (tasks) {
                tasks.addLast(task);
            }
        }

        @Override
        public boolean inLoop() {
            return true;
        }
    };
    final List<SignalMessage> sent = new ArrayList<>();
    final List<byte[]> unidirectional = new ArrayList<>();

    @Nullable
    ConnectionHandler handler;

    @Nullable
    CloseReason closedWith;

    int maxSignalBytes;
    boolean loggedIn;

    private final OutboxCounters counters = new OutboxCounters();

    /** @param serverName null for none */
    public RecordingConnection(long id, @Nullable String serverName) {
        this.id = id;
        this.serverName = serverName;
    }

    void runLoop() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.pollFirst();
            }
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress("192.0.2.7", 5000 + (int) (id % 50_000));
    }

    @Override
    public Optional<String> serverName() {
        return Optional.ofNullable(serverName);
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
    public void loggedIn() {
        loggedIn = true;
    }

    @Override
    public void maxSignalBytes(int bytes) {
        maxSignalBytes = bytes;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void sendDatagram(ByteBuf datagram) {
        throw new AssertionError("nobody sends media in these tests: " + ByteBufUtil.hexDump(datagram));
    }

    @Override
    public void sendSignal(SignalMessage message) {
        sent.add(message);
    }

    @Override
    public void sendLatest(Slot slot, SignalMessage message) {
        sent.add(message);
    }

    @Override
    public void sendUnidirectional(byte[] bytes) {
        unidirectional.add(bytes);
    }

    @Override
    public void close(CloseReason reason, String words) {
        if (closedWith == null) {
            closedWith = reason;
        }
    }

    @Override
    public boolean isOpen() {
        return closedWith == null;
    }

    @Override
    public int maxDatagramBytes() {
        return 1162;
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
