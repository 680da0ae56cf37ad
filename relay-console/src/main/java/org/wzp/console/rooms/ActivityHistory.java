package org.wzp.console.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomStatus;

/**
 * The last minute of each participant, one value a second. All write at one place of a ring, so that nothing is moved for
 * thousands of people. One thread at a time: JavaFX's once it is shown.
 */
public final class ActivityHistory {
    /** One value a second for a minute. */
    public static final int LENGTH = 60;

    /** What is kept of everybody. */
    enum Measure {
        /** Packets from them, per second. */
        IN,
        /** Copies to them, per second. */
        OUT,
        /** Copies dropped for them, per second. */
        DROPPED,
        /** As their client reports it, percent. */
        LOSS,
        /** ms. */
        RTT,
        /** ms. */
        JITTER,
        /** 1 while they speak, else 0. */
        SPEAKING
    }

    private static final Measure[] MEASURES = Measure.values();

    private static final class Minute {
        /** The ring of each measure behind that of the one before. */
        private final float[] values = new float[MEASURES.length * LENGTH];

        private long out;
        private long dropped;

        Minute(ParticipantStatus person) {
            out = person.packetsOut();
            dropped = person.dropped();
        }

        void set(Measure measure, int second, double value) {
            values[measure.ordinal() * LENGTH + second] = (float) value;
        }
    }

    private final Map<Long, Minute> byParticipant = new HashMap<>();
    private @Nullable Instant last;
    private int head;

    /** Is from now on what another one was, which nobody may use any more. */
    void become(ActivityHistory other) {
        byParticipant.clear();
        byParticipant.putAll(other.byParticipant);
        last = other.last;
        head = other.head;
    }

    /** Takes the newest values, at most once for each second of the snapshot's clock. */
    void note(Instant at, List<RoomStatus> rooms) {
        Instant before = last;
        if (before != null && at.getEpochSecond() == before.getEpochSecond()) {
            return;
        }
        double seconds = before == null
                ? 1
                : Math.max(
                        1,
                        Duration.between(before, at).toMillis()
                                / (double) Duration.ofSeconds(1).toMillis());
        last = at;
        head = (head + 1) % LENGTH;
        Set<Long> present = new HashSet<>();
        for (RoomStatus room : rooms) {
            for (ParticipantStatus person : room.participants()) {
                present.add(person.id());
                note(byParticipant.computeIfAbsent(person.id(), id -> new Minute(person)), person, seconds);
            }
        }
        byParticipant.keySet().retainAll(present);
    }

    private void note(Minute minute, ParticipantStatus person, double seconds) {
        minute.set(Measure.IN, head, person.inPerSecond());
        minute.set(Measure.OUT, head, Math.max(0, person.packetsOut() - minute.out) / seconds);
        minute.set(Measure.DROPPED, head, Math.max(0, person.dropped() - minute.dropped) / seconds);
        minute.set(Measure.LOSS, head, person.link().lossPercent().orElse(0));
        minute.set(Measure.RTT, head, person.link().rttMillis().orElse(0));
        minute.set(Measure.JITTER, head, person.link().jitterMillis().orElse(0));
        minute.set(Measure.SPEAKING, head, person.speaking() ? 1 : 0);
        minute.out = person.packetsOut();
        minute.dropped = person.dropped();
    }

    /** Packets from them per second, oldest first; {@link #LENGTH} values. */
    double[] of(long participant) {
        return of(participant, Measure.IN);
    }

    /** Oldest first; {@link #LENGTH} values; zeros for before they came. */
    double[] of(long participant, Measure measure) {
        double[] ordered = new double[LENGTH];
        Minute minute = byParticipant.get(participant);
        if (minute != null) {
            for (int i = 0; i < LENGTH; i++) {
                ordered[i] = minute.values[measure.ordinal() * LENGTH + (head + 1 + i) % LENGTH];
            }
        }
        return ordered;
    }

    /** Seconds of the last minute in which they spoke. */
    int spoken(long participant) {
        return (int) Arrays.stream(of(participant, Measure.SPEAKING)).sum();
    }
}
