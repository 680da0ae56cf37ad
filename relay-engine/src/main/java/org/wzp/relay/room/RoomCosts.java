package org.wzp.relay.room;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.EventLoop;

/**
 * What handing on one room's media costs the event loops, since the room opened. Each loop counts for itself, in plain fields
 * that it publishes with opaque stores, as a participant's counters are: no loop waits for another, and nothing is
 * allocated but the first time that a loop has to do with the room. Any thread reads.
 */
public final class RoomCosts {
    /**
     * A longer pause between two packets of one person is a silence and no gap, ns: people who have muted themselves would
     * be the largest gap for ever.
     */
    public static final long SILENCE_NANOS = 2_000_000_000L;

    /** One loop's part; written by that loop only. */
    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // through the handles
    public static final class OnLoop {
        private static final VarHandle PACKETS;
        private static final VarHandle NANOS;
        private static final VarHandle SLOWEST;
        private static final VarHandle GAP;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                PACKETS = lookup.findVarHandle(OnLoop.class, "packets", long.class);
                NANOS = lookup.findVarHandle(OnLoop.class, "nanos", long.class);
                SLOWEST = lookup.findVarHandle(OnLoop.class, "slowest", long.class);
                GAP = lookup.findVarHandle(OnLoop.class, "gap", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final EventLoop loop;
        private final @Nullable OnLoop older;
        private long packets;
        private long nanos;
        private long slowest;
        private long gap;

        private OnLoop(EventLoop loop, @Nullable OnLoop older) {
            this.loop = loop;
            this.older = older;
        }

        /** One packet was handed on to all members on this loop, and to the loops of the others. */
        public void forwarded(long tookNanos) {
            PACKETS.setOpaque(this, packets + 1);
            delivered(tookNanos);
        }

        /** One packet that another loop counted was handed on to the members on this one. */
        void delivered(long tookNanos) {
            NANOS.setOpaque(this, nanos + tookNanos);
            if (tookNanos > slowest) {
                SLOWEST.setOpaque(this, tookNanos);
            }
        }

        /** @param pauseNanos between two packets of one person, ns */
        public void paused(long pauseNanos) {
            if (pauseNanos > gap && pauseNanos <= SILENCE_NANOS) {
                GAP.setOpaque(this, pauseNanos);
            }
        }

        private long packets() {
            return (long) PACKETS.getOpaque(this);
        }

        private long nanos() {
            return (long) NANOS.getOpaque(this);
        }

        private long slowest() {
            return (long) SLOWEST.getOpaque(this);
        }

        private long gap() {
            return (long) GAP.getOpaque(this);
        }
    }

    /** Only ever grows, at its head. */
    private final AtomicReference<@Nullable OnLoop> newest = new AtomicReference<>();

    RoomCosts() {}

    /** The part of this loop, which is made the first time. */
    @SuppressWarnings("ReferenceEquality") // a loop is equal to itself alone
    public OnLoop on(EventLoop loop) {
        while (true) {
            OnLoop now = newest.get();
            for (OnLoop one = now; one != null; one = one.older) {
                if (one.loop == loop) {
                    return one;
                }
            }
            OnLoop made = new OnLoop(loop, now);
            if (newest.compareAndSet(now, made)) {
                return made;
            }
        }
    }

    /** Packets that were handed on, total. */
    public long packets() {
        return all().mapToLong(OnLoop::packets).sum();
    }

    /** The time that handing them on took, over all loops, ns. */
    public long nanos() {
        return all().mapToLong(OnLoop::nanos).sum();
    }

    /** The longest time that one packet took one loop, ns; 0 before the first. */
    public long slowestNanos() {
        return all().mapToLong(OnLoop::slowest).max().orElse(0);
    }

    /** The longest pause between two packets of one person that was no silence, ns; 0 before the second packet. */
    public long largestGapNanos() {
        return all().mapToLong(OnLoop::gap).max().orElse(0);
    }

    private Stream<OnLoop> all() {
        return Stream.iterate(newest.get(), Objects::nonNull, one -> one.older);
    }
}
