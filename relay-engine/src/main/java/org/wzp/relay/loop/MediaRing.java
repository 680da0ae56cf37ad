package org.wzp.relay.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Packets on their way from one event loop to another, each once for all its recipients there. The memory is there from the
 * start: a packet costs one copy and makes no object. One loop offers, the other drains; what finds no place is
 * dropped and its copies are counted, because waiting would make everybody else's voice late. Packets come out in the order in
 * which they went in. Any thread may read the figures.
 */
public final class MediaRing {
    /** Packets that wait at most where there are few loops: eight read batches of the offering one. */
    public static final int BOUND = 512;

    /** Up to so many loops the rings between them are as large as that. */
    private static final int FEW_LOOPS = 8;

    /** More than a datagram of a path of 1,500 bytes has, bytes. */
    private static final int SLOT_BYTES = 1536;

    /** The two ends are written by two threads: far enough apart for no cache line, nor the one fetched beside it, to hold both. */
    private static final int HEAD = 16;

    private static final int TAIL = 48;
    private static final int LENGTH = 64;

    private final int bound;
    private final int mask;
    private final ByteBuf[] packets;
    private final @Nullable MediaRecipients[] recipients;
    private final @Nullable Object[] except;
    private final long[] readNanos;
    private final AtomicLongArray ends = new AtomicLongArray(LENGTH);
    private final AtomicLong droppedCopies = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong highWater = new AtomicLong();

    public MediaRing() {
        this(BOUND);
    }

    /**
     * Packets that should wait at most in each ring of so many loops. Each loop has one to each other one, so their memory grows with
     * the square of the number: 42 MiB for 8 loops, 378 MiB for 64, which have 64 places each, one read batch.
     */
    public static int boundFor(int loops) {
        int bound = BOUND;
        for (int many = FEW_LOOPS; many < loops; many *= 2) {
            bound /= 2;
        }
        return bound;
    }

    /** @param bound packets that wait at most; a power of two, see {@link #boundFor} */
    public MediaRing(int bound) {
        this.bound = bound;
        this.mask = bound - 1;
        this.packets = new ByteBuf[bound];
        this.recipients = new MediaRecipients[bound];
        this.except = new Object[bound];
        this.readNanos = new long[bound];
        // not Netty's to free: one of the two loops may be at it when the other has ended
        ByteBuffer memory = ByteBuffer.allocateDirect(bound * SLOT_BYTES);
        for (int i = 0; i < bound; i++) {
            packets[i] = Unpooled.wrappedBuffer(memory.slice(i * SLOT_BYTES, SLOT_BYTES));
        }
    }

    // ---- the loop that offers ----------------------------------------------------------------------------------

    /**
     * Copies the packet's readable bytes into the ring, or counts that there was no place.
     *
     * @param readAt when the packet came, monotonic clock, ns
     */
    public boolean offer(ByteBuf packet, MediaRecipients to, @Nullable Object notTo, long readAt) {
        long tail = ends.getPlain(TAIL);
        long waiting = tail - ends.getAcquire(HEAD);
        int bytes = packet.readableBytes();
        if (waiting == bound || bytes > SLOT_BYTES) {
            dropped.setOpaque(dropped.getPlain() + 1);
            droppedCopies.setOpaque(droppedCopies.getPlain() + to.copies(notTo));
            to.lost(notTo);
            return false;
        }
        if (waiting >= highWater.getPlain()) {
            highWater.setOpaque(waiting + 1);
        }
        int slot = (int) tail & mask;
        ByteBuf place = packets[slot];
        place.setBytes(0, packet, packet.readerIndex(), bytes);
        place.setIndex(0, bytes);
        recipients[slot] = to;
        except[slot] = notTo;
        readNanos[slot] = readAt;
        ends.setRelease(TAIL, tail + 1);
        return true;
    }

    // ---- the loop that drains ----------------------------------------------------------------------------------

    /** When the packet came that has waited longest, monotonic clock, ns; call only while one waits. */
    public long oldestNanos() {
        return readNanos[(int) ends.getPlain(HEAD) & mask];
    }

    /**
     * Delivers the packet that has waited longest. What its delivery throws is thrown after the packet is gone.
     *
     * @return false when none waits
     */
    public boolean deliverOne() {
        long head = ends.getPlain(HEAD);
        if (head == ends.getAcquire(TAIL)) {
            return false;
        }
        int slot = (int) head & mask;
        MediaRecipients to = recipients[slot];
        Object notTo = except[slot];
        try {
            if (to != null) {
                to.deliverHandedOver(packets[slot], notTo);
            }
        } finally {
            recipients[slot] = null;
            except[slot] = null;
            ends.setRelease(HEAD, head + 1);
        }
        return true;
    }

    // ---- any thread --------------------------------------------------------------------------------------------

    /** Packets that wait now; more than there are for a moment, never fewer than none. */
    public int size() {
        long head = ends.getAcquire(HEAD);
        return (int) Math.max(0, ends.getAcquire(TAIL) - head);
    }

    /** Whether nothing waits, as the draining loop sees it. */
    public boolean isEmpty() {
        return ends.getPlain(HEAD) == ends.get(TAIL);
    }

    /** Packets taken in, total. */
    public long taken() {
        return ends.getOpaque(TAIL);
    }

    /** Packets that found no place, total. */
    public long dropped() {
        return dropped.getOpaque();
    }

    /** Copies that were not made because their packet found no place, total. */
    public long droppedCopies() {
        return droppedCopies.getOpaque();
    }

    /** Most packets that ever waited at once. */
    public int highWater() {
        return (int) highWater.getOpaque();
    }
}
