package org.wzp.relay.room;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.FlightEvents;

/**
 * Once a second over all rooms: reports become tiers, tiers become directives. Works on membership snapshots, so people may
 * come and go meanwhile; whoever comes late is seen next time. Run it from one thread.
 */
public final class QualitySweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QualitySweep.class);

    private final RoomDirectory directory;
    private final LongSupplier nanos;
    private volatile long lastDurationNanos;

    /** @param nanos monotonic clock, ns */
    public QualitySweep(RoomDirectory directory, LongSupplier nanos) {
        this.directory = directory;
        this.nanos = nanos;
    }

    @Override
    public void run() {
        long started = nanos.getAsLong();
        int rooms = 0;
        int directives = 0;
        for (Room room : directory.rooms()) {
            rooms++;
            try {
                if (room.sweep(started) != null) {
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
