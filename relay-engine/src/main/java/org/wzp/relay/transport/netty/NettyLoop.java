package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.common.HandOver;
import org.wzp.relay.transport.common.HandshakeLimits;
import org.wzp.relay.transport.common.LoopMeter;

/**
 * What the connections of one Netty event loop share: who has something to write, the tick, the loop's meter. Datagrams
 * are written as they are sent and flushed once, after the UDP read batch that caused them, so that quiche packs several
 * into one packet. Confined to the loop but for {@link #live}, {@link #pending} and the meter.
 */
final class NettyLoop implements EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);
    private static final long TICK_MILLIS = 100;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000;
    private static final long TICKS_PER_SECOND = 1000 / TICK_MILLIS;
    private static final long RETRY_MILLIS = 10;
    /** Numbers below are the direct transport's, which counts from zero. */
    private static final AtomicLong NEXT_ID = new AtomicLong(1L << 48);

    final EventExecutor executor;
    final EndpointSettings settings;
    final EndpointCounters counters;
    final HandshakeLimits handshakes;
    final LoopMeter meter;
    final AtomicInteger pending = new AtomicInteger();
    private final HandOver handOver;
    /** Of the clients that the serving socket has. */
    final NettyAddresses addresses;

    final Set<NettyConnection> live = ConcurrentHashMap.newKeySet();
    /** Accepted, and their handshake is not complete. */
    final Set<NettyConnection> handshaking = new HashSet<>();

    /** See {@link QuicEndpoint.LoopThread}. */
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private List<NettyConnection> dirty = new ArrayList<>();
    private boolean reading;
    private boolean readsStale;
    private int packetsInBatch;
    private long lastTick = System.nanoTime();
    private long staleSince;
    /** When the first packet of this read batch came. */
    private long readNanos;

    private boolean flushPlanned;
    private boolean retryPlanned;
    private long tickDue;
    private long ticks;
    private long lastSecond;
    private long lastCpu;

    NettyLoop(
            EventExecutor executor, EndpointSettings settings, EndpointCounters counters, HandshakeLimits handshakes) {
        this.executor = executor;
        this.settings = settings;
        this.meter = new LoopMeter(settings.ledger());
        this.handOver = new HandOver(settings.ledger());
        this.counters = counters;
        this.addresses = new NettyAddresses(counters);
        this.handshakes = handshakes;
    }

    static long nextId() {
        return NEXT_ID.getAndIncrement();
    }

    void start() {
        tickDue = System.nanoTime();
        // one that throws would never run again
        var _ = executor.scheduleAtFixedRate(
                () -> guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Netty swallows whatever a task throws: a fault is logged, an error is the loop's end. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task on the network loop failed", e);
        } catch (Error e) {
            var _ = failure.complete(e);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        watchStandstill(now);
        lastTick = now;
        tickDue += TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        meter.ticked(tickDue, now);
        List.copyOf(handshaking).forEach(NettyConnection::checkBudget);
        live.forEach(NettyConnection::checkBudget);
        if (++ticks % TICKS_PER_SECOND == 0) {
            second(now);
        }
    }

    /** Who stood still for long finds media in the socket that is as old; the tick or the first read may come first. */
    private void noticeStandstill(long now) {
        long maxAge = settings.limits().mediaMaxAge().toNanos();
        if (maxAge > 0 && now - lastTick > maxAge + TICK_NANOS) {
            readsStale = true;
            staleSince = now;
        }
    }

    /** Missed ticks are made up for at once, so it takes time, not ticks, to know that nothing was waiting in the socket. */
    private void watchStandstill(long now) {
        noticeStandstill(now);
        if (readsStale && now - Math.max(staleSince, readNanos) > TICK_NANOS) {
            readsStale = false;
        }
    }

    private void second(long now) {
        long cpu = threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
        if (lastSecond != 0) {
            meter.waited(0, Math.max(0, now - lastSecond - (cpu - lastCpu)));
        }
        meter.second(now);
        handshakes.second();
        lastSecond = now;
        lastCpu = cpu;
        Duration keepAlive = settings.keepAlive();
        for (NettyConnection connection : List.copyOf(handshaking)) {
            forOne(connection, one -> one.checkHandshake(now));
        }
        for (NettyConnection connection : live) {
            forOne(connection, one -> one.onSecond(now, keepAlive.toNanos()));
        }
    }

    /** A fault on behalf of one connection costs that connection. */
    private static void forOne(NettyConnection connection, Consumer<NettyConnection> task) {
        try {
            task.accept(connection);
        } catch (RuntimeException e) {
            connection.failed(e);
        }
    }

    /** A datagram from another thread for one of this loop's connections. */
    void handOver(NettyConnection to, ByteBuf datagram) {
        handOver.send(to, datagram, this::tryExecute);
    }

    /** In order; after the endpoint is closed nothing runs any more. */
    @Override
    public void execute(Runnable task) {
        var _ = tryExecute(task);
    }

    @Override
    public boolean inLoop() {
        return executor.inEventLoop();
    }

    private boolean tryExecute(Runnable task) {
        pending.incrementAndGet();
        try {
            executor.execute(() -> {
                pending.decrementAndGet();
                guarded(task);
            });
            return true;
        } catch (RejectedExecutionException e) {
            pending.decrementAndGet();
            return false;
        }
    }

    /** Whether what is read now has waited too long for media: the loop stood still before. */
    boolean readsStale() {
        return readsStale;
    }

    /** Flushes this connection when the read batch ends, or soon when none is running. */
    void markDirty(NettyConnection connection) {
        if (!connection.dirty) {
            connection.dirty = true;
            dirty.add(connection);
        }
        if (!reading && !flushPlanned) {
            flushPlanned = true;
            execute(() -> {
                flushPlanned = false;
                flushDirty();
            });
        }
    }

    /** A connection has more than the codec takes now: look again in {@link #RETRY_MILLIS}. */
    void retrySoon() {
        if (!retryPlanned) {
            retryPlanned = true;
            var _ = executor.schedule(
                    () -> guarded(() -> {
                        retryPlanned = false;
                        live.forEach(connection -> forOne(connection, NettyConnection::refill));
                    }),
                    RETRY_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void flushDirty() {
        List<NettyConnection> now = dirty;
        dirty = new ArrayList<>(now.size());
        for (NettyConnection connection : now) {
            connection.dirty = false;
            forOne(connection, NettyConnection::flush);
        }
    }

    /** Last in a UDP channel's pipeline: what the codec throws and would otherwise be a line of Netty's. */
    final class Faults extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof Error) {
                var _ = failure.complete(cause);
            } else if (cause instanceof IOException) {
                // what a peer's machine answered, such as port unreachable
                LOG.debug("the UDP socket says {}", cause.getMessage());
            } else {
                LOG.error("a packet could not be handled", cause);
            }
        }
    }

    /**
     * First in a UDP channel's pipeline: holds flushes back while a read batch runs and, where the ids are ours to choose
     * (the codec chooses those of dialled connections), counts and drops what is not for us.
     */
    final class Gate extends ChannelDuplexHandler {
        private final @Nullable NettyIds ids;
        private final UnknownPackets unknown;
        private boolean wanted;

        Gate(@Nullable NettyIds ids, UnknownPackets unknown) {
            this.ids = ids;
            this.unknown = unknown;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!reading) {
                reading = true;
                readNanos = System.nanoTime();
                packetsInBatch = 0;
                noticeStandstill(readNanos);
            }
            packetsInBatch++;
            if (message instanceof DatagramPacket packet) {
                readPacket(context, packet);
            } else {
                context.fireChannelRead(message);
            }
        }

        private void readPacket(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf payload = packet.content();
            if (unknown.contain(payload)) {
                counters.count(EndpointCounters.Event.STRAY_PACKET);
                DatagramPacket instead = unknown.handle(context, packet);
                packet.release();
                if (instead != null) {
                    context.fireChannelRead(instead);
                }
            } else if (ids == null) {
                context.fireChannelRead(packet);
            } else if (ids.mayBeOurs(payload)) {
                context.fireChannelRead(shown(packet));
            } else {
                counters.count(EndpointCounters.Event.STRAY_PACKET);
                packet.release();
            }
        }

        /** The packet as if it came from where the codec believes its connection to be. */
        private DatagramPacket shown(DatagramPacket packet) {
            InetSocketAddress from = packet.sender();
            OptionalLong id = NettyIds.shortHeaderId(packet.content());
            if (id.isEmpty()) {
                addresses.begin(from);
                return packet;
            }
            InetSocketAddress shown = addresses.arrive(id.getAsLong(), from);
            return shown.equals(from) ? packet : new DatagramPacket(packet.content(), packet.recipient(), shown);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (ids != null && message instanceof DatagramPacket packet) {
                InetSocketAddress real = addresses.real(packet.recipient());
                if (!real.equals(packet.recipient())) {
                    var _ = context.write(new DatagramPacket(packet.content(), real), promise);
                    return;
                }
            }
            var _ = context.write(message, promise);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            int packets = reading ? 1 : 0;
            reading = true;
            context.fireChannelReadComplete();
            readsStale &= packetsInBatch >= NettyEndpoint.READ_BATCH;
            flushDirty();
            reading = false;
            if (wanted) {
                wanted = false;
                context.flush();
            }
            meter.handedOver(packets, readNanos);
            if (packets > 0) {
                meter.worked(readNanos, System.nanoTime());
            }
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            if (reading) {
                wanted = true;
            } else {
                context.flush();
            }
        }
    }
}
