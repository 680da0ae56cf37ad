package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.wzp.relay.admission.SessionObserver;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Loss;
import org.wzp.relay.rates.RateMeter;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.SendingLimit;
import org.wzp.relay.transport.OutboxCounters;

/**
 * Totals and rates of media, made from the participants' own counters. Loops tell who comes and who goes; the engine thread
 * alone reads the counters, four times a second, so nothing is added up on the media path. Those of somebody who has left are
 * read once more, so totals hold everything and never go backwards.
 */
public final class TrafficStatistics implements SessionObserver {
    /** Rates over the last second, and the copies dropped in the last ten. */
    record Rates(double packetsIn, double packetsOut, double bitsIn, double bitsOut, long droppedLately) {
        static final Rates NONE = new Rates(0, 0, 0, 0, 0);
    }

    private final LongSupplier nanos;
    private final Map<Long, Counted> present = new ConcurrentHashMap<>();
    private final Map<DropCause, Long> dropped = new EnumMap<>(DropCause.class);
    private final Map<DropCause, RecentGrowth> growths = new EnumMap<>(DropCause.class);
    private final OutboxStatistics datagrams = new OutboxStatistics(OutboxCounters.Queue.DATAGRAMS);
    private final OutboxStatistics signals = new OutboxStatistics(OutboxCounters.Queue.SIGNALS);
    private final Losses losses = new Losses();
    private final RateMeter inMeter = new RateMeter();
    private final RateMeter outMeter = new RateMeter();
    private long packetsIn;
    private long bytesIn;
    private long packetsOut;
    private long bytesOut;
    private List<Drop> recent = List.of();
    private long malformed;
    private long overPackets;
    private long overBytes;
    private double inPerSecond;
    private double outPerSecond;

