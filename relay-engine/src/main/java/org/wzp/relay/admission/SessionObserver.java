package org.wzp.relay.admission;

import org.wzp.relay.room.Participant;
import org.wzp.relay.transport.OutboxCounters;

/** Hears which participants there are, on event loops; must return at once. */
public interface SessionObserver {

    /**
     * Before its join, which may still fail.
     *
     * @param out what its connection sends and drops
     */
    default void opened(Participant participant, OutboxCounters out) {}

    /** Its connection is gone, or its join has failed. */
    default void closed(Participant participant) {}

    /** The newer one is in the room in the older one's place; both have one identity. */
    default void replaced(Participant older, Participant newer) {}
}
