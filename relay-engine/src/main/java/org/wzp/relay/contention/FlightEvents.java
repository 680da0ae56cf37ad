package org.wzp.relay.contention;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * The relay's own flight recorder events beside {@link LockWaitEvent}. Any thread, the media path included: an event is
 * only looked at when a recording asks for it, and the just-in-time compiler removes the object otherwise. Until this process
 * makes its first recording no event is made at all: the first of each kind sets the flight recorder up, a fifth of a second of
 * the relay's start.
 */
public final class FlightEvents {
    private FlightEvents() {}

    @Name("org.wzp.relay.CasStorm")
    @Label("Compare-and-set storm")
    @Category("WZP relay")
    @StackTrace
    static final class CasStorm extends Event {
        @Label("Site")
        String site = "";

        @Label("Lost attempts")
        int retries;
    }

    @Name("org.wzp.relay.QueueDrop")
    @Label("Queue drop")
    @Category("WZP relay")
    @StackTrace(false)
    static final class QueueDrop extends Event {
        @Label("Queue")
        String queue = "";

        @Label("Reason")
        String reason = "";

        @Label("Entries in the queue")
        int depth;
    }

    @Name("org.wzp.relay.LoopLag")
    @Label("Loop lag")
    @Category("WZP relay")
    @StackTrace(false)
    static final class LoopLag extends Event {
        @Label("Lateness")
        @Timespan
        long lateNanos;
    }

    @Name("org.wzp.relay.SlowForward")
    @Label("Slow forward")
    @Category("WZP relay")
    @StackTrace(false)
    static final class SlowForward extends Event {
        @Label("Room")
        String room = "";

        @Label("Copies")
        int copies;

        @Label("Forwarding time")
        @Timespan
        long forwardNanos;
    }

    @Name("org.wzp.relay.SweepRun")
    @Label("Quality sweep")
    @Category("WZP relay")
    @StackTrace(false)
    static final class SweepRun extends Event {
        @Label("Rooms")
        int rooms;

        @Label("Directives")
        int directives;

        @Label("Sweep time")
        @Timespan
        long sweepNanos;
    }

    @Name("org.wzp.relay.SlowSection")
    @Label("Slow section")
    @Category("WZP relay")
    @StackTrace
    static final class SlowSection extends Event {
        @Label("Site")
        String site = "";

        @Label("Time it took")
        @Timespan
        long tookNanos;
    }

    static void slowSection(String site, long tookNanos) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        SlowSection event = new SlowSection();
        if (event.isEnabled()) {
            event.site = site;
            event.tookNanos = tookNanos;
            event.commit();
        }
    }

    static void casStorm(String site, int retries) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        CasStorm event = new CasStorm();
        if (event.isEnabled()) {
            event.site = site;
            event.retries = retries;
            event.commit();
        }
    }

    /** A bounded queue had to let an entry go. */
    public static void queueDrop(String queue, String reason, int depth) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        QueueDrop event = new QueueDrop();
        if (event.isEnabled()) {
            event.queue = queue;
            event.reason = reason;
            event.depth = depth;
            event.commit();
        }
    }

    /** An event loop ran a tick late. */
    public static void loopLag(long lateNanos) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        LoopLag event = new LoopLag();
        if (event.isEnabled()) {
            event.lateNanos = lateNanos;
            event.commit();
        }
    }

    /** One packet's fan-out took long. */
    public static void slowForward(String room, int copies, long forwardNanos) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        SlowForward event = new SlowForward();
        if (event.isEnabled()) {
            event.room = room;
            event.copies = copies;
            event.forwardNanos = forwardNanos;
            event.commit();
        }
    }

    /** The quality sweep went over all rooms once. */
    public static void sweepRun(int rooms, int directives, long sweepNanos) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        SweepRun event = new SweepRun();
        if (event.isEnabled()) {
            event.rooms = rooms;
            event.directives = directives;
            event.sweepNanos = sweepNanos;
            event.commit();
        }
    }
}
