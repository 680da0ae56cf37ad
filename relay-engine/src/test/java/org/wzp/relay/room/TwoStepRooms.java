package org.wzp.relay.room;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.wzp.relay.api.LeaveReason;

/**
 * The mistake this design avoids: each step is atomic on its own, but leaving and removing the empty room are two steps, and
 * the removal goes by name. Somebody who joins in between is removed with the room.
 */
final class TwoStepRooms implements Churn.Store {
    private static final String NAME = "hall";
    /** Wide enough that a busy machine shows the loss as well. */
    private static final int WINDOW_YIELDS = 20;

    private final ConcurrentMap<String, List<Participant>> rooms = new ConcurrentHashMap<>();
    private final ConcurrentMap<Participant, List<Participant>> joined = new ConcurrentHashMap<>();

    @Override
    public void join(Participant participant) {
        var _ = rooms.compute(NAME, (name, room) -> {
            List<Participant> members = room == null ? new ArrayList<>() : room;
            synchronized (members) {
                members.add(participant);
            }
            joined.put(participant, members);
            return members;
        });
    }

    @Override
    public boolean remove(Participant participant, LeaveReason why) {
        List<Participant> room = joined.remove(participant);
        if (room == null) {
            return false;
        }
        boolean empty;
        synchronized (room) {
            room.remove(participant);
            empty = room.isEmpty();
        }
        if (empty) {
            for (int i = 0; i < WINDOW_YIELDS; i++) {
                Thread.yield();
            }
            rooms.remove(NAME);
        }
        return true;
    }

    @Override
    public boolean holds(Participant participant) {
        List<Participant> room = rooms.get(NAME);
        if (room == null) {
            return false;
        }
        synchronized (room) {
            return room.contains(participant);
        }
    }
}
