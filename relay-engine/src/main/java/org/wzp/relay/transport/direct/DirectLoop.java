package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.MediaRecipients;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.common.LoopMeter;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.SocketAddresses;

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
final class DirectLoop implements Runnable, EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DirectLoop.class);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int index;
    private final DirectGroup group;
    private final Arena arena = Arena.ofShared();
    private final LinuxSocket socket;
    private final EndpointSettings settings;
    private final EndpointCounters counters;
    private final LoopMeter meter;
    private final ConnectionTable table = new ConnectionTable();
    private final LoopIds ids;
    private final List<DirectConnection> dirty = new ArrayList<>();
    private final EndedConnections endedConnections = new EndedConnections();
    private final LoopTimers timers;
    private final LoopWaker waker;
    private final LoopTasks tasks;
    private final LoopHandOffs handOffs;
    private final LoopReader reader;
    private final PendingHandshakes pending;
    private final PacketSender sender;
    private final LoopMemory memory;
    private final DirectAcceptor acceptor;
    private final long maxAgeNanos;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final LoopFaults faults = new LoopFaults();
    private final BooleanSupplier idle = this::isIdle;
    private long nanos = System.nanoTime();
    private boolean readsStale;
    private long nextSecond;
    private volatile boolean stopping;
    private volatile int population;
    private @Nullable Thread thread;

    /** @param index its number in the group, from 0 */
    DirectLoop(
            int index,
            DirectGroup group,
            LinuxSocket socket,
            EndpointSettings settings,
            EndpointCounters counters,
            DirectAcceptor.Factory factory) {
        this.index = index;
        this.group = group;
        this.socket = socket;
        this.waker = new LoopWaker(socket);
        this.tasks = new LoopTasks(waker, settings.ledger());
        this.meter = new LoopMeter(settings.ledger());
        this.handOffs = new LoopHandOffs(group, index, meter);
        this.ids = new LoopIds(group, index, table);
        this.settings = settings;
        this.maxAgeNanos = settings.limits().mediaMaxAge().toNanos();
        this.timers = new LoopTimers(settings.keepAlive().toNanos(), nanos);
        this.counters = counters;
        long local = NativeMemory.allocate(arena, LinuxSocket.ADDRESS_BYTES);
        int localLength = SocketAddresses.write(local, socket.local(), socket.ipv6());
        reader = new LoopReader(this, socket, arena, local, localLength, settings.ledger());
        pending = new PendingHandshakes(arena, local, localLength, socket.tellsCalledAddress());
        sender = new PacketSender(arena, socket);
        // last: what fails before leaves none of it behind
        memory = new LoopMemory(arena);
        acceptor = factory.create(this, local, localLength);
    }

    // ---- any thread ------------------------------------------------------------------------------------------------

    @Override
    public void execute(Runnable task) {
        tasks.put(task);
    }

    /** A datagram from another thread for one of this loop's connections. */
    void handOver(DirectConnection to, ByteBuf datagram) {
        tasks.handOver(to, datagram);
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public double busyShare() {
        return meter.busyShare();
    }

    @Override
    public int connectionCount() {
        return population;
    }

    /** It has something to do. */
    void wake() {
        waker.wake();
    }

    /** Its number in the group, from 0. */
    int index() {
        return index;
    }

    DirectGroup group() {
        return group;
    }

    void stop() {
        stopping = true;
        waker.wake();
    }

    /** See {@link QuicEndpoint.LoopThread}. */
    CompletableFuture<Throwable> failure() {
        return failure;
    }

    LoopMeter meter() {
        return meter;
    }

    EndpointCounters counters() {
        return counters;
    }

    EndpointSettings settings() {
        return settings;
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
        reader.receive();
        int count = reader.count();
        long now = System.nanoTime();
        // who stood still for long finds media in the socket that is as old; what is in this read and those that follow
        // at once
        readsStale |= maxAgeNanos > 0 && now - nanos > maxAgeNanos + LoopTimers.IDLE_NANOS;
        nanos = now;
        reader.dispatch();
        readsStale &= count == LoopReader.SLOTS;
        handOffs.tell();
        long oldest = handOffs.deliver();
        reader.dispatchPassed();
        tasks.run();
        handOffs.tell();
        flushDirty();
        sender.transmit();
        meter.handedOver(oldest == Long.MAX_VALUE ? count : count + 1, Math.min(nanos, oldest));
        if (!pending.isEmpty()) {
            beginHandshakes();
        }
        endedConnections.forgetTooMany(this::forget, counters);
        if (timers.due(nanos)) {
            tick();
            flushDirty();
            sender.transmit();
        }
        faults.forgetBroken(timers, this::forget);
        long done = System.nanoTime();
        meter.worked(nanos, done);
        if (!reader.mayHaveMore() && pending.isEmpty()) {
            waker.sleep(Math.max(0, timers.nextTick() - done), idle);
            meter.waited(done, System.nanoTime());
        }
    }

    /** Whether nobody has brought anything; {@code stop} counts as something. */
    private boolean isIdle() {
        return tasks.isEmpty() && handOffs.isEmpty() && reader.inboxIsEmpty() && !stopping;
    }

    /**
     * For another loop's recipients: there once for all of them. Without being on this loop, each is handed its copy alone.
     */
    @Override
    public void handOff(EventLoop to, ByteBuf packet, MediaRecipients recipients, @Nullable Object except) {
        if (inLoop() && to instanceof DirectLoop other && other.group == group) {
            handOffs.offer(other, packet, recipients, except, nanos);
        } else {
            recipients.deliver(packet, except);
        }
    }

    private void beginHandshakes() {
        for (int i = 0; i < PendingHandshakes.PER_TURN && !pending.isEmpty(); i++) {
            reader.dispatchOne(pending.packets(), pending.take());
        }
        flushDirty();
        sender.transmit();
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
        ClientChosenId chosen = connection.clientChosenId();
        if (chosen != null) {
            group.remove(chosen, connection);
        }
        if (connection.dirty) {
            connection.dirty = false;
            dirty.remove(connection);
        }
        timers.remove(connection);
        population = timers.connections().size();
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
        population = timers.connections().size();
        markDirty(connection);
    }

    List<DirectConnection> connections() {
        return timers.connections();
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

    /**
     * A packet of it came.
     *
     * @param soon whether the next tick shall look what it brought; else some later one
     */
    void heard(DirectConnection connection, boolean soon) {
        timers.heard(connection, nanos, soon);
    }

    LoopReader reader() {
        return reader;
    }

    DirectAcceptor acceptor() {
        return acceptor;
    }

    LoopFaults faults() {
        return faults;
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

    LoopIds ids() {
        return ids;
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
}
