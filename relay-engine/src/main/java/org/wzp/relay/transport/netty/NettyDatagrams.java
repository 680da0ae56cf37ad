package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicConnectionStats;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.common.DatagramOutbox;

/**
 * Datagrams on their way to one peer. The codec's own queue drops silently when it is full and tells nobody how full it
 * is, so what is in it is reckoned: bytes handed over, less bytes that QUIC has sent since. Half of the queue is the most
 * that is trusted to it; the rest waits in the bounded outbox, where the oldest makes room. Confined to the loop.
 */
final class NettyDatagrams {
    static final int NATIVE_QUEUE = 128;
    private static final int TRUSTED = NATIVE_QUEUE / 2;

    private final QuicChannel channel;
    private final OutboxCounters counters;
    private final DatagramOutbox outbox;
    private long handedBytes;
    private long handedDatagrams;
    private long sentBytesBase;
    private int sinceReckoned;
    private int reckoned;
    private int maxBytes;

    NettyDatagrams(QuicChannel channel, RelayConfig.Limits limits, OutboxCounters counters) {
        this.channel = channel;
        this.counters = counters;
        this.outbox =
                new DatagramOutbox(limits.mediaOutbox(), limits.mediaMaxAge().toNanos(), counters);
    }

    void maxBytes(int bytes) {
        maxBytes = bytes;
    }

    void send(ByteBuf datagram) {
        if (datagram.readableBytes() > maxBytes) {
            counters.dropped(DropCause.TOO_LARGE);
        } else if (outbox.isEmpty() && hasRoom()) {
            hand(datagram);
        } else {
            outbox.offer(datagram, System.nanoTime());
        }
    }

    /** Hands over what has found room; true when some still waits. */
    boolean refill() {
        ByteBuf oldest = outbox.peek(System.nanoTime());
        while (oldest != null && hasRoom()) {
            hand(oldest);
            outbox.removeFirst();
            oldest = outbox.peek(System.nanoTime());
        }
        return !outbox.isEmpty();
    }

    private void hand(ByteBuf datagram) {
        int bytes = datagram.readableBytes();
        ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
        copy.writeBytes(datagram, datagram.readerIndex(), bytes);
        var _ = channel.write(copy, channel.voidPromise());
        handedBytes += bytes;
        handedDatagrams++;
        sinceReckoned++;
        counters.sent(bytes);
    }

    private boolean hasRoom() {
        if (sinceReckoned + reckoned < TRUSTED) {
            return true;
        }
        reckon();
        return reckoned < TRUSTED;
    }

    private void reckon() {
        channel.flush();
        QuicConnectionStats stats = now(channel.collectStats());
        if (stats == null) {
            return;
        }
        long waiting = handedBytes - (stats.sentBytes() - sentBytesBase);
        if (waiting <= 0 || handedDatagrams == 0) {
            sentBytesBase = stats.sentBytes();
            handedBytes = 0;
            handedDatagrams = 0;
            reckoned = 0;
        } else {
            long average = Math.max(1, handedBytes / handedDatagrams);
            reckoned = (int) Math.min(Integer.MAX_VALUE / 2, waiting / average);
        }
        sinceReckoned = 0;
    }

    private static <T> @Nullable T now(Future<T> answer) {
        return answer.isSuccess() ? answer.getNow() : null;
    }

    void close() {
        outbox.close();
    }
}
