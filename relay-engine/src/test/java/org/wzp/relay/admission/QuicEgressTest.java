package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.MediaRing;
import org.wzp.relay.room.LoopMembers;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;

class QuicEgressTest {
    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});

    @Test
    void copiesThatFoundAFullRingAreInTheRowsOfThoseTheyWereFor() {
        People people = new People();
        RecordingConnection[] connections = new RecordingConnection[3];
        Participant[] members = new Participant[3];
        for (int i = 0; i < members.length; i++) {
            connections[i] = new RecordingConnection(i, "hall");
            members[i] = people.stranger(new QuicEgress(connections[i]));
            assertThat(directory.join("hall", members[i], People.OPEN))
                    .isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        }
        for (LoopMembers group :
                directory.find("hall").orElseThrow().membership().byLoop()) {
            MediaRing ring = new MediaRing(1);
            assertThat(ring.offer(Unpooled.buffer(), group, members[0], 1)).isTrue();
            assertThat(ring.offer(Unpooled.buffer(), group, members[0], 2)).isFalse();
            assertThat(ring.offer(Unpooled.buffer(), group, null, 3)).isFalse();
        }

        assertThat(members).extracting(member -> member.egress().dropped()).containsExactly(1L, 2L, 2L);
        assertThat(connections[1].counters().droppedBy(DropCause.HANDOVER_FULL)).isEqualTo(2);
    }
}
