package org.wzp.relay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;

class ForwardingWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private static final long SLOW = 60_000_000L;

    private long now = SECOND;
    /** How far the clock moves with each look at it. */
    private long step;

    private final MediaForwarder fanOut = new MediaForwarder(() -> now += step);
    private final ForwardingWatch watch = new ForwardingWatch(fanOut);
    private final Participant anna = new People().stranger(new CountingEgress());

    @Test
    void aQuietRelayWarnsOfNothing() {
        join();
        forward();
        assertThat(watch.warning(now)).isEmpty();
    }

    /** People pause, and a line for each pause would hide what is worth a line. */
    @Test
    void silencesAloneAreNoWarning() {
        join();
        forward();
        gap();
        gap();
        assertThat(watch.warning(now)).isEmpty();
    }

    @Test
    void slowPacketsAreSummedUpInOneWarningPerTenSecondsWithTheSilencesSinceThen() {
        join();
        forward();
        gap();
        slow();
        assertThat(watch.warning(now))
                .hasValueSatisfying(text -> assertThat(text).contains("1 packets took more than 50 ms", "1 silences"));
        slow();
        slow();
        assertThat(watch.warning(now)).as("too soon").isEmpty();
        assertThat(watch.warning(now + 10 * SECOND))
                .hasValueSatisfying(text -> assertThat(text).contains("2 packets"));
        slow();
        assertThat(watch.warning(now + 15 * SECOND))
                .as("too soon after the second")
                .isEmpty();
        assertThat(watch.warning(now + 25 * SECOND))
                .hasValueSatisfying(text -> assertThat(text).contains("1 packets"));
        assertThat(watch.warning(now + 60 * SECOND)).as("nothing new").isEmpty();
    }

    private void join() {
        RoomDirectory directory =
                new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
        assertThat(directory.join("hall", anna, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
    }

    private void gap() {
        now += SECOND;
        forward();
    }

    private void slow() {
        step = SLOW;
        forward();
        step = 0;
    }

    private void forward() {
        fanOut.fromParticipant(anna, Packets.plain(1));
    }
}
