package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RoomDirectory;

/** D-22: what a link keeps of rooms, its limits among it, is of those that are global now, and no more. */
class D22LimitersTest {
    private static final int ROOMS = 1_000;
    private static final int LEAST_PACKETS = 500;

    private final PeerLink link = new PeerLink(
            new PeerLink.Facts("11".repeat(32), "Peer", Direction.IN, Proof.PROVEN, Instant.EPOCH),
            new QuietConnection(),
            new MediaIngress(
                    new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {}),
                    new MediaForwarder(System::nanoTime),
                    new DuplicateFilter(new SipHash(1, 2), 0),
                    2,
                    LEAST_PACKETS),
            System::nanoTime,
            true);

    @Test
    void limitsGoWithTheirRooms() {
        GlobalRoom stays = new GlobalRoom("stays");
        link.follow(List.of(stays));
        LinkRoom limited = link.room(stays);
        List<GlobalRoom> many = IntStream.range(0, ROOMS)
                .mapToObj(i -> new GlobalRoom("room-" + i))
                .toList();
        link.follow(many);
        assertThat(link.shared).hasSize(ROOMS).doesNotContainKey(stays);
        link.follow(List.of(stays));
        assertThat(link.shared).containsOnlyKeys(stays);
        assertThat(link.room(stays)).isNotSameAs(limited);
        assertThat(link.rooms().get(many.getFirst().hash())).isNull();
    }

    @Test
    void aRoomAdmitsWhatItsPeopleMaySayButNotWithoutBound() {
        LinkRoom room = new LinkRoom(new GlobalRoom("hall"), LEAST_PACKETS);
        assertThat(admitted(room)).isEqualTo(LEAST_PACKETS);
        room.people(3);
        assertThat(admitted(room)).as("what was taken before is still owed").isEqualTo(300);
        room.people(1_000_000);
        assertThat(admitted(room)).isEqualTo(20_000 - 300);
    }

    @Test
    void whoTellsNowOfMoreAndNowOfFewerPeopleMaySendNoMoreForIt() {
        LinkRoom room = new LinkRoom(new GlobalRoom("hall"), LEAST_PACKETS);
        int admitted = 0;
        for (int i = 0; i < 20; i++) {
            room.people(1 + i % 2);
            admitted += admitted(room);
        }
        assertThat(admitted).isEqualTo(LEAST_PACKETS + 200);
    }

    /** At one moment. */
    private static int admitted(LinkRoom room) {
        int admitted = 0;
        while (room.admits(0)) {
            admitted++;
        }
        return admitted;
    }
}
