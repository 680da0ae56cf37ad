package org.wzp.relay.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.HotPathGuard;

@Timeout(600)
class MediaRingTest {
    private static final int PACKETS_BETWEEN_THREADS = 3_000_000;
    private static final int PACKETS_MEASURED = 200_000;
    private static final long TOLERANCE_BYTES = 16_384;

    private final MediaRing ring = new MediaRing();
    private final List<Integer> delivered = new ArrayList<>();
    private int lostCopies;

    /** Takes packets that hold one number, for a group of so many. */
    private final class Group implements MediaRecipients {
        private final int size;

        Group(int size) {
            this.size = size;
        }

        @Override
        public void deliver(ByteBuf packet, @Nullable Object except) {
            delivered.add(packet.getInt(packet.readerIndex()));
        }

        @Override
        public void lost(@Nullable Object except) {
            lostCopies += copies(except);
        }

        @Override
        public int copies(@Nullable Object except) {
            return except == null ? size : size - 1;
        }
    }

    private static ByteBuf packet(int number) {
        return Unpooled.buffer().writeInt(number);
    }

    private boolean offer(int number) {
        return ring.offer(packet(number), new Group(5), null, 0);
    }

    private void drain() {
        while (ring.deliverOne()) {
            assertThat(delivered).isNotEmpty();
        }
    }

    @Test
    void packetsComeOutInTheOrderInWhichTheyWentIn() {
        for (int i = 0; i < 100; i++) {
            assertThat(offer(i)).isTrue();
        }
        drain();
        assertThat(delivered).hasSize(100).isSorted();
    }

