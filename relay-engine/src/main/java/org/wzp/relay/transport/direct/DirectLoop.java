package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.common.LoopMeter;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.linux.SocketAddresses;
import org.wzp.relay.transport.quiche.QuicheCalls;

/**
 * The event loop of a {@link DirectEndpoint}: one thread that reads a batch of packets, gives each to its connection,
 * runs what other threads asked for, writes what all that caused, and only then waits; its {@link LoopTimers} do what
 * is due once a tick.
 *
 * <p>A {@link RuntimeException} on behalf of one connection costs that connection; any {@link Error}, and a fault in the
 * loop's own work, ends the loop, which {@link #failure} tells.
 *
 * <p>All state is confined to the loop's thread, except the task queue (any thread adds, the loop takes) and the
 * statistics in {@link LoopMeter} (the loop writes, any thread reads).
 */
final class DirectLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectLoop.class);
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int RECEIVE_SLOTS = 64;

    private final Arena arena = Arena.ofShared();
    private final LinuxSocket socket;
    private final RelayConfig.Limits limits;
    private final EndpointCounters counters;
    private final SecureRandom random = new SecureRandom();
    private final LoopMeter meter;
    private final ConnectionTable table = new ConnectionTable();
    private final List<DirectConnection> dirty = new ArrayList<>();
    private final EndedConnections endedConnections = new EndedConnections();
    private final LoopTimers timers;
    private final LoopTasks tasks;
    private final PacketBatch received;
    private final PendingHandshakes pending;
    private final PacketSender sender;
    private final LoopMemory memory = new LoopMemory(arena);
    private final DirectAcceptor acceptor;
    private final long maxAgeNanos;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final LoopFaults faults = new LoopFaults();
    private long nanos = System.nanoTime();
    private boolean readsStale;
    private long nextSecond;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    DirectLoop(
            LinuxSocket socket, EndpointSettings settings, EndpointCounters counters, DirectAcceptor.Factory factory) {
        this.socket = socket;
        this.tasks = new LoopTasks(socket, settings.ledger());
        this.meter = new LoopMeter(settings.ledger());
        this.limits = settings.limits();
        this.maxAgeNanos = limits.mediaMaxAge().toNanos();
        this.timers = new LoopTimers(settings.keepAlive().toNanos(), nanos);
        this.counters = counters;
        long local = NativeMemory.allocate(arena, LinuxSocket.ADDRESS_BYTES);
        int localLength = SocketAddresses.write(local, socket.local(), socket.ipv6());
        received = PacketBatch.forReceiving(arena, RECEIVE_SLOTS, local, localLength, socket.tellsCalledAddress());
        pending = new PendingHandshakes(arena, local, localLength, socket.tellsCalledAddress());
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

    /** See {@link QuicEndpoint#failure}. */
    CompletableFuture<Throwable> failure() {
        return failure;
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
        nextSecond = System.nanoTime();
        try {
            while (!stopping) {
                turn();
            }
        } catch (Throwable e) {
            // whoever waits for it says so in the log, with the sentence for the operator
            failure.complete(e);
        } finally {
            release();
        }
    }

    private void turn() {
        received.rearm(RECEIVE_SLOTS);
        int count = socket.receive(received.message(0), RECEIVE_SLOTS);
        long now = System.nanoTime();
        // who stood still for long finds media in the socket that is as old; what is in this read and those that follow
        // at once
        readsStale |= maxAgeNanos > 0 && now - nanos > maxAgeNanos + LoopTimers.IDLE_NANOS;
        nanos = now;
        for (int slot = 0; slot < count; slot++) {
            dispatch(received, slot);
        }
        readsStale &= count == RECEIVE_SLOTS;
        tasks.run();
        flushDirty();
        sender.transmit();
        meter.handedOver(count, nanos);
        if (!pending.isEmpty()) {
            beginHandshakes();
        }
        if (timers.due(nanos)) {
            tick();
            flushDirty();
            sender.transmit();
        }
        faults.forgetBroken(timers, this::forget);
        forgetTheLongestEnded();
        long done = System.nanoTime();
        meter.worked(nanos, done);
        if (count < RECEIVE_SLOTS && tasks.isEmpty() && pending.isEmpty()) {
            socket.await(Math.max(0, timers.nextTick() - done));
            meter.waited(done, System.nanoTime());
        }
    }

    private void forgetTheLongestEnded() {
        for (DirectConnection oldest = endedConnections.oneTooMany();
                oldest != null;
                oldest = endedConnections.oneTooMany()) {
            counters.count(EndpointCounters.Event.FORGOTTEN_EARLY);
            forget(oldest);
        }
    }

    private void beginHandshakes() {
        for (int i = 0; i < PendingHandshakes.PER_TURN && !pending.isEmpty(); i++) {
            dispatch(pending.packets(), pending.take());
        }
        flushDirty();
        sender.transmit();
    }

    private void dispatch(PacketBatch batch, int slot) {
        DirectConnection connection = null;
        try {
            connection = receiver(batch, slot);
            if (connection != null) {
                timers.heard(connection, nanos);
                connection.onPacket(
                        batch.buffer(slot), batch.receivedBytes(slot), batch.info(slot), batch.address(slot), nanos);
            }
        } catch (RuntimeException e) {
            if (connection != null) {
                faults.of(connection, e);
            } else {
                counters.count(EndpointCounters.Event.STRAY_PACKET);
                faults.ofStranger(e);
            }
        }
    }

    /** Whose packet it is; null when that is nobody, or the packet is dealt with. */
    private @Nullable DirectConnection receiver(PacketBatch batch, int slot) {
        int bytes = batch.receivedBytes(slot);
        long packet = batch.buffer(slot);
        DirectConnection connection = null;
        if (bytes > ConnectionTable.ID_BYTES && !PacketHeader.isLong(packet)) {
            connection = table.find(NativeMemory.getLong(packet + 1));
            if (connection == null) {
                acceptor.unknown(slot, packet, bytes, batch);
            }
        } else if (bytes > 0) {
            connection = acceptor.route(slot, packet, bytes, batch);
            if (connection == null) {
                return null;
            }
        }
        if (connection == null) {
            counters.count(EndpointCounters.Event.STRAY_PACKET);
        }
        return connection;
    }

    private void flushDirty() {
        for (int i = 0; i < dirty.size(); i++) {
            DirectConnection connection = dirty.get(i);
            connection.dirty = false;
            try {
                connection.flush(nanos);
            } catch (RuntimeException e) {
                faults.of(connection, e);
            }
            sender.transmitIfMany();
        }
        dirty.clear();
    }

    private void tick() {
        meter.ticked(timers.nextTick(), nanos);
        timers.tick(nanos, this::forget, faults::of);
        if (nanos >= nextSecond) {
            nextSecond = nanos + SECOND_NANOS;
            try {
                acceptor.onSecond();
                meter.second(nanos);
            } catch (RuntimeException e) {
                LOG.error("what the network loop does once a second failed once; it goes on", e);
            }
        }
    }

    /** Forgets and frees it; it must not be used afterwards. */
    void forget(DirectConnection connection) {
        connection.sourceIds().removeAll();
        ConnectionTable.ClientChosenId chosen = connection.clientChosenId();
        if (chosen != null) {
            table.remove(chosen);
        }
        if (connection.dirty) {
            connection.dirty = false;
            dirty.remove(connection);
        }
        timers.remove(connection);
        connection.free();
        endedConnections.remove(connection);
    }

    /** Whatever has ended the loop, the port must be free again, and everybody hears that their connection is gone. */
    private void release() {
        try {
            for (DirectConnection connection : List.copyOf(timers.connections())) {
                faults.forgetQuietly(connection, this::forget);
            }
            tasks.run();
            acceptor.close();
        } catch (Throwable e) {
            failure.complete(e);
        } finally {
            memory.close();
            socket.close();
            arena.close();
        }
    }

    // ---- for its connections ---------------------------------------------------------------------------------------

    void add(DirectConnection connection) {
        timers.add(connection, nanos);
        markDirty(connection);
    }

    List<DirectConnection> connections() {
        return timers.connections();
    }

    void established(DirectConnection connection) {
        acceptor.established(connection);
    }

    void handshakeFailed() {
        acceptor.handshakeFailed();
    }

    void ended(DirectConnection connection, ConnectionHandler.CloseInfo info) {
        endedConnections.add(connection);
        acceptor.ended(connection, info);
    }

    void markDirty(DirectConnection connection) {
        if (!connection.dirty) {
            connection.dirty = true;
            dirty.add(connection);
        }
    }

    void touch(DirectConnection connection) {
        timers.touch(connection, nanos);
    }

    PacketSender sender() {
        return sender;
    }

    /** Who waits for a handshake to begin. */
    PendingHandshakes pending() {
        return pending;
    }

    /** Whether what is read now has waited too long for media: the loop stood still before. */
    boolean readsStale() {
        return readsStale;
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

    /** What tells the holder of this connection id that we have forgotten it, 16 bytes. */
    byte[] resetToken(long id) {
        NativeMemory.putLong(memory.id(), id);
        return acceptor.resetToken(NativeMemory.bytes(memory.id(), ConnectionTable.ID_BYTES));
    }

    /** Whether addresses are written in the form of IPv6. */
    boolean ipv6() {
        return socket.ipv6();
    }

    LoopMemory memory() {
        return memory;
    }

    void closeNative(DirectConnection connection, CloseReason reason, String words) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        NativeMemory.put(memory.scratch(), text);
        var _ = QuicheCalls.close(connection.quiche(), true, reason.code(), memory.scratch(), text.length);
    }
}
