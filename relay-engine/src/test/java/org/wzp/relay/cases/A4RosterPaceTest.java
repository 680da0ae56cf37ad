package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.RosterPace;
import org.wzp.relay.room.SilentEgress;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage.RoomUpdate;

/** A4: one who joins and leaves a large room all the time can't make the relay send hundreds of megabytes of rosters. */
class A4RosterPaceTest {
    private static final long BYTES_PER_SECOND = 2_000_000;
    private static final Duration BETWEEN_CHANGES = Duration.ofNanos(12_500_000);

    private final List<Later> later = new ArrayList<>();
    private final RoomDirectory rooms = new RoomDirectory(
            () -> Instant.EPOCH,
            LockLedger.system(),
            new RoomDirectory.Listener() {},
            new RosterPace(BYTES_PER_SECOND, this::now, (delay, task) -> later.add(new Later(now() + delay, task))));
    private long nanos = 5;
    private long nextId;
    private long rosterBytes;
    private @Nullable RoomUpdate measured;
    private int measuredBytes;

    private record Later(long atNanos, Runnable task) {}

    private long now() {
        return nanos;
    }

    private void advance(Duration by) {
        long until = nanos + by.toNanos();
        while (true) {
            Later next = later.stream()
                    .filter(task -> task.atNanos <= until)
                    .min((a, b) -> Long.compare(a.atNanos, b.atNanos))
                    .orElse(null);
            if (next == null) {
                break;
            }
            later.remove(next);
            nanos = Math.max(nanos, next.atNanos);
            next.task.run();
        }
        nanos = until;
    }

    private final class Member extends SilentEgress {
        final Participant participant;

        Member() {
            this("person number " + nextId);
        }

        Member(String alias) {
            super(CallingThread.LOOP);
            participant = new Participant(nextId, alias, fingerprint(nextId++), Instant.EPOCH, this);
        }

        @Nullable
        RoomUpdate newest;

        Member join(String room) {
            var _ = rooms.join(room, participant, current -> true);
            return this;
        }

        @Override
        public void roster(RoomUpdate roster) {
            newest = roster;
            if (measured != roster) {
                measured = roster;
                measuredBytes = SignalCodec.encode(roster).length;
            }
            rosterBytes += measuredBytes;
        }

        @Override
        public void send(ByteBuf packet) {}
    }

    private static String fingerprint(long id) {
        return "%04x:0000:0000:0000:0000:0000:0000:0000".formatted(id);
    }

    @Test
    void joiningAndLeavingARoomOf95FortyTimesASecondStaysWithinTheRoomsBytes() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            members.add(new Member().join("large"));
            advance(Duration.ofSeconds(1));
        }
        rosterBytes = 0;
        int seconds = 14;
        for (int i = 0; i < seconds * 40; i++) {
            Member restless = new Member().join("large");
            assertThat(restless.newest)
                    .as("who comes learns at once who is there")
                    .isNotNull();
            advance(BETWEEN_CHANGES);
            boolean left = rooms.remove(restless.participant, LeaveReason.LEFT);
            assertThat(left).isTrue();
            advance(BETWEEN_CHANGES);
        }
        // one list for everybody who comes, and what the room may have; 700 MB without a pace
        assertThat(rosterBytes).isLessThan((long) (seconds * (1.5 * BYTES_PER_SECOND)));
        assertThat(rooms.rostersCollected()).isGreaterThan(1_000);

        advance(Duration.ofSeconds(2));
        assertThat(members).as("the newest arrives in the end").allSatisfy(member -> assertThat(member.newest)
                .isEqualTo(rooms.find("large").orElseThrow().membership().roster()));
        assertThat(later).isEmpty();
    }

    @Test
    void aliasesThatAreEscapedCountAsWhatIsSent() {
        for (int i = 0; i < 95; i++) {
            new Member("\u0001".repeat(128)).join("large");
            advance(Duration.ofSeconds(5));
        }
        rosterBytes = 0;
        int seconds = 14;
        for (int i = 0; i < seconds * 4; i++) {
            Member restless = new Member("\u0001".repeat(128)).join("large");
            boolean left = rooms.remove(restless.participant, LeaveReason.LEFT);
            assertThat(left).isTrue();
            advance(Duration.ofMillis(250));
        }
        assertThat(rosterBytes).isLessThan((long) (seconds * (1.5 * BYTES_PER_SECOND)));
    }

    @Test
    void aSmallRoomIsToldAtOnce() {
        Member anna = new Member().join("small");
        for (int i = 0; i < 20; i++) {
            Member restless = new Member().join("small");
            assertThat(anna.newest).isEqualTo(restless.newest);
            boolean left = rooms.remove(restless.participant, LeaveReason.LEFT);
            assertThat(left).isTrue();
            assertThat(anna.newest).isNotEqualTo(restless.newest);
            advance(BETWEEN_CHANGES);
        }
        assertThat(later).isEmpty();
        assertThat(rooms.rostersCollected()).isZero();
    }

    @Test
    void aLargeRoomLearnsOfAChangeWithinSeconds() {
        Member first = new Member().join("huge");
        for (int i = 0; i < 999; i++) {
            Member next = new Member().join("huge");
            assertThat(next.newest).isNotNull();
        }
        advance(Duration.ofSeconds(6));
        assertThat(first.newest).isNotNull().satisfies(roster -> assertThat(roster.count())
                .isEqualTo(1_000));
    }
}
