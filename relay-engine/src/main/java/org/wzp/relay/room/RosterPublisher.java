package org.wzp.relay.room;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.PendingMark;
import org.wzp.relay.rates.Allowance;

/**
 * Tells the members of one room who is in it: at once while the room's allowance bears it, else once as soon as it does.
 * What is sent is the state at that moment, so the newest always arrives in the end. Any thread may report a change; one at
 * a time draws on the allowance, and whoever finds it in use leaves the change to the timer instead of waiting.
 */
final class RosterPublisher {
    private static final long RETRY_NANOS = 1_000_000L;

    private final Room room;
    private final RosterPace pace;
    private final AtomicLong collected;
    private final Allowance allowance;
    /** Guards the allowance; a try, never a wait. */
    private final AtomicBoolean drawing = new AtomicBoolean();
    /** The timer will tell everybody. */
    private final PendingMark waiting = new PendingMark();

    /** @param collected counts the changes that were put off */
    RosterPublisher(Room room, RosterPace pace, AtomicLong collected) {
        this.room = room;
        this.pace = pace;
        this.collected = collected;
        this.allowance = new Allowance(pace.bytesPerSecond(), RosterPace.BURST_BYTES);
    }

    /** @param joined who has just come and learns at once who is there; null after a leave */
    void changed(@Nullable Participant joined) {
        if (joined != null) {
            joined.rosterChanged();
        }
        long wait = pace.isUnlimited() ? 0 : draw();
        if (wait == 0) {
            tellAll();
        } else {
            collected.getAndIncrement();
            later(wait);
        }
    }

    private void later(long waitNanos) {
        waiting.ask(() -> pace.timer().after(waitNanos, this::due));
    }

    /** First the mark, then the news: a change after this line asks for the timer again. */
    private void due() {
        waiting.clear();
        long wait = draw();
        if (wait == 0) {
            tellAll();
        } else {
            later(wait);
        }
    }

    /** 0 when the room may be told now, else when to ask again, ns. */
    private long draw() {
        if (!drawing.compareAndSet(false, true)) {
            return RETRY_NANOS;
        }
        try {
            long now = pace.nanos().getAsLong();
            long cost = pace.cost(room.membership(), room.remote().roster());
            return allowance.take(now, cost) ? 0 : allowance.waitNanos(now, cost);
        } finally {
            drawing.set(false);
        }
    }

    private void tellAll() {
        for (Participant member : room.membership().members()) {
            member.rosterChanged();
        }
    }
}
