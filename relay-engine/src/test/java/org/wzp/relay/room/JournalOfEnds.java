package org.wzp.relay.room;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wzp.relay.api.LeaveReason;

/** Keeps what a directory's listener hears, in order. */
final class JournalOfEnds implements RoomDirectory.Listener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void joined(Room room, Participant participant) {
        lines.add(participant.id() + " joined " + room.name());
    }

    @Override
    public void left(Room room, Participant participant, LeaveReason why) {
        lines.add(participant.id() + " " + why + " " + room.name());
    }
}
