package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.federation.DuplicateFilter.Copy;

/** F-64, D-23: a packet that comes twice within two seconds is known, and no other is taken for it. */
class DuplicateFilterTest {
    private static final long ROOM = 0x0feae16d55365acfL;
    private final DuplicateFilter filter = new DuplicateFilter(new SipHash(3, 4), 0);

    private static ByteBuf packet(int number) {
        return Unpooled.buffer().writeLong(0x0200_0000_0000_0000L).writeInt(number);
    }

    @Test
    void theSecondIsNotTheFirst() {
        assertThat(filter.isFirst(ROOM, packet(1))).isTrue();
        assertThat(filter.isFirst(ROOM, packet(1))).isFalse();
        assertThat(filter.isFirst(ROOM, packet(2))).isTrue();
        assertThat(filter.isFirst(ROOM + 1, packet(1))).as("in another room").isTrue();
    }

    @Test
    void itIsKnownForTwoSecondsAndForgottenAfterFour() {
        assertThat(filter.isFirst(ROOM, packet(1))).isTrue();
        filter.turn(DuplicateFilter.GENERATION_NANOS);
        assertThat(filter.isFirst(ROOM, packet(1))).isFalse();
        filter.turn(2 * DuplicateFilter.GENERATION_NANOS);
        assertThat(filter.isFirst(ROOM, packet(1))).isTrue();
    }

    @Test
    void itKnowsADuplicateAlsoAfterTurnsWithoutAnything() {
        long now = 0;
        for (int turn = 0; turn < 5; turn++) {
            now += DuplicateFilter.GENERATION_NANOS;
            filter.turn(now);
        }
        assertThat(filter.isFirst(ROOM, packet(1))).isTrue();
        assertThat(filter.isFirst(ROOM, packet(1))).isFalse();
        filter.turn(now + DuplicateFilter.GENERATION_NANOS);
        assertThat(filter.isFirst(ROOM, packet(1))).isFalse();
        filter.turn(now + 2 * DuplicateFilter.GENERATION_NANOS);
        assertThat(filter.isFirst(ROOM, packet(1))).isTrue();
    }

    @Test
    void aCopyThatMayGoNoFurtherKeepsNoneBackThatMay() {
        assertThat(filter.look(ROOM, packet(1), true)).isEqualTo(Copy.FIRST);
        assertThat(filter.look(ROOM, packet(1), true)).isEqualTo(Copy.AGAIN);
        assertThat(filter.look(ROOM, packet(1), false))
                .as("heard, and still to go on")
                .isEqualTo(Copy.ONWARDS);
        assertThat(filter.look(ROOM, packet(1), false)).isEqualTo(Copy.AGAIN);
        assertThat(filter.look(ROOM, packet(2), false)).isEqualTo(Copy.FIRST);
        assertThat(filter.look(ROOM, packet(2), true)).as("heard, and gone on").isEqualTo(Copy.AGAIN);
    }

    @Test
    void aCopyThatMayGoNoFurtherIsKnownAsLongAsOthers() {
        for (int generation = 0; generation < 8; generation++) {
            filter.turn(generation * DuplicateFilter.GENERATION_NANOS);
            assertThat(filter.look(ROOM, packet(generation), true)).isEqualTo(Copy.FIRST);
            filter.turn((generation + 1) * DuplicateFilter.GENERATION_NANOS);
            assertThat(filter.look(ROOM, packet(generation), false)).isEqualTo(Copy.ONWARDS);
        }
    }

    @Test
    void turningTooOftenForgetsNothing() {
        assertThat(filter.isFirst(ROOM, packet(1))).isTrue();
        for (long now = 0; now < DuplicateFilter.GENERATION_NANOS; now += 50_000_000L) {
            filter.turn(now);
        }
        assertThat(filter.isFirst(ROOM, packet(1))).isFalse();
    }

    /** The reference's key is the same for these two (wire specification 9.3): bytes 0 and 8 are folded together. */
    @Test
    void packetsThatTheReferenceTakesForOneAreTwo() {
        ByteBuf one = Unpooled.buffer().writeLong(0).writeInt(0x0102_0304);
        ByteBuf other = Unpooled.buffer().writeLong(0x0102_0304L << 32).writeInt(0);
        assertThat(filter.isFirst(ROOM, one)).isTrue();
        assertThat(filter.isFirst(ROOM, other)).isTrue();
    }

    @Test
    void fiftyThousandPacketsAreAllTheirOwnFirst() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(filter.isFirst(ROOM, packet(i))).isTrue();
        }
        int known = 0;
        for (int i = 0; i < 50_000; i++) {
            known += filter.isFirst(ROOM, packet(i)) ? 0 : 1;
        }
        assertThat(known).as("a full neighbourhood may have forgotten a few").isGreaterThan(49_900);
    }

    @Test
    void ofFourLoopsWithTheSamePacketsOneIsFirst() throws InterruptedException {
        AtomicInteger firsts = new AtomicInteger();
        List<Thread> loops = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            loops.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 5_000; i++) {
                    if (filter.isFirst(ROOM, packet(i))) {
                        firsts.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread loop : loops) {
            loop.join();
        }
        assertThat(firsts.get()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 12, 63, 64, 1_200})
    void theHashIsSipHash13OfRoomAndPacket(int bytes) {
        Random random = new Random(bytes);
        byte[] key = new byte[16];
        random.nextBytes(key);
        byte[] message = new byte[8 + bytes];
        random.nextBytes(message);
        org.bouncycastle.crypto.macs.SipHash known = new org.bouncycastle.crypto.macs.SipHash(1, 3);
        known.init(new KeyParameter(key));
        known.update(message, 0, message.length);
        ByteBuf keys = Unpooled.wrappedBuffer(key);
        ByteBuf whole = Unpooled.wrappedBuffer(message);
        assertThat(new SipHash(keys.getLongLE(0), keys.getLongLE(8)).of(whole.readLongLE(), whole))
                .isEqualTo(known.doFinal());
    }
}
