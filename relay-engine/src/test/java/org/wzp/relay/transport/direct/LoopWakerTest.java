package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wzp.relay.loop.MediaRecipients;
import org.wzp.relay.loop.MediaRing;
import org.wzp.relay.transport.linux.LinuxSocket;

@Timeout(600)
class LoopWakerTest {
    private static final int ROUNDS = 100_000;
    /** Longer than the test may take: whoever is not woken is found out. */
    private static final long TOO_LONG_NANOS = 600_000_000_000L;

    @Test
    void onlyTheFirstWhoWakesASleeperPaysForIt() {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger waits = new AtomicInteger();
        LoopWaker[] waker = new LoopWaker[1];
        waker[0] = new LoopWaker(
                nanos -> {
                    waits.incrementAndGet();
                    waker[0].wake();
                    waker[0].wake();
                    waker[0].wake();
                },
                calls::incrementAndGet);
        waker[0].wake();
        assertThat(calls).as("who is awake costs nothing").hasValue(0);
        waker[0].sleep(1, () -> true);
        assertThat(waits).hasValue(1);
        assertThat(calls).hasValue(1);
        waker[0].wake();
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoHasSomethingToDoDoesNotSleep() {
        AtomicInteger waits = new AtomicInteger();
        LoopWaker waker = new LoopWaker(nanos -> waits.incrementAndGet(), () -> {});
        waker.sleep(1, () -> false);
        assertThat(waits).hasValue(0);
    }

    /** Each packet is offered as soon as the one before is delivered, when the loop is about to sleep. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void noWakeUpIsLostBesideARealSocket() throws InterruptedException, IOException {
        try (LinuxSocket socket = LinuxSocket.bind(new InetSocketAddress("127.0.0.1", 0), false)) {
            LoopWaker waker = new LoopWaker(socket);
            MediaRing ring = new MediaRing();
            AtomicLong delivered = new AtomicLong();
            MediaRecipients counting = new MediaRecipients() {
                @Override
                public void deliver(ByteBuf packet, @Nullable Object except) {
                    delivered.setRelease(packet.getLong(0));
                }

                @Override
                public void lost(@Nullable Object except) {}

                @Override
                public int copies(@Nullable Object except) {
                    return 1;
                }
            };
            AtomicLong sleeps = new AtomicLong();
            Thread loop = Thread.ofPlatform().daemon().start(() -> {
                while (delivered.getPlain() < ROUNDS) {
                    if (!ring.deliverOne()) {
                        sleeps.setPlain(sleeps.getPlain() + 1);
                        waker.sleep(TOO_LONG_NANOS, ring::isEmpty);
                    }
                }
            });
            ByteBuf packet = Unpooled.buffer(8);
            for (long round = 1; round <= ROUNDS; round++) {
                assertThat(ring.offer(packet.clear().writeLong(round), counting, null, 0))
                        .isTrue();
                waker.wake();
                while (delivered.getAcquire() < round) {
                    Thread.onSpinWait();
                }
            }
            loop.join();
            assertThat(sleeps.get()).isGreaterThan(ROUNDS / 100);
        }
    }
}
