package org.wzp.relay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.QualityReport;

/** "No allocation of its own" as a figure, on a thread like the event loops'. */
@Timeout(600)
class MediaForwarderAllocationTest {
    private static final int PACKETS = 100_000;
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
    /** What reading the meter itself and one late compilation may cost. */
    private static final long TOLERANCE_BYTES = 16_384;

    @Test
    void aWarmFanOutAllocatesNothing() throws InterruptedException {
        assertThat(measured(0, false)).isBetween(0L, TOLERANCE_BYTES);
    }

    /** All its memory is taken when the watch begins. */
    @Test
    void aWatchedFanOutAllocatesNothingEither() throws InterruptedException {
        assertThat(measured(0, true)).isBetween(0L, TOLERANCE_BYTES);
    }

    /** Proves that the meter sees one small object per packet. */
    @Test
    void theSameMeterSeesOneObjectPerPacket() throws InterruptedException {
        assertThat(measured(1, false)).isGreaterThanOrEqualTo(PACKETS * 16L);
    }

    private static long measured(int objectsPerPacket, boolean watched) throws InterruptedException {
        RoomDirectory directory =
                new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
        People people = new People();
        Participant sender = people.stranger(new CountingEgress());
        assertThat(directory.join("hall", sender, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        for (int i = 0; i < 9; i++) {
            assertThat(directory.join("hall", people.stranger(new CountingEgress()), OPEN))
                    .isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        }
        MediaForwarder fanOut = new MediaForwarder(System::nanoTime);
        if (watched) {
            fanOut.watch(new PacketRing(
                    Objects.requireNonNull(sender.room()), null, 2 * PACKETS, 0, System.nanoTime() + HOUR_NANOS));
        }
        ByteBuf plain = Packets.plain(1);
        ByteBuf withReport = Packets.withReport(1, new QualityReport(7, 30, 10, 200));
        AtomicLong bytes = new AtomicLong();
        AtomicReference<Object> sink = new AtomicReference<>();
        ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Thread loop = new HotPathGuard.MediaThread(
                () -> {
                    forward(fanOut, sender, plain, withReport, 0, sink);
                    long before = meter.getCurrentThreadAllocatedBytes();
                    forward(fanOut, sender, plain, withReport, objectsPerPacket, sink);
                    bytes.set(meter.getCurrentThreadAllocatedBytes() - before);
                },
                "loop under test");
        loop.start();
        loop.join();
        assertThat(sender.packetsIn()).isEqualTo(2L * PACKETS);
        return bytes.get();
    }

    private static void forward(
            MediaForwarder fanOut,
            Participant sender,
            ByteBuf plain,
            ByteBuf withReport,
            int objectsPerPacket,
            AtomicReference<Object> sink) {
        for (int i = 0; i < PACKETS; i++) {
            // stock clients put a report on every fiftieth packet
            fanOut.fromParticipant(sender, i % 50 == 0 ? withReport : plain);
            for (int o = 0; o < objectsPerPacket; o++) {
                sink.setPlain(new Object());
            }
        }
    }
}
