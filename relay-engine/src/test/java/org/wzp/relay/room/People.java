package org.wzp.relay.room;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Participants for tests, numbered. */
public final class People {
    public static final RoomDirectory.JoinCheck OPEN = membership -> true;
    private static final Instant JOINED = Instant.parse("2026-04-01T12:00:00Z");
    private final AtomicLong ids = new AtomicLong();

    /** Somebody nobody else is. */
    public Participant stranger(Egress egress) {
        long id = ids.incrementAndGet();
        return new Participant(id, "caller " + id, "fp-" + id, JOINED, egress);
    }

    /** Somebody with this identity. */
    public Participant known(String fingerprint, Egress egress) {
        long id = ids.incrementAndGet();
        return new Participant(id, "caller " + id, fingerprint, JOINED, egress);
    }

    public static CountingEgress egressOf(Participant participant) {
        return (CountingEgress) participant.egress();
    }
}
