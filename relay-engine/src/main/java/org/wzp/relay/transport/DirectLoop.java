package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelayConfig;

/**
 * The event loop of a {@link DirectEndpoint}: one thread that reads a batch of packets, gives each to its connection,
 * runs what other threads asked for, writes what all that caused, and only then waits. Timers are looked at once a tick
 * for all connections, so they fire up to {@link #TICK_NANOS} late and cost nothing per packet.
 *
 * <p>All state is confined to the loop's thread, except the task queue (any thread adds, the loop takes) and the
 * statistics in {@link LoopMeter} (the loop writes, any thread reads).
 */
final class DirectLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectLoop.class);
    /** How often timers are looked at and put-off acknowledgements are sent. */
    static final long TICK_NANOS = 2_000_000L;

    /** How long the loop sleeps at most when no connection has anything due. */
    private static final long IDLE_NANOS = 100_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int RECEIVE_SLOTS = 64;

    private final Arena arena = Arena.ofShared();
    private final LinuxSocket socket;
    private final RelayConfig.Limits limits;
    private final long keepAliveNanos;
    private final EndpointCounters counters;
    private final SecureRandom random = new SecureRandom();
    private final LoopMeter meter;
    private final ConnectionTable table = new ConnectionTable();
    private final List<DirectConnection> all = new ArrayList<>();
    private final List<DirectConnection> dirty = new ArrayList<>();
    private final List<DirectConnection> touched = new ArrayList<>();
    private final List<DirectConnection> heard = new ArrayList<>();
    private final List<DirectConnection> batched = new ArrayList<>();
    private final LoopTasks tasks;
    private final PacketBatch received;
    private final Newcomers newcomers;
    private final PacketSender sender;
    private final LoopMemory memory = new LoopMemory(arena);
    private final DirectAcceptor acceptor;
    private long nanos = System.nanoTime();
    private long nextTick;
    private long nextSecond;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    DirectLoop(
            LinuxSocket socket, EndpointSettings settings, EndpointCounters counters, DirectAcceptor.Factory factory) {
        this.socket = socket;
        this.tasks = new LoopTasks(socket, settings.ledger());
        this.meter = new LoopMeter(settings.ledger());
        this.limits = settings.limits();
        this.keepAliveNanos = settings.keepAlive().toNanos();
        this.counters = counters;
        long local = NativeMemory.allocate(arena, LinuxSocket.ADDRESS_BYTES);
        int localLength = SocketAddresses.write(local, socket.local(), socket.ipv6());
        received = PacketBatch.forReceiving(arena, RECEIVE_SLOTS, local, localLength, socket.tellsCalledAddress());
        newcomers = new Newcomers(arena, local, localLength, socket.tellsCalledAddress());
        sender = new PacketSender(arena, socket);
        acceptor = factory.create(this, local, localLength);
    }

    // ---- any thread ------------------------------------------------------------------------------------------------

    void execute(Runnable task) {
        tasks.add(task);
    }

    /** A datagram from another thread for one of this loop's connections. */
    void handOver(DirectConnection to, ByteBuf datagram) {
        tasks.handOver(to, datagram);
    }

    boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    void stop() {
        stopping = true;
        socket.wake();
    }

    LoopMeter meter() {
        return meter;
    }

    EndpointCounters counters() {
        return counters;
    }

    RelayConfig.Limits limits() {
        return limits;
    }

    int pendingTasks() {
        return tasks.size();
    }

    // ---- the loop --------------------------------------------------------------------------------------------------

    @Override
    public void run() {
        thread = Thread.currentThread();
        nextTick = System.nanoTime() + TICK_NANOS;
        nextSecond = nextTick;
        try {
            while (!stopping) {
                turn();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the network loop failed; the relay can't carry media any more, restart it", e);
            throw e;
        } finally {
            release();
        }
    }

    private void turn() {
        received.rearm(RECEIVE_SLOTS);
        int count = socket.receive(received.message(0), RECEIVE_SLOTS);
        nanos = System.nanoTime();
        for (int slot = 0; slot < count; slot++) {
            dispatch(received, slot);
        }
        endBatch();
        tasks.run();
        flushDirty();
        sender.transmit();
        meter.handedOver(count, nanos);
        if (!newcomers.isEmpty()) {
            admitNewcomers();
        }
        if (nanos >= nextTick) {
            tick();
            flushDirty();
            sender.transmit();
        }
        long done = System.nanoTime();
        meter.worked(nanos, done);
        if (count < RECEIVE_SLOTS && tasks.isEmpty() && newcomers.isEmpty()) {
            socket.await(waitNanos(done));
            meter.waited(done, System.nanoTime());
        }
    }

    private void admitNewcomers() {
        for (int i = 0; i < Newcomers.PER_TURN && !newcomers.isEmpty(); i++) {
            dispatch(newcomers.packets(), newcomers.take());
        }
        flushDirty();
        sender.transmit();
    }

    private void dispatch(PacketBatch batch, int slot) {
        int bytes = batch.receivedBytes(slot);
        long packet = batch.buffer(slot);
        DirectConnection connection = null;
        if (bytes > ConnectionTable.ID_BYTES && !PacketHeader.isLong(packet)) {
            connection = table.find(NativeMemory.getLong(packet + 1));
        } else if (bytes > 0) {
            connection = acceptor.route(slot, packet, bytes, batch);
            if (connection == null) {
                return;
            }
        }
        if (connection == null) {
            counters.count(EndpointCounters.Event.STRAY_PACKET);
            return;
        }
        if (!connection.heard) {
            connection.heard = true;
            heard.add(connection);
            nextTick = Math.min(nextTick, nanos + TICK_NANOS);
        }
        try {
            connection.onPacket(packet, bytes, batch.info(slot), batch.address(slot), nanos);
        } catch (RuntimeException e) {
            failed(connection, e);
        }
    }

    /** A fault in what handles one connection must not take the others with it. */
    private static void failed(DirectConnection connection, RuntimeException fault) {
        LOG.error("{} is closed, because what it sent could not be handled", connection, fault);
        connection.close(CloseReason.NORMAL);
    }

    private void endBatch() {
        for (int i = 0; i < batched.size(); i++) {
            DirectConnection connection = batched.get(i);
            connection.batched = false;
            try {
                connection.batchEnded();
            } catch (RuntimeException e) {
                failed(connection, e);
            }
        }
        batched.clear();
    }

    private void flushDirty() {
        for (int i = 0; i < dirty.size(); i++) {
            DirectConnection connection = dirty.get(i);
            connection.dirty = false;
            connection.flush(nanos);
            sender.transmitIfMany();
        }
        dirty.clear();
    }

    private void tick() {
        meter.ticked(nextTick, nanos);
        for (int i = 0; i < heard.size(); i++) {
            DirectConnection connection = heard.get(i);
            connection.heard = false;
            connection.onTick();
            connection.flush(nanos);
        }
        heard.clear();
        for (int i = 0; i < touched.size(); i++) {
            DirectConnection connection = touched.get(i);
            connection.touched = false;
            schedule(connection);
        }
        touched.clear();
        long earliest = nanos + IDLE_NANOS;
        boolean second = nanos >= nextSecond;
        for (int i = all.size() - 1; i >= 0; i--) {
            DirectConnection connection = all.get(i);
            if (connection.deadlineNanos <= nanos) {
                connection.onDeadline(nanos);
                schedule(connection);
                if (QuicheCalls.isClosed(connection.quiche())) {
                    forget(connection);
                    continue;
                }
            }
            if (second) {
                connection.onSecond(nanos, keepAliveNanos);
            }
            earliest = Math.min(earliest, connection.deadlineNanos);
        }
        nextTick = dirty.isEmpty() && touched.isEmpty() ? Math.max(earliest, nanos + TICK_NANOS) : nanos + TICK_NANOS;
        if (second) {
            nextSecond = nanos + SECOND_NANOS;
            acceptor.onSecond();
            meter.second(nanos);
        }
    }

    private void schedule(DirectConnection connection) {
        long left = QuicheCalls.timeoutNanos(connection.quiche());
        connection.deadlineNanos = left < 0 ? Long.MAX_VALUE : nanos + left;
        if (left == 0) {
            connection.deadlineNanos = nanos;
        }
    }

    private long waitNanos(long now) {
        return Math.max(0, nextTick - now);
    }

    /** Forgets and frees it; it must not be used afterwards. */
    void forget(DirectConnection connection) {
        connection.sourceIds().removeAll();
        ConnectionTable.ClientChosenId chosen = connection.clientChosenId();
        if (chosen != null) {
            table.remove(chosen);
        }
        DirectConnection last = all.removeLast();
        if (last != connection) {
            all.set(connection.indexInLoop, last);
            last.indexInLoop = connection.indexInLoop;
        }
        if (connection.dirty) {
            connection.dirty = false;
            dirty.remove(connection);
        }
        if (connection.touched) {
            connection.touched = false;
            touched.remove(connection);
        }
        if (connection.heard) {
            connection.heard = false;
            heard.remove(connection);
        }
        connection.free();
    }

    private void release() {
        for (DirectConnection connection : List.copyOf(all)) {
            forget(connection);
        }
        tasks.run();
        memory.close();
        acceptor.close();
        socket.close();
        arena.close();
    }

    // ---- for its connections ---------------------------------------------------------------------------------------

    void add(DirectConnection connection) {
        connection.indexInLoop = all.size();
        all.add(connection);
        touch(connection);
        markDirty(connection);
    }

    List<DirectConnection> connections() {
        return all;
    }

    void established(DirectConnection connection) {
        acceptor.established(connection);
    }

    void handshakeFailed() {
        acceptor.handshakeFailed();
    }

    void ended(DirectConnection connection, ConnectionHandler.CloseInfo info) {
        acceptor.ended(connection, info);
    }

    void markDirty(DirectConnection connection) {
        if (!connection.dirty) {
            connection.dirty = true;
            dirty.add(connection);
        }
    }

    void touch(DirectConnection connection) {
        if (!connection.touched) {
            connection.touched = true;
            touched.add(connection);
            nextTick = Math.min(nextTick, nanos + TICK_NANOS);
        }
    }

    void markBatched(DirectConnection connection) {
        if (!connection.batched) {
            connection.batched = true;
            batched.add(connection);
        }
    }

    PacketSender sender() {
        return sender;
    }

    /** Who waits for a handshake to begin. */
    Newcomers newcomers() {
        return newcomers;
    }

    long nanos() {
        return nanos;
    }

    ConnectionTable table() {
        return table;
    }

    /** An unused connection id. */
    long freshId() {
        long id = random.nextLong();
        while (table.contains(id)) {
            id = random.nextLong();
        }
        return id;
    }

    byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    LoopMemory memory() {
        return memory;
    }

    void closeNative(DirectConnection connection, CloseReason reason) {
        byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
        NativeMemory.put(memory.scratch(), text);
        int ignored = QuicheCalls.close(connection.quiche(), true, reason.code(), memory.scratch(), text.length);
    }
}