    @Test
    void slotsAreUsedAgainAndAgain() {
        int in = 0;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < MediaRing.BOUND - 7; i++) {
                assertThat(offer(in++)).isTrue();
            }
            drain();
        }
        assertThat(delivered).hasSize(in).isSorted().doesNotHaveDuplicates();
        assertThat(ring.taken()).isEqualTo(in);
        assertThat(ring.dropped()).isZero();
        assertThat(ring.highWater()).isEqualTo(MediaRing.BOUND - 7);
    }

    @Test
    void fullRingDropsTheNewestAndCountsEachCopy() {
        for (int i = 0; i < MediaRing.BOUND; i++) {
            assertThat(offer(i)).isTrue();
        }
        assertThat(ring.offer(packet(-1), new Group(5), null, 0)).isFalse();
        assertThat(ring.offer(packet(-2), new Group(5), "its sender", 0)).isFalse();
        assertThat(ring.dropped()).isEqualTo(2);
        assertThat(ring.droppedCopies()).isEqualTo(5 + 4);
        assertThat(lostCopies).as("told to whom they were for").isEqualTo(5 + 4);
        assertThat(ring.size()).isEqualTo(MediaRing.BOUND);
        assertThat(ring.highWater()).isEqualTo(MediaRing.BOUND);

        assertThat(ring.deliverOne()).isTrue();
        assertThat(offer(MediaRing.BOUND)).isTrue();
        drain();
        assertThat(delivered).hasSize(MediaRing.BOUND + 1).isSorted().doesNotContain(-1, -2);
    }

    /** A room over all of them must not take more direct memory than a daemon has, which is as much as its heap: 512 MiB. */
    @Test
    void ringsOfManyLoopsAreSmallerSoThatAllTogetherFitIntoMemory() {
        assertThat(MediaRing.boundFor(1)).isEqualTo(MediaRing.BOUND);
        assertThat(MediaRing.boundFor(8)).isEqualTo(MediaRing.BOUND);
        for (int loops = 1; loops <= RelayConfig.Loops.MOST; loops++) {
            int bound = MediaRing.boundFor(loops);
            assertThat(Integer.bitCount(bound)).as("a power of two").isEqualTo(1);
            assertThat(bound).as("a read batch").isGreaterThanOrEqualTo(64);
            assertThat(1L * bound * 1_536 * loops * (loops - 1)).isLessThan(400L << 20);
        }
    }

    @Test
    void packetThatFitsNoSlotIsDroppedAndCounted() {
        assertThat(ring.offer(Unpooled.buffer().writeZero(1_536), new Group(3), null, 0))
                .isTrue();
        assertThat(ring.offer(Unpooled.buffer().writeZero(1_537), new Group(3), null, 0))
                .isFalse();
        assertThat(ring.dropped()).isEqualTo(1);
        assertThat(ring.droppedCopies()).isEqualTo(3);
    }

    @Test
    void packetIsCopiedFromItsReaderIndexAndNeitherConsumedNorKept() {
        ByteBuf packet = Unpooled.buffer().writeInt(-1).writeInt(42).writeByte(7);
        packet.skipBytes(4);
        assertThat(ring.offer(packet, new Group(1), null, 0)).isTrue();
        assertThat(packet.readableBytes()).isEqualTo(5);
        assertThat(packet.refCnt()).isEqualTo(1);
        packet.setInt(4, 99);
        drain();
        assertThat(delivered).containsExactly(42);
    }

    @Test
    void recipientsSenderAndTimeGoWithThePacket() {
        List<Object> except = new ArrayList<>();
        MediaRecipients asking = new MediaRecipients() {
            @Override
            public void deliver(ByteBuf packet, @Nullable Object notTo) {
                except.add(notTo == null ? "nobody" : notTo);
                assertThat(packet.readableBytes()).isEqualTo(4);
            }

            @Override
            public void lost(@Nullable Object except) {}

            @Override
            public int copies(@Nullable Object notTo) {
                return 1;
            }
        };
        assertThat(ring.offer(packet(1), asking, "anna", 100)).isTrue();
        assertThat(ring.offer(packet(2), asking, null, 200)).isTrue();
        assertThat(ring.oldestNanos()).isEqualTo(100);
        assertThat(ring.deliverOne()).isTrue();
        assertThat(ring.oldestNanos()).isEqualTo(200);
        assertThat(ring.deliverOne()).isTrue();
        assertThat(ring.deliverOne()).isFalse();
        assertThat(ring.isEmpty()).isTrue();
        assertThat(except).containsExactly("anna", "nobody");
    }

    @Test
    void deliveryThatThrowsLosesThatPacketOnly() {
        MediaRecipients faulty = new MediaRecipients() {
            @Override
            public void deliver(ByteBuf packet, @Nullable Object except) {
                throw new IllegalStateException("of a recipient");
            }

            @Override
            public void lost(@Nullable Object except) {}

            @Override
            public int copies(@Nullable Object except) {
                return 1;
            }
        };
        assertThat(offer(1)).isTrue();
        assertThat(ring.offer(packet(2), faulty, null, 0)).isTrue();
        assertThat(offer(3)).isTrue();
        assertThat(ring.deliverOne()).isTrue();
        assertThatThrownBy(ring::deliverOne).hasMessage("of a recipient");
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ring.deliverOne()).isTrue();
        assertThat(delivered).containsExactly(1, 3);
    }

    /** Each packet that was taken comes out once, in order and whole, while both loops are at it; the others are counted. */
    @Test
    void twoThreadsLoseNothingThatIsNotCounted() throws InterruptedException {
        long[] out = {0, -1};
        AtomicReference<String> fault = new AtomicReference<>();
        MediaRecipients checking = new MediaRecipients() {
            @Override
            public void deliver(ByteBuf packet, @Nullable Object except) {
                long number = packet.getLong(0);
                boolean whole = packet.readableBytes() == 24 + (int) (number % 100)
                        && packet.getLong(8) == ~number
                        && packet.getLong(packet.readableBytes() - 8) == number;
                if (number <= out[1] || !whole) {
                    fault.compareAndSet(null, "after " + out[1] + " came " + number + ", whole: " + whole);
                }
                out[1] = number;
                out[0]++;
            }

            @Override
            public void lost(@Nullable Object except) {}

            @Override
            public int copies(@Nullable Object except) {
                return 1;
            }
        };
        Thread offers = Thread.ofPlatform().start(() -> {
            ByteBuf packet = Unpooled.buffer(256);
            for (long number = 0; number < PACKETS_BETWEEN_THREADS; number++) {
                packet.clear()
                        .writeLong(number)
                        .writeLong(~number)
                        .writeZero((int) (number % 100))
                        .writeLong(number);
                boolean taken = ring.offer(packet, checking, null, number);
                if (!taken && number % 3 == 0) {
                    Thread.yield();
                }
            }
        });
        while (offers.isAlive() || ring.size() > 0) {
            int waiting = ring.size();
            for (int i = 0; i < waiting; i++) {
                assertThat(ring.deliverOne()).isTrue();
            }
        }
        offers.join();
        assertThat(ring.deliverOne()).isFalse();
        assertThat(fault.get()).isNull();
        assertThat(out[0]).isEqualTo(ring.taken());
        assertThat(ring.taken() + ring.droppedCopies()).isEqualTo(PACKETS_BETWEEN_THREADS);
        assertThat(ring.taken()).isGreaterThan(MediaRing.BOUND * 10L);
        assertThat(ring.highWater()).isLessThanOrEqualTo(MediaRing.BOUND);
    }

    @Test
    void passingPacketsOnAllocatesNothing() throws InterruptedException {
        assertThat(measured(0)).isBetween(0L, TOLERANCE_BYTES);
    }

    /** Proves that the meter sees one small object for each packet. */
    @Test
    void theSameMeterSeesOneObjectPerPacket() throws InterruptedException {
        assertThat(measured(1)).isGreaterThanOrEqualTo(PACKETS_MEASURED * 16L);
    }

    private long measured(int objectsPerPacket) throws InterruptedException {
        long[] seen = {0};
        AtomicReference<Object> sink = new AtomicReference<>();
        MediaRecipients counting = new MediaRecipients() {
            @Override
            public void deliver(ByteBuf packet, @Nullable Object except) {
                seen[0] += packet.readableBytes();
                for (int i = 0; i < objectsPerPacket; i++) {
                    sink.setPlain(new Object());
                }
            }

            @Override
            public void lost(@Nullable Object except) {}

            @Override
            public int copies(@Nullable Object except) {
                return 1;
            }
        };
        ByteBuf packet = Unpooled.directBuffer(100).writeZero(100);
        ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] bytes = {0};
        Thread loop = new HotPathGuard.MediaThread(
                () -> {
                    turn(packet, counting);
                    long before = meter.getCurrentThreadAllocatedBytes();
                    turn(packet, counting);
                    bytes[0] = meter.getCurrentThreadAllocatedBytes() - before;
                },
                "loop under test");
        loop.start();
        loop.join();
        packet.release();
        assertThat(seen[0]).isEqualTo(2L * PACKETS_MEASURED * 100);
        return bytes[0];
    }

    private void turn(ByteBuf packet, MediaRecipients recipients) {
        for (int i = 0; i < PACKETS_MEASURED; i++) {
            boolean taken = ring.offer(packet, recipients, null, i);
            if (!taken || !ring.deliverOne()) {
                throw new AssertionError("an empty ring takes a packet and gives it");
            }
        }
    }
}
