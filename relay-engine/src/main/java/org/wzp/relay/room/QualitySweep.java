package org.wzp.relay.room;

import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.FlightEvents;

/**
 * Once a second over all rooms: reports become tiers, tiers become directives. Works on membership snapshots, so people may
 * come and go meanwhile; whoever comes late is seen next time. Run it from one thread.
 *
 * <p>Reports of synthetic callers are made up. They decide in rooms that have nobody else; where a person is, they count for
 * nothing, so that a rehearsal never lowers somebody's codec.
 */
public final class QualitySweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QualitySweep.class);

    private final RoomDirectory directory;
    private final LongSupplier nanos;
    private final Supplier<Set<String>> rehearsing;
    private volatile long lastDurationNanos;

    /**
     * @param nanos monotonic clock, ns
     * @param rehearsing fingerprints of this process's synthetic callers; asked at each run
     */
    public QualitySweep(RoomDirectory directory, LongSupplier nanos, Supplier<Set<String>> rehearsing) {
        this.directory = directory;
        this.nanos = nanos;
        this.rehearsing = rehearsing;
    }

    @Override
    public void run() {
        long started = nanos.getAsLong();
        Set<String> rehearsers = rehearsing.get();
        int rooms = 0;
        int directives = 0;
        for (Room room : directory.rooms()) {
            rooms++;
            try {
                if (room.sweep(started, rehearsers) != null) {
                    directives++;
                }
            } catch (RuntimeException e) {
                LOG.error("Room {} could not be looked after once.", room.name(), e);
            }
        }
        lastDurationNanos = nanos.getAsLong() - started;
        FlightEvents.sweepRun(rooms, directives, lastDurationNanos);
    }

    /** How long the last sweep took, ns. */
    public long lastDurationNanos() {
        return lastDurationNanos;
    }
}
