package org.wzp.relay.room;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.rates.Allowance;

/**
 * What one participant may send into its room in a second, and how much it sent beyond. Asked on its own loop for each
 * packet, without a lock and without allocating; the counts are opaque stores that any thread reads.
 */
public final class SendingLimit {
    private static final VarHandle OVER_PACKETS;
    private static final VarHandle OVER_BYTES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OVER_PACKETS = lookup.findVarHandle(SendingLimit.class, "overPackets", long.class);
            OVER_BYTES = lookup.findVarHandle(SendingLimit.class, "overBytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Allowance packets;
    private final Allowance bytes;

    @SuppressWarnings("unused") // through OVER_PACKETS
    private long overPackets;

    @SuppressWarnings("unused") // through OVER_BYTES
    private long overBytes;

    /** The loop's own. */
    private DropCause refusal = DropCause.OVER_PACKETS;

    /** Positive, in a second; a second's worth may come at once. */
    public SendingLimit(long packetsPerSecond, long bytesPerSecond) {
        packets = new Allowance(packetsPerSecond, packetsPerSecond);
        bytes = new Allowance(bytesPerSecond, bytesPerSecond);
    }

    /** So much that nobody reaches it. */
    static SendingLimit none() {
        return new SendingLimit(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** On the sender's loop: whether this packet may go on; counted if not. */
    public boolean admits(long nowNanos, int length) {
        if (!packets.take(nowNanos, 1)) {
            OVER_PACKETS.setOpaque(this, (long) OVER_PACKETS.get(this) + 1);
            refusal = DropCause.OVER_PACKETS;
            return false;
        }
        if (!bytes.take(nowNanos, length)) {
            OVER_BYTES.setOpaque(this, (long) OVER_BYTES.get(this) + 1);
            refusal = DropCause.OVER_BYTES;
            return false;
        }
        return true;
    }

    /** On the sender's loop: why the last packet that may not go on may not. */
    public DropCause refusal() {
        return refusal;
    }

    /** Packets dropped because there were too many, total. */
    public long overPackets() {
        return (long) OVER_PACKETS.getOpaque(this);
    }

    /** Packets dropped because they were too many bytes, total. */
    public long overBytes() {
        return (long) OVER_BYTES.getOpaque(this);
    }
}