    /** @param nanos monotonic clock, ns */
    public TrafficStatistics(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void opened(Participant participant, OutboxCounters out) {
        present.put(participant.id(), new Counted(participant, out, nanos.getAsLong()));
    }

    @Override
    public void closed(Participant participant) {
        Counted one = present.get(participant.id());
        if (one != null) {
            one.left = true;
        }
    }

    /**
     * Engine thread: reads every counter.
     *
     * @param malformedTotal datagrams so far that were no media
     */
    public void update(long nowNanos, long malformedTotal) {
        malformed = malformedTotal;
        datagrams.beginReading();
        signals.beginReading();
        losses.beginReading();
        present.values().removeIf(one -> {
            boolean last = one.left;
            one.read(nowNanos, !last);
            return last;
        });
        losses.endReading();
        inPerSecond = inMeter.update(packetsIn, nowNanos);
        outPerSecond = outMeter.update(packetsOut, nowNanos);
        recent = grown(nowNanos);
    }

    private List<Drop> grown(long nowNanos) {
        List<Drop> grown = new ArrayList<>();
        drops().forEach((cause, total) -> {
            long by =
                    growths.computeIfAbsent(cause, first -> new RecentGrowth()).update(total, nowNanos);
            if (by > 0 && cause != DropCause.CLOSED) {
                grown.add(new Drop(cause, by));
            }
        });
        grown.sort(Comparator.comparingLong(Drop::count).reversed());
        return List.copyOf(grown);
    }

    Rates ratesOf(long participant) {
        Counted one = present.get(participant);
        return one == null ? Rates.NONE : one.rates;
    }

    public long packetsIn() {
        return packetsIn;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long packetsOut() {
        return packetsOut;
    }

    public long bytesOut() {
        return bytesOut;
    }

    public double inPerSecond() {
        return inPerSecond;
    }

    public double outPerSecond() {
        return outPerSecond;
    }

    /** All outboxes of a kind, as of the last update. */
    OutboxStatistics outboxes(OutboxCounters.Queue queue) {
        return switch (queue) {
            case DATAGRAMS -> datagrams;
            case SIGNALS -> signals;
        };
    }

    /** Totals since start by cause, only those that happened. */
    public Map<DropCause, Long> drops() {
        Map<DropCause, Long> drops = new EnumMap<>(DropCause.class);
        drops.putAll(dropped);
        if (overPackets > 0) {
            drops.put(DropCause.OVER_PACKETS, overPackets);
        }
        if (overBytes > 0) {
            drops.put(DropCause.OVER_BYTES, overBytes);
        }
        if (malformed > 0) {
            drops.put(DropCause.MALFORMED, malformed);
        }
        return drops;
    }

    /** Who lost the most since start, as of the last update. */
    public List<Loss> lostMost() {
        return losses.most();
    }

    /** Drops of the last ten seconds, largest first, without those that follow from somebody's leaving. */
    public List<Drop> recentDrops() {
        return recent;
    }

    /** What a participant's counters were when they were last read. */
    private final class Counted {
        private final Participant participant;
        private final OutboxCounters out;
        private final RateMeter inMeter = new RateMeter();
        private final RateMeter outMeter = new RateMeter();
        private final RateMeter byteMeter = new RateMeter();
        private final RateMeter outByteMeter = new RateMeter();
        private final RecentGrowth lately = new RecentGrowth();
        private final long[] droppedBefore = new long[DropCause.values().length];
        private long inBefore;
        private long inBytesBefore;
        private long outBefore;
        private long outBytesBefore;
        private long datagramsQueuedBefore;
        private long overPacketsBefore;
        private long overBytesBefore;
        private long signalsQueuedBefore;
        private Rates rates = Rates.NONE;
        private volatile boolean left;

        Counted(Participant participant, OutboxCounters out, long nowNanos) {
            this.participant = participant;
            this.out = out;
            // A first reading of nothing, so that what comes before the next one has a rate as well.
            var _ = inMeter.update(0, nowNanos)
                    + outMeter.update(0, nowNanos)
                    + byteMeter.update(0, nowNanos)
                    + outByteMeter.update(0, nowNanos);
        }

        void read(long nowNanos, boolean present) {
            long in = participant.packetsIn();
            long inBytes = participant.bytesIn();
            long sent = out.sent();
            long sentBytes = out.sentBytes();
            packetsIn += in - inBefore;
            bytesIn += inBytes - inBytesBefore;
            packetsOut += sent - outBefore;
            bytesOut += sentBytes - outBytesBefore;
            inBefore = in;
            inBytesBefore = inBytes;
            outBefore = sent;
            outBytesBefore = sentBytes;
            long lost = 0;
            long mostBy = 0;
            DropCause mostly = DropCause.OUTBOX_FULL;
            for (DropCause cause : DropCause.ON_THE_WAY) {
                long drops = out.droppedBy(cause);
                if (cause.isMissed()) {
                    lost += drops;
                    if (drops > mostBy) {
                        mostBy = drops;
                        mostly = cause;
                    }
                }
                long grown = drops - droppedBefore[cause.ordinal()];
                if (grown > 0) {
                    dropped.merge(cause, grown, Long::sum);
                    droppedBefore[cause.ordinal()] = drops;
                }
            }
            SendingLimit limit = participant.sendingLimit();
            overPackets += limit.overPackets() - overPacketsBefore;
            overBytes += limit.overBytes() - overBytesBefore;
            overPacketsBefore = limit.overPackets();
            overBytesBefore = limit.overBytes();
            datagramsQueuedBefore = datagrams.read(out, datagramsQueuedBefore);
            signalsQueuedBefore = signals.read(out, signalsQueuedBefore);
            rates = new Rates(
                    inMeter.update(in, nowNanos),
                    outMeter.update(sent, nowNanos),
                    byteMeter.update(inBytes, nowNanos) * Byte.SIZE,
                    outByteMeter.update(sentBytes, nowNanos) * Byte.SIZE,
                    lately.update(lost, nowNanos));
            if (lost > 0) {
                losses.read(loss(lost, mostly, present));
            }
        }

        private Loss loss(long lost, DropCause mostly, boolean present) {
            Room room = participant.room();
            return new Loss(
                    participant.id(),
                    participant.shownAlias(),
                    participant.fingerprint(),
                    room == null ? "" : room.name(),
                    lost,
                    mostly,
                    present);
        }
    }
}
