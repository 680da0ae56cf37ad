package org.wzp.console.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.wzp.relay.api.RelayEvent;

/** The newest events of the relay, at most {@value #MOST}; the oldest make room. Any thread adds and reads. */
public final class EventLog {
    static final int MOST = 2_000;

    private final Deque<RelayEvent> events = new ConcurrentLinkedDeque<>();
    private final AtomicInteger size = new AtomicInteger();

    public void add(RelayEvent event) {
        events.addLast(event);
        if (size.incrementAndGet() > MOST && events.pollFirst() != null) {
            size.decrementAndGet();
        }
    }

    /** Those up to the moment, newest first, at most so many. */
    public List<RelayEvent> until(Instant moment, int most) {
        List<RelayEvent> found = new ArrayList<>();
        for (Iterator<RelayEvent> newest = events.descendingIterator(); newest.hasNext() && found.size() < most; ) {
            RelayEvent event = newest.next();
            if (!event.at().isAfter(moment)) {
                found.add(event);
            }
        }
        return List.copyOf(found);
    }
}
