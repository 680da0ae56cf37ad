package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;

/** "No lock and no object" with five links: what our people say goes out over all, what one link brings over the other four. */
@Timeout(600)
class FederatedMediaAllocationTest {
    private static final int PACKETS = 100_000;
    private static final int LINKS = 5;
    /** What reading the meter itself and one late compilation may cost. */
    private static final long TOLERANCE_BYTES = 16_384;

    private final DuplicateFilter duplicates = new DuplicateFilter(new SipHash(1, 2), 0);
    private final GlobalRoom room = new GlobalRoom("hall");
    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
    private final MediaForwarder forwarder = new MediaForwarder(System::nanoTime);
    private final MediaIngress ingress = new MediaIngress(directory, forwarder, duplicates, 2, Integer.MAX_VALUE / 2);
    private final List<PeerLink> links = new ArrayList<>();

    @Test
    void fiveLinksCostNoObjectAndNoLock() throws InterruptedException {
        People people = new People();
        directory.remotes(name -> room.side());
        Participant anna = people.stranger(new CountingEgress());
        assertThat(directory.join("hall", anna, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        assertThat(directory.join("hall", people.stranger(new CountingEgress()), OPEN))
                .isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        for (int i = 0; i < LINKS; i++) {
            PeerLink link = new PeerLink(
                    new PeerLink.Facts("fp" + i, "Relay " + i, Direction.OUT, Proof.PINNED, Instant.EPOCH),
                    new QuietConnection(),
                    ingress,
                    System::nanoTime,
                    i % 2 == 0);
            link.follow(List.of(room));
            links.add(link);
        }
        room.side().uplinks(FederatedUplinks.of(room, LinkGroup.of(links), duplicates));
        PeerLink from = links.getFirst();
        from.room(room).onwards(LinkGroup.of(links.subList(1, LINKS)));
        long violations = HotPathGuard.violations();
        AtomicLong bytes = new AtomicLong();
        ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Thread loop = new HotPathGuard.MediaThread(
                () -> {
                    carry(anna, from, 0);
                    long before = meter.getCurrentThreadAllocatedBytes();
                    carry(anna, from, PACKETS);
                    bytes.set(meter.getCurrentThreadAllocatedBytes() - before);
                },
                "loop under test");
        loop.start();
        loop.join();
        assertThat(bytes.get()).isBetween(0L, TOLERANCE_BYTES);
        assertThat(HotPathGuard.violations()).isEqualTo(violations);
        assertThat(anna.packetsIn()).isEqualTo(2L * PACKETS);
        // the first of theirs looks like the first of ours, which was here before
        assertThat(anna.egress().sent()).isEqualTo(2L * PACKETS - 1);
        assertThat(links.get(1).connection().counters().sent()).isEqualTo(4L * PACKETS - 1);
        Room hall = directory.find("hall").orElseThrow();
        assertThat(hall.remote()).isSameAs(room.side());
    }

    private void carry(Participant anna, PeerLink from, int first) {
        ByteBuf own = Unpooled.buffer().writeLong(0).writeInt(0).writeZero(60);
        ByteBuf theirs = Unpooled.buffer()
                .writeLong(room.hash())
                .writeLong(0)
                .writeInt(0)
                .writeZero(60)
                .writeByte(0);
        try {
            for (int i = 0; i < PACKETS; i++) {
                own.setInt(4, first + i);
                forwarder.fromParticipant(anna, own);
                theirs.setInt(12, -(first + i));
                from.onDatagram(from.connection(), theirs);
            }
        } finally {
            own.release();
            theirs.release();
        }
    }
}
