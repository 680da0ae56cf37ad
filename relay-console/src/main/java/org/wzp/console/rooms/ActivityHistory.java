package org.wzp.console.rooms;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomStatus;

/** Packets per second of each participant over the last minute, one value a second. JavaFX thread only. */
public final class ActivityHistory {
    /** One value a second for a minute. */
    public static final int LENGTH = 60;

    private static final double[] NOTHING = new double[LENGTH];

    private final Map<Long, double[]> byParticipant = new HashMap<>();
    private long lastSecond = Long.MIN_VALUE;

    /** Takes the newest values, at most once for each second of the snapshot's clock. */
    void note(Instant at, List<RoomStatus> rooms) {
        if (at.getEpochSecond() == lastSecond) {
            return;
        }
        lastSecond = at.getEpochSecond();
        Set<Long> present = new HashSet<>();
        for (RoomStatus room : rooms) {
            for (ParticipantStatus person : room.participants()) {
                present.add(person.id());
                double[] values = byParticipant.computeIfAbsent(person.id(), id -> new double[LENGTH]);
                System.arraycopy(values, 1, values, 0, LENGTH - 1);
                values[LENGTH - 1] = person.inPerSecond();
            }
        }
        byParticipant.keySet().retainAll(present);
    }

    /** Oldest first; {@link #LENGTH} values. To be read, not kept. */
    double[] of(long participant) {
        return byParticipant.getOrDefault(participant, NOTHING);
    }
}
